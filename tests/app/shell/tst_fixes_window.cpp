// SPDX-License-Identifier: GPL-3.0-or-later
// One-click fixes, deltas of the key figures, the note, and what is dropped on the window: with real clicks and keys on the whole window.
#include "shell/command_registry.h"
#include "shell/preferences.h"
#include "shell/scenario/note_edit.h"
#include "shell/window/diagnostics_view.h"
#include "shell/window/figure_delta.h"
#include "shell/window/library_view.h"
#include "views/common/elided_label.h"
#include "window_fixture.h"

#include "io/scenario_file.h"

#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>

using namespace shardscape;

class FixesWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_library = testLibrary(); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_fixture = std::make_unique<WindowFixture>(m_library);
        QVERIFY(QTest::qWaitForWindowExposed(m_fixture->window.get()));
        QTRY_VERIFY(m_fixture->settled());
    }
    void cleanup() { m_fixture.reset(); }

    void aClickOnAFixReordersTheAxesAndUndoTakesItBack()
    {
        spreadTp();
        QPushButton* button = nullptr;
        QTRY_VERIFY((button = diagnostics().findChild<QPushButton*>(QStringLiteral("fix.tp-innermost"))) != nullptr);
        QVERIFY2(button->text().contains(QStringLiteral("−")) || button->text().contains(QLatin1Char('-')), qPrintable(button->text()));
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(m_fixture->document.scenario().parallelism.axisOrder.front(), Axis::Tp);
        QVERIFY(m_fixture->document.undoStack().undoText().startsWith(QStringLiteral("Fix: ")));
        QTRY_VERIFY(m_fixture->settled());
        m_fixture->document.undoStack().undo();
        QCOMPARE(m_fixture->document.scenario().parallelism.axisOrder.back(), Axis::Tp);
    }

    void theKeyTwinShowsTheFixAndThenMakesIt()
    {
        spreadTp();
        QTRY_VERIFY(!diagnostics().fixes().empty());
        m_fixture->window->panes().show(QStringLiteral("timeline"));
        QTRY_VERIFY(diagnostics().visibleRegion().isEmpty());
        QTest::keyClick(m_fixture->window.get(), Qt::Key_Period, Qt::ControlModifier);
        QTRY_VERIFY(!diagnostics().visibleRegion().isEmpty());
        QCOMPARE(m_fixture->document.scenario().parallelism.axisOrder.back(), Axis::Tp); // shown, not yet done
        QTest::keyClick(m_fixture->window.get(), Qt::Key_Period, Qt::ControlModifier);
        QCOMPARE(m_fixture->document.scenario().parallelism.axisOrder.front(), Axis::Tp);
    }

    void anImpossiblePlanIsRepaired()
    {
        change([](Scenario& s) { s.parallelism.tp = 7; });
        QVERIFY(!m_fixture->document.problems().empty());
        QTRY_VERIFY(!diagnostics().fixes().empty());
        diagnostics().setCurrentItem(diagnostics().topLevelItem(0)->child(0));
        QTest::keyClick(&diagnostics(), Qt::Key_Return);
        QTRY_VERIFY(m_fixture->settled());
        QVERIFY(m_fixture->document.problems().empty());
    }

    void keyFiguresTellWhatTheLastEditDid()
    {
        QVERIFY(deltaOf("step").isEmpty());
        spreadTp();
        const QString delta = deltaOf("step");
        QVERIFY2(delta.startsWith(QStringLiteral("▲ +")), qPrintable(delta));
        const auto& buttons = m_fixture->window->keyFigures().buttons();
        QVERIFY(buttons[indexOf("step")]->accessibleDescription().contains(QStringLiteral("worse")));
        m_fixture->document.undoStack().undo();
        QTRY_VERIFY(m_fixture->settled());
        QVERIFY(deltaOf("step").startsWith(QStringLiteral("▼ ")));
        QVERIFY(buttons[indexOf("step")]->accessibleDescription().contains(QStringLiteral("better")));
        m_fixture->document.startNew(scenarioOf64Gpus());
        QTRY_VERIFY(m_fixture->settled());
        QVERIFY(deltaOf("step").isEmpty());
    }

    void aDragIsOneEditForTheDeltas()
    {
        const int gesture = m_fixture->document.newGesture();
        const double start = m_fixture->document.evaluation()->training->step.inSeconds();
        for (const int batch : {128, 192, 256}) {
            Scenario after = m_fixture->document.scenario();
            std::get<TrainingWorkload>(after.workload.kind).globalBatch = batch;
            m_fixture->document.edit(QStringLiteral("batch"), after, gesture);
            QTRY_VERIFY(m_fixture->settled());
        }
        KeyFigure before{.key = QStringLiteral("step"), .caption = {}, .value = {}, .help = {}, .derivation = {}, .number = start};
        KeyFigure now = before;
        now.number = m_fixture->document.evaluation()->training->step.inSeconds();
        QCOMPARE(deltaOf("step"), figureDelta(before, now)->text);
    }

    void aPinnedBaselineTakesThePlaceOfTheLastEdit()
    {
        const auto baseline = m_fixture->document.evaluation();
        m_fixture->window->keyFigures().setBaseline(baseline.get(), QStringLiteral("A"));
        QVERIFY(deltaOf("step").isEmpty()); // the same
        spreadTp();
        const QString delta = deltaOf("step");
        change([](Scenario& s) { s.title = "another title"; });
        QCOMPARE(deltaOf("step"), delta); // still against the baseline
        m_fixture->window->keyFigures().setBaseline(nullptr);
        QVERIFY(deltaOf("step").isEmpty());
    }

    void deltasSayPointsForSharesAndGibForMemory()
    {
        KeyFigure share{.key = QStringLiteral("mfu"), .caption = {}, .value = {}, .help = {}, .derivation = {}, .number = 0.4};
        share.measure = FigureMeasure::Share;
        KeyFigure less = share;
        less.number = 0.35;
        const auto fall = figureDelta(share, less, QLocale::c());
        QCOMPARE(fall->text, QStringLiteral("▼ −5.0 pt"));
        QCOMPARE(fall->kind, FigureDelta::Kind::Worse);
        KeyFigure room{.key = QStringLiteral("memory"), .caption = {}, .value = {}, .help = {}, .derivation = {}};
        room.number = Bytes::fromGiB(-2).inBytes();
        room.measure = FigureMeasure::Memory;
        room.whole = Bytes::fromGiB(80).inBytes();
        KeyFigure more = room;
        more.number = Bytes::fromGiB(6).inBytes();
        QCOMPARE(figureDelta(room, more, QLocale::c())->text, QStringLiteral("▲ +8.0 GiB"));
        QVERIFY(!figureDelta(room, room));
        more.number = Bytes::fromGiB(-1.9).inBytes();
        QCOMPARE(figureDelta(room, more, QLocale::c())->kind, FigureDelta::Kind::Small);
    }

    void theNoteIsEditedUndoneAndGrows()
    {
        auto* note = m_fixture->window->findChild<NoteEdit*>(QStringLiteral("/note"));
        const int empty = note->sizeHint().height();
        note->setFocus();
        QTest::keyClicks(note, QStringLiteral("first line"));
        QTest::keyClick(note, Qt::Key_Return);
        QTest::keyClicks(note, QStringLiteral("second"));
        QCOMPARE(QString::fromStdString(m_fixture->document.scenario().note), QStringLiteral("first line\nsecond"));
        QVERIFY(note->sizeHint().height() > empty);
        QCOMPARE(m_fixture->document.undoStack().count(), 1); // a burst of typing is one step
        QTest::keyClick(note, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_fixture->document.scenario().note.empty());
        QVERIFY(note->toPlainText().isEmpty());
        QTest::keyClick(note, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(note->toPlainText(), QStringLiteral("first line\nsecond"));
    }

    void severalFilesAreDroppedAtOnce()
    {
        QTemporaryDir folder;
        Scenario scenario = scenarioOf64Gpus();
        QList<QUrl> urls;
        for (const auto* name : {"a", "b"}) {
            scenario.title = name;
            QFile file(folder.filePath(QLatin1String(name) + QStringLiteral(".shard.json")));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray::fromStdString(writeScenario(scenario)));
            urls << QUrl::fromLocalFile(file.fileName());
        }
        urls.insert(1, QUrl::fromLocalFile(folder.filePath(QStringLiteral("missing.shard.json"))));
        QMimeData data;
        data.setUrls(urls);
        drop(data);
        QCOMPARE(m_fixture->sheets.count(), 2);
        QCOMPARE(m_fixture->sheets.title(0), QStringLiteral("a"));
        QCOMPARE(m_fixture->sheets.title(1), QStringLiteral("b"));
        QVERIFY(m_fixture->window->messageText().contains(QStringLiteral("missing.shard.json")));
    }

    void aListOfNoFilesIsRefused()
    {
        QMimeData data;
        data.setData(QStringLiteral("text/uri-list"), QByteArray());
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(m_fixture->window.get(), &enter);
        QVERIFY(!enter.isAccepted());
    }

    void droppedTextIsUnderstoodAsPastedTextIs()
    {
        Scenario scenario = scenarioOf64Gpus();
        scenario.title = "from text";
        QMimeData data;
        data.setText(QString::fromStdString(writeScenario(scenario)));
        drop(data);
        QCOMPARE(m_fixture->document.scenario().title, std::string("from text"));
    }

    void aPresetIsDraggedOntoTheWindowAsOneStep()
    {
        const std::unique_ptr<QMimeData> model{presetMime({PresetKind::Model, QStringLiteral("llama-3.1-8b")})};
        drop(*model);
        QCOMPARE(m_fixture->document.scenario().model.preset, std::string("llama-3.1-8b"));
        QCOMPARE(m_fixture->document.undoStack().count(), 1);
        const std::unique_ptr<QMimeData> cluster{presetMime({PresetKind::Cluster, QStringLiteral("dgx-h100")})};
        drop(*cluster);
        QCOMPARE(m_fixture->document.scenario().cluster.preset, std::string("dgx-h100"));
        QCOMPARE(m_fixture->document.scenario().cluster.nodes, 8); // as many nodes as before
    }

    void enterInTheLibraryIsTheTwinOfTheDrag()
    {
        m_fixture->window->panes().show(QStringLiteral("library"));
        auto& library = *static_cast<LibraryView*>(m_fixture->window->panes().view(QStringLiteral("library")));
        auto* filter = library.findChild<QLineEdit*>();
        QTest::keyClicks(filter, QStringLiteral("llama-3.1-8b"));
        QTreeWidget& tree = library.tree();
        QVERIFY(!tree.topLevelItem(0)->isHidden());
        QVERIFY(tree.topLevelItem(1)->isHidden()); // no cluster is called so
        QTreeWidgetItem* hit = nullptr;
        for (int i = 0; i < tree.topLevelItem(0)->childCount(); ++i)
            if (!tree.topLevelItem(0)->child(i)->isHidden())
                hit = tree.topLevelItem(0)->child(i);
        QVERIFY(hit);
        tree.setCurrentItem(hit);
        QTest::keyClick(&tree, Qt::Key_Return);
        QCOMPARE(m_fixture->document.scenario().model.preset, std::string("llama-3.1-8b"));
    }

    /// The product line of the mesh is whole at 1280 x 720, and its figures stay in their row.
    void nothingImportantIsCutAtSmallSizes()
    {
        m_fixture->window->resize(1280, 720);
        auto* mesh = m_fixture->window->panes().view(QStringLiteral("mesh"));
        const ElidedLabel* product = nullptr;
        for (const auto* label : mesh->findChildren<ElidedLabel*>())
            if (label->text().contains(QStringLiteral("GPUs")))
                product = label;
        QVERIFY(product);
        QTRY_VERIFY2(product->fontMetrics().horizontalAdvance(product->text()) <= product->contentsRect().width(),
                     qPrintable(QStringLiteral("%1 in %2").arg(product->text()).arg(product->width())));
        m_fixture->window->resize(2200, 900);
        QTRY_VERIFY(product->geometry().top() < 60 && product->fontMetrics().horizontalAdvance(product->text()) <= product->width());
    }

    void largeTextFoldsKeyFiguresAndKeepsTheVerdict()
    {
        m_fixture->workspace.context.preferences.setTextPercent(200);
        m_fixture->window->resize(1280, 720);
        const KeyFigureBar& figures = m_fixture->window->keyFigures();
        QVERIFY2(figures.minimumSizeHint().width() <= 640, qPrintable(QString::number(figures.minimumSizeHint().width())));
        QTRY_VERIFY2(!figures.buttons().front()->isHidden(),
                     qPrintable(QStringLiteral("%1 of %2").arg(figures.buttons().front()->sizeHint().width()).arg(figures.width())));
        QTRY_VERIFY(figures.buttons().back()->isHidden() || figures.buttons().back()->geometry().right() <= figures.width());
        m_fixture->workspace.context.preferences.setTextPercent(100);
    }

private:
    template <class Change> void change(Change apply)
    {
        Scenario after = m_fixture->document.scenario();
        apply(after);
        m_fixture->document.edit(QStringLiteral("change"), after);
        QTRY_VERIFY(m_fixture->settled());
    }
    void spreadTp()
    {
        change([](Scenario& s) { s.parallelism.axisOrder = {Axis::Pp, Axis::Cp, Axis::Ep, Axis::Dp, Axis::Tp}; });
    }
    DiagnosticsView& diagnostics()
    {
        return *static_cast<DiagnosticsView*>(m_fixture->window->panes().view(QStringLiteral("diagnostics")));
    }
    std::size_t indexOf(const char* key)
    {
        const auto& figures = m_fixture->window->keyFigures().figures();
        return static_cast<std::size_t>(findFigure(figures, QLatin1String(key)) - figures.data());
    }
    QString deltaOf(const char* key) { return m_fixture->window->keyFigures().deltaText(indexOf(key)); }
    void drop(const QMimeData& data)
    {
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_fixture->window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent dropped(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_fixture->window.get(), &dropped);
    }

    std::shared_ptr<const PresetLibrary> m_library;
    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(FixesWindowTest)
#include "tst_fixes_window.moc"
