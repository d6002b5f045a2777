// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a person meets it: figures that explain themselves, panes, themes, files, messages, accessible names.
#include "shell/exchange/import_dialog.h"
#include "document/text_file.h"
#include "io/scenario_file.h"
#include "shell/window/diagnostics_view.h"
#include "views/common/folding_row.h"
#include "views/explain/explain_view.h"
#include "views/mesh/mesh_view.h"
#include "window_fixture.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QListWidget>
#include <QDockWidget>
#include <QDropEvent>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

using namespace shardscape;

class MainWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_library = testLibrary(); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_fixture = std::make_unique<WindowFixture>(m_library);
        QVERIFY(QTest::qWaitForWindowActive(m_fixture->window.get()));
        QTRY_VERIFY(m_fixture->settled());
        QVERIFY(m_fixture->document.evaluation());
    }
    void cleanup() { m_fixture.reset(); }

    void everyFigureExplainsItself()
    {
        const auto check = [this] {
            const KeyFigureBar& bar = m_fixture->window->keyFigures();
            QVERIFY(bar.figures().size() >= 5);
            for (std::size_t i = 0; i < bar.figures().size(); ++i) {
                QTest::mouseClick(bar.buttons()[i], Qt::LeftButton);
                QVERIFY2(!explain().text().isEmpty(),
                         qPrintable(bar.figures()[i].caption + QStringLiteral(": ") + bar.figures()[i].derivation));
                QCOMPARE(explain().shownId(), bar.figures()[i].derivation);
            }
        };
        check();
        Scenario inference = scenarioOf64Gpus();
        inference.parallelism.pp = 1;
        inference.workload.kind = InferenceWorkload{.promptTokens = 1024, .outputTokens = 128, .concurrency = 8};
        m_fixture->document.edit(QStringLiteral("serve"), inference);
        QTRY_VERIFY(m_fixture->settled());
        QVERIFY(m_fixture->document.evaluation()->inference);
        check();
    }

    void f1ExplainsTheFigureWithTheFocus()
    {
        QToolButton* step = m_fixture->window->keyFigures().buttons()[1];
        step->setFocus();
        QTest::keyClick(step, Qt::Key_F1);
        QCOMPARE(explain().shownId(), QStringLiteral("training/step"));
    }

    void termsLeadOnAndBack()
    {
        m_fixture->workspace.focus.explain(QStringLiteral("training/step"));
        auto* terms = explain().findChild<QTreeWidget*>();
        QTreeWidgetItem* link = nullptr;
        for (int i = 0; !link && i < terms->topLevelItemCount(); ++i)
            if (!terms->topLevelItem(i)->data(0, Qt::UserRole).toString().isEmpty())
                link = terms->topLevelItem(i);
        QVERIFY(link);
        const QString next = link->data(0, Qt::UserRole).toString();
        link->setExpanded(true);
        QVERIFY(link->childCount() > 0);
        Q_EMIT terms->itemActivated(link, 0);
        QCOMPARE(explain().shownId(), next);
        explain().goBack();
        QCOMPARE(explain().shownId(), QStringLiteral("training/step"));
        explain().goForward();
        QCOMPARE(explain().shownId(), next);
        explain().open(QStringLiteral("no/such/figure"));
        QVERIFY(explain().text().isEmpty());
    }

    void explanationsFollowTheEvaluation()
    {
        m_fixture->workspace.focus.explain(QStringLiteral("pipeline/bubble"));
        const QString before = explain().text();
        Scenario other = scenarioOf64Gpus();
        std::get<TrainingWorkload>(other.workload.kind).globalBatch = 128;
        m_fixture->document.edit(QStringLiteral("more"), other);
        QTRY_VERIFY(m_fixture->settled());
        QVERIFY(explain().text() != before);
    }

    void everyCommandHasItsText()
    {
        const QStringList ids = m_fixture->workspace.commands.ids();
        QVERIFY(ids.size() > 20);
        std::map<QString, QString> byShortcut;
        for (const QString& id : ids) {
            QAction* action = m_fixture->workspace.commands.action(id);
            QVERIFY2(!action->text().isEmpty(), qPrintable(id));
            for (const QKeySequence& key : action->shortcuts()) {
                if (action->shortcutContext() != Qt::WindowShortcut)
                    continue;
                QVERIFY2(!byShortcut.contains(key.toString()),
                         qPrintable(id + QStringLiteral(" and ") + byShortcut[key.toString()] + QStringLiteral(": ") + key.toString()));
                byShortcut[key.toString()] = id;
            }
        }
    }

    void everyCommandIsInAMenu()
    {
        QSet<QAction*> inMenus;
        for (const QMenu* menu : m_fixture->window->menuBar()->findChildren<QMenu*>())
            for (QAction* action : menu->actions())
                inMenus.insert(action);
        for (const QString& id : m_fixture->workspace.commands.ids())
            QVERIFY2(inMenus.contains(m_fixture->workspace.commands.action(id)), qPrintable(id));
    }

    void whatTakesTheKeyboardHasAName()
    {
        int checked = 0;
        QStringList unnamed;
        for (const QWidget* widget : m_fixture->window->findChildren<QWidget*>()) {
            if (const auto* bar = qobject_cast<const QTabBar*>(widget); bar && bar->count() == 0) // kept by the window for docks to come
                continue;
            if (widget->window() != m_fixture->window.get()) // lists and menus that pop up
                continue;
            if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(QLatin1String("qt_")) ||
                qobject_cast<const QMenu*>(widget) || qobject_cast<const QMenuBar*>(widget))
                continue;
            const QWidget* named =
                widget->inherits("QLineEdit") && widget->parentWidget()->inherits("QAbstractSpinBox") ? widget->parentWidget() : widget;
            QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(named));
            if (!accessible || accessible->text(QAccessible::Name).isEmpty())
                unnamed << QStringLiteral("%1 “%2” in %3")
                               .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                    QLatin1String(widget->parentWidget()->metaObject()->className()));
            ++checked;
        }
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(QStringLiteral("; "))));
        QVERIFY(checked > 30);
    }

    void themeSwitchesAtRunTime()
    {
        run("view.theme.dark");
        QTRY_COMPARE(m_fixture->window->palette().color(QPalette::Window), tokensFor(Theme::Dark).ground);
        const QColor corner = m_fixture->window->grab().toImage().pixelColor(3, m_fixture->window->height() - 3);
        QVERIFY(corner.lightness() < 80);
        run("view.theme.light");
        QTRY_COMPARE(m_fixture->window->palette().color(QPalette::Window), tokensFor(Theme::Light).ground);
    }

    void panesComeAndGo()
    {
        auto* dock = m_fixture->window->findChild<QDockWidget*>(QStringLiteral("dock.scenario"));
        QVERIFY(dock->isVisible());
        run("pane.scenario.toggle");
        QVERIFY(!dock->isVisible());
        run("pane.scenario");
        QVERIFY(dock->isVisible() && dock->isAncestorOf(QApplication::focusWidget()));
        run("view.maximize");
        QVERIFY(m_fixture->window->panes().isMaximized() && dock->isVisible());
        QVERIFY(!m_fixture->window->findChild<QDockWidget*>(QStringLiteral("dock.explain"))->isVisible());
        run("view.maximize");
        QVERIFY(m_fixture->window->findChild<QDockWidget*>(QStringLiteral("dock.explain"))->isVisible());
    }

    void problemsAreListedAndLeadToTheirField()
    {
        Scenario bad = scenarioOf64Gpus();
        bad.parallelism.tp = 7;
        bad.parallelism.pp = 81;
        m_fixture->document.edit(QStringLiteral("bad"), bad);
        QTRY_VERIFY(m_fixture->settled());
        auto& list = *static_cast<DiagnosticsView*>(m_fixture->window->panes().view(QStringLiteral("diagnostics")));
        QVERIFY(list.count(Severity::Error) >= 2);
        QCOMPARE(static_cast<std::size_t>(list.topLevelItemCount()), m_fixture->document.problems().size());
        for (int i = 0; i < list.topLevelItemCount(); ++i)
            if (list.topLevelItem(i)->text(3) == QStringLiteral("/parallelism/tp")) {
                Q_EMIT list.itemActivated(list.topLevelItem(i), 0);
                QCOMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("Tensor (tp)"));
                return;
            }
        QFAIL("no problem of tp");
    }

    void statusBarSaysTheFocus()
    {
        m_fixture->workspace.focus.hover({Focus::Kind::Gpu, 11});
        QVERIFY2(m_fixture->window->statusText().startsWith(QStringLiteral("GPU 11: node 1, rank 11, pp 1, tp 3")),
                 qPrintable(m_fixture->window->statusText()));
        m_fixture->workspace.focus.hover({Focus::Kind::Link, 0});
        QVERIFY(m_fixture->window->statusText().contains(QStringLiteral("GB/s")));
        m_fixture->workspace.focus.hover({Focus::Kind::Gpu, 1 << 20}); // of a cluster that is gone
        QVERIFY(m_fixture->window->statusText().isEmpty());
        static_cast<MeshView*>(m_fixture->window->panes().view(QStringLiteral("mesh")))->canvas().setSelection({3, 4});
        QVERIFY2(m_fixture->window->statusText().contains(QStringLiteral("selected")), qPrintable(m_fixture->window->statusText()));
    }

    void droppedFileOpens()
    {
        const QString path = m_folder.filePath(QStringLiteral("dropped.shard.json"));
        Document other(m_library, scenarioOf64Gpus());
        Scenario scenario = scenarioOf64Gpus();
        scenario.title = "dropped";
        other.edit(QStringLiteral("x"), scenario);
        QVERIFY(other.save(path).has_value());
        drop(path);
        QCOMPARE(m_fixture->document.scenario().title, std::string("dropped"));
        QVERIFY(m_fixture->window->messageText().isEmpty());
    }

    void badFileIsAMessageAndHarmsNothing()
    {
        drop(m_folder.filePath(QStringLiteral("nothing-there.json")));
        QVERIFY2(m_fixture->window->messageText().contains(QStringLiteral("nothing-there.json")),
                 qPrintable(m_fixture->window->messageText()));
        QCOMPARE(m_fixture->document.scenario(), scenarioOf64Gpus());
    }

    /// No question about unsaved work comes before: this test would hang in it.
    void badFileIsSaidWithoutAQuestion()
    {
        Scenario changed = scenarioOf64Gpus();
        changed.note = "changed";
        m_fixture->document.edit(QStringLiteral("note"), changed);
        drop(m_folder.filePath(QStringLiteral("nothing-there.json")));
        QVERIFY(m_fixture->window->messageText().contains(QStringLiteral("nothing-there.json")));
        QVERIFY(m_fixture->document.isModified());
        const QString broken = m_folder.filePath(QStringLiteral("broken.shard.json"));
        QVERIFY(writeTextFile(broken, "{").has_value());
        drop(broken);
        QVERIFY2(m_fixture->window->messageText().contains(QStringLiteral("broken.shard.json")), // problems inside name the file, too
                 qPrintable(m_fixture->window->messageText()));
    }

    void droppedTopologyBecomesTheCluster()
    {
        QFile::copy(QStringLiteral(TEST_DATA_DIR "/topo/d03-dgx1-v100-hybrid-cube-mesh.txt"),
                    m_folder.filePath(QStringLiteral("topo.txt")));
        drop(m_folder.filePath(QStringLiteral("topo.txt")));
        QVERIFY(m_fixture->document.scenario().cluster.preset.empty());
        QVERIFY2(m_fixture->window->messageText().contains(QStringLiteral("one node of 8 GPUs")),
                 qPrintable(m_fixture->window->messageText()));
        QVERIFY(m_fixture->document.filePath().isEmpty()); // saving must not overwrite the text
        Scenario fitting = m_fixture->document.scenario();
        fitting.parallelism.pp = 1;
        m_fixture->document.edit(QStringLiteral("pp"), fitting);
        QTRY_VERIFY(m_fixture->settled());
        QVERIFY(m_fixture->document.problems().empty());
        QCOMPARE(m_fixture->document.evaluation()->inputs->cluster.gpusPerNode, 8);
    }

    void pastedScenarioIsASheetOfItsOwn()
    {
        Scenario other = scenarioOf64Gpus();
        other.title = "pasted";
        Scenario changed = scenarioOf64Gpus();
        changed.note = "changed";
        m_fixture->document.edit(QStringLiteral("note"), changed);
        QGuiApplication::clipboard()->setText(QString::fromStdString(writeScenario(other)));
        run("edit.paste");
        QCOMPARE(m_fixture->document.scenario(), other);
        QCOMPARE(m_fixture->sheets.count(), 2);
        QCOMPARE(m_fixture->sheets.scenario(0), changed);
        QGuiApplication::clipboard()->setText(QStringLiteral("{\"format\": \"shardscape-scenario\", \"version\": 1}"));
        run("edit.paste"); // half a scenario: its own problems are said
        QVERIFY2(m_fixture->window->messageText().contains(QStringLiteral("Clipboard, /model: ")), qPrintable(m_fixture->window->messageText()));
        QCOMPARE(m_fixture->sheets.count(), 2);
    }

    void welcomeLeadsToAnExample()
    {
        m_fixture->window->panes().show(QStringLiteral("welcome"));
        auto* examples = m_fixture->window->findChild<QListWidget*>(QStringLiteral("examples"));
        QVERIFY(examples->isVisible() && examples->count() > 10);
        examples->setFocus();
        QTest::keyClick(examples, Qt::Key_Home);
        QTest::keyClick(examples, Qt::Key_Return);
        QVERIFY(m_fixture->document.scenario() != scenarioOf64Gpus());
        QVERIFY(!examples->isVisible()); // the mesh is in front
    }

    void pastedTopologyIsAnEdit()
    {
        QGuiApplication::clipboard()->setText(QStringLiteral("no matrix"));
        run("edit.paste"); // the import says what it knows
        auto* import = m_fixture->window->findChild<ImportDialog*>();
        QTRY_VERIFY(import->message().contains(QStringLiteral("nothing in this text is known")));
        QVERIFY(!import->applyButton().isEnabled());
        import->close();
        QVERIFY(!m_fixture->document.isModified());
        QGuiApplication::clipboard()->setText(QStringLiteral("\tGPU0\tGPU1\nGPU0\t X \tNV4\nGPU1\tNV4\t X \n"));
        run("edit.paste");
        QVERIFY(m_fixture->window->messageText().contains(QStringLiteral("one node of 2 GPUs")));
        QCOMPARE(m_fixture->document.undoStack().count(), 1);
        m_fixture->document.undoStack().undo();
        QCOMPARE(m_fixture->document.scenario(), scenarioOf64Gpus());
    }

    void unsavedWorkIsAskedFor_data()
    {
        QTest::addColumn<int>("answer");
        QTest::addColumn<bool>("closes");
        QTest::newRow("discard") << int(QMessageBox::Discard) << true;
        QTest::newRow("cancel") << int(QMessageBox::Cancel) << false;
        QTest::newRow("save") << int(QMessageBox::Save) << true;
    }
    void unsavedWorkIsAskedFor()
    {
        QFETCH(int, answer);
        QFETCH(bool, closes);
        const QString path = m_folder.filePath(QStringLiteral("asked.shard.json"));
        QVERIFY(m_fixture->document.save(path).has_value());
        Scenario changed = scenarioOf64Gpus();
        changed.note = "changed";
        m_fixture->document.edit(QStringLiteral("note"), changed);
        bool asked = false;
        QTimer::singleShot(0, this, [&] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            asked = box != nullptr;
            if (box)
                QTest::mouseClick(box->button(static_cast<QMessageBox::StandardButton>(answer)), Qt::LeftButton);
        });
        QCOMPARE(m_fixture->window->close(), closes);
        QVERIFY(asked);
        QCOMPARE(m_fixture->document.isModified(), answer != QMessageBox::Save);
    }

    /// Typed or stepped, a field's change is a step of the document, and Ctrl+Z in the field means that step.
    void undoInAFieldIsTheDocuments()
    {
        QVERIFY(m_fixture->panel().focusField(QStringLiteral("/parallelism/tp")));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QCOMPARE(m_fixture->document.scenario().parallelism.tp, 4);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_fixture->document.scenario().parallelism.tp, 8);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_fixture->document.scenario().parallelism.tp, 4);
    }

    /// Controls without room fold into a menu and come back.
    void controlsFoldInANarrowPane()
    {
        auto* row = m_fixture->window->panes().view(QStringLiteral("timeline"))->findChild<FoldingRow*>();
        QVERIFY(row);
        m_fixture->window->resize(1280, 720);
        QTRY_VERIFY(!row->folded().empty());
        for (const QToolButton* button : row->folded())
            QVERIFY(button->isHidden());
        m_fixture->window->resize(2400, 720);
        QTRY_VERIFY(row->folded().empty());
    }

    void smallScreenIsEnough()
    {
        m_fixture->window->resize(1280, 720);
        QTRY_COMPARE(m_fixture->window->size(), QSize(1280, 720)); // no pane forces it larger
        QVERIFY(m_fixture->window->minimumSizeHint().width() <= 1280);
        QVERIFY2(m_fixture->window->minimumSizeHint().height() <= 720,
                 qPrintable(QString::number(m_fixture->window->minimumSizeHint().height())));
    }

private:
    ExplainView& explain() { return *static_cast<ExplainView*>(m_fixture->window->panes().view(QStringLiteral("explain"))); }
    void run(const char* id) { m_fixture->workspace.commands.action(QString::fromLatin1(id))->trigger(); }
    void drop(const QString& path)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_fixture->window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent dropped(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_fixture->window.get(), &dropped);
    }

    QTemporaryDir m_folder;
    std::shared_ptr<const PresetLibrary> m_library;
    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(MainWindowTest)
#include "tst_main_window.moc"
