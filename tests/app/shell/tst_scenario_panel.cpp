// SPDX-License-Identifier: GPL-3.0-or-later
// The scenario panel with real keys and mouse: live edits, steps of the history, problems at their field.
#include "shell/scenario/field_row.h"
#include "shell/scenario/problem_note.h"
#include "shell/scenario/product_line.h"
#include "window_fixture.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace shardscape;

class ScenarioPanelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_library = testLibrary(); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_fixture = std::make_unique<WindowFixture>(m_library);
        QVERIFY(QTest::qWaitForWindowActive(m_fixture->window.get()));
        QTRY_VERIFY(m_fixture->settled());
        QVERIFY(m_fixture->document.problems().empty());
    }
    void cleanup() { m_fixture.reset(); }

    /// While its pane is hidden a row can keep the keyboard; it must not write what the scenario no longer has.
    void hiddenRowEditsNothing()
    {
        MainWindow& window = *m_fixture->window;
        window.findChild<QDockWidget*>(QStringLiteral("dock.scenario"))->hide();
        QWidget* recompute = field("/workload/recompute").editorWidget();
        recompute->setFocus();
        QCOMPARE(window.focusWidget(), recompute);
        Scenario serving = scenarioOf64Gpus();
        serving.workload.kind = InferenceWorkload{};
        m_fixture->document.edit(QStringLiteral("Serve"), serving);
        for (const Qt::Key key : {Qt::Key_End, Qt::Key_Home})
            QTest::keyClick(window.windowHandle(), key);
        QCOMPARE(m_fixture->document.scenario(), serving);
        QVERIFY(window.focusWidget() != recompute);
    }

    void impossibleValueExplainsItself()
    {
        typeInto("/parallelism/tp", "7");
        QTRY_VERIFY(m_fixture->settled());
        QCOMPARE(m_fixture->document.scenario().parallelism.tp, 7); // it stays as typed
        const FieldRow& row = field("/parallelism/tp");
        QVERIFY2(row.note().text().contains(QStringLiteral("64 attention heads")), qPrintable(row.note().text()));
        auto* below = row.note().findChild<QPushButton*>(QStringLiteral("offer4"));
        auto* above = row.note().findChild<QPushButton*>(QStringLiteral("offer8"));
        QVERIFY(below && below->isVisible() && above && above->isVisible());
        QVERIFY(!m_fixture->window->keyFigures().stateText().isEmpty()); // the figures say that they are old
        QTest::mouseClick(below, Qt::LeftButton);
        QTRY_VERIFY(m_fixture->settled());
        QCOMPARE(m_fixture->document.scenario().parallelism.tp, 4);
        QVERIFY(!field("/parallelism/tp").note().text().contains(QStringLiteral("attention heads")));
        QVERIFY(m_fixture->window->keyFigures().stateText().isEmpty());
    }

    void typingBurstIsOneStep()
    {
        typeInto("/workload/global_batch", "1280");
        QCOMPARE(m_fixture->document.scenario().workload.training()->globalBatch, 1280);
        QCOMPARE(m_fixture->document.undoStack().count(), 1);
        QCOMPARE(m_fixture->document.undoStack().undoText(), QStringLiteral("Global batch: 64 → 1280"));
        QTest::keyClick(m_fixture->window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_fixture->document.scenario(), scenarioOf64Gpus());
        QCOMPARE(spinBox("/workload/global_batch").value(), 64);
        QTest::keyClick(m_fixture->window.get(), Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(spinBox("/workload/global_batch").value(), 1280);
    }

    /// Choosing the schedule leaves a plan that is not possible yet; the way on is one click.
    void interleavingOffersItsChunks()
    {
        Scenario interleaved = scenarioOf64Gpus();
        interleaved.parallelism.schedule = ScheduleKind::Interleaved;
        m_fixture->document.edit(QStringLiteral("interleave"), interleaved);
        QTRY_VERIFY(m_fixture->settled());
        QVERIFY(!m_fixture->document.problems().empty());
        auto* offer = field("/parallelism/vpp").note().findChild<QPushButton*>(QStringLiteral("offer2"));
        QVERIFY(offer && offer->isVisible());
        QTest::mouseClick(offer, Qt::LeftButton);
        QCOMPARE(m_fixture->document.scenario().parallelism.vpp, 2);
        QTRY_VERIFY(m_fixture->settled());
        QVERIFY(m_fixture->document.problems().empty());
    }

    void arrowsGoToTheNextDivisor_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("expected");
        QTest::newRow("tensor up: 64 heads, 64 GPUs") << QStringLiteral("/parallelism/tp") << int(Qt::Key_Up) << 16;
        QTest::newRow("tensor down") << QStringLiteral("/parallelism/tp") << int(Qt::Key_Down) << 4;
        QTest::newRow("pipeline up: 80 layers would take 80, 64 GPUs do not") << QStringLiteral("/parallelism/pp") << int(Qt::Key_Up) << 16;
        QTest::newRow("chunks: 10 layers a stage") << QStringLiteral("/parallelism/vpp") << int(Qt::Key_Up) << 2;
        QTest::newRow("batch: multiples of micro-batch x dp") << QStringLiteral("/workload/global_batch") << int(Qt::Key_Up) << 65;
        QTest::newRow("tokens: powers of two") << QStringLiteral("/workload/sequence_tokens") << int(Qt::Key_Up) << 8192;
        QTest::newRow("dense model: no experts to spread") << QStringLiteral("/parallelism/ep") << int(Qt::Key_Up) << 1;
    }
    void arrowsGoToTheNextDivisor()
    {
        QFETCH(QString, path);
        QFETCH(int, key);
        QFETCH(int, expected);
        QSpinBox& box = spinBox(path.toLatin1().constData());
        box.setFocus();
        QTest::keyClick(&box, static_cast<Qt::Key>(key));
        QCOMPARE(box.value(), expected);
        const int before = spinBoxValueIn(scenarioOf64Gpus(), path);
        QCOMPARE(m_fixture->document.undoStack().count(), expected == before ? 0 : 1);
        QTest::keyClick(m_fixture->window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_fixture->document.scenario(), scenarioOf64Gpus());
    }

    void everyKindOfFieldUndoes_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("choice") << QStringLiteral("/parallelism/schedule");
        QTest::newRow("model") << QStringLiteral("/model");
        QTest::newRow("workload kind") << QStringLiteral("/workload/kind");
        QTest::newRow("recompute") << QStringLiteral("/workload/recompute");
        QTest::newRow("flag") << QStringLiteral("/parallelism/sequence_parallel");
    }
    void everyKindOfFieldUndoes()
    {
        QFETCH(QString, path);
        QWidget* input = field(path.toLatin1().constData()).editorWidget();
        input->setFocus();
        if (auto* flag = qobject_cast<QCheckBox*>(input))
            QTest::keyClick(flag, Qt::Key_Space);
        else
            QTest::keyClick(input, Qt::Key_Down);
        QVERIFY(m_fixture->document.scenario() != scenarioOf64Gpus());
        QCOMPARE(m_fixture->document.undoStack().count(), 1);
        QTest::keyClick(m_fixture->window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_fixture->document.scenario(), scenarioOf64Gpus());
    }

    void titleIsOneStep()
    {
        auto* title = m_fixture->panel().findChild<QLineEdit*>(QStringLiteral("/title"));
        title->setFocus();
        title->selectAll();
        QTest::keyClicks(title, QStringLiteral("A new name"));
        QCOMPARE(m_fixture->document.scenario().title, std::string("A new name"));
        QCOMPARE(m_fixture->document.undoStack().count(), 1);
        QVERIFY(m_fixture->window->windowTitle().startsWith(QStringLiteral("A new name")));
        QVERIFY(m_fixture->window->isWindowModified());
    }

    void productLineIsTheTruth()
    {
        QCOMPARE(m_fixture->panel().productLine().text(), QStringLiteral("tp 8 × pp 8 = 64 of 64 GPUs"));
        typeInto("/parallelism/pp", "4");
        QVERIFY(m_fixture->panel().productLine().text().contains(QStringLiteral("32 of 64 GPUs")));
        auto* fix = m_fixture->panel().productLine().findChild<QPushButton*>();
        QCOMPARE(fix->text(), QStringLiteral("Set dp to 2"));
        QTest::mouseClick(fix, Qt::LeftButton);
        QCOMPARE(m_fixture->document.scenario().parallelism.dp, 2);
        QCOMPARE(m_fixture->panel().productLine().text(), QStringLiteral("tp 8 × pp 4 × dp 2 = 64 of 64 GPUs"));
        QVERIFY(!fix->isVisible());
    }

    void productOfDegrees_data()
    {
        QTest::addColumn<int>("dp");
        QTest::addColumn<int>("gpus");
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("offer");
        using S = ProductText::State;
        QTest::newRow("all used") << 1 << 64 << int(S::Match) << 0;
        QTest::newRow("half idle") << 1 << 128 << int(S::Idle) << 2;
        QTest::newRow("too many") << 4 << 128 << int(S::TooMany) << 2;
        QTest::newRow("one replica too large") << 1 << 32 << int(S::TooMany) << 0;
        QTest::newRow("no degree fits") << 1 << 100 << int(S::Idle) << 0;
        QTest::newRow("cluster unknown") << 1 << 0 << int(S::Unknown) << 0;
        QTest::newRow("product beyond 32 bits") << 2000000000 << 64 << int(S::TooMany) << 1;
    }
    void productOfDegrees()
    {
        QFETCH(int, dp);
        QFETCH(int, gpus);
        QFETCH(int, state);
        QFETCH(int, offer);
        Parallelism parallelism = scenarioOf64Gpus().parallelism;
        parallelism.dp = dp;
        const ProductText text = productText(parallelism, gpus);
        QCOMPARE(int(text.state), state);
        QCOMPARE(text.fittingDegree.value_or(0), offer);
        QVERIFY(!text.equation.isEmpty());
        QCOMPARE(text.verdict.isEmpty(), state == int(ProductText::State::Match) || state == int(ProductText::State::Unknown));
    }

    void unknownPresetStaysVisible()
    {
        Scenario broken = scenarioOf64Gpus();
        broken.model.preset = "no-such-model";
        m_fixture->document.edit(QStringLiteral("x"), broken);
        QTRY_VERIFY(m_fixture->settled());
        QVERIFY(!field("/model").note().text().isEmpty());
        QVERIFY(static_cast<QComboBox*>(field("/model").editorWidget())->currentText().contains(QStringLiteral("no-such-model")));
        QCOMPARE(m_fixture->document.scenario(), broken);
    }

    void nodesOfAnotherKindAreAddedEditedAndRemoved()
    {
        choose("/cluster/node_groups", QStringLiteral("dgx-a100"));
        const ClusterChoice& cluster = m_fixture->document.scenario().cluster;
        QCOMPARE(cluster.nodeGroups.size(), std::size_t{2});
        QCOMPARE(cluster.nodeGroups[0].preset, scenarioOf64Gpus().cluster.preset);
        QCOMPARE(cluster.nodeGroups[0].nodes, 8);
        QCOMPARE(cluster.nodeGroups[1].preset, std::string("dgx-a100"));
        QVERIFY(field("/cluster/node_groups/1/nodes").isVisibleTo(&m_fixture->panel()));
        QVERIFY(!field("/cluster/nodes").isVisibleTo(&m_fixture->panel()));
        typeInto("/cluster/node_groups/1/nodes", "3");
        QCOMPARE(cluster.nodeGroups[1].nodes, 3);
        QTRY_VERIFY(m_fixture->settled());
        QCOMPARE(m_fixture->document.evaluation()->inputs->cluster.gpus(), 88);
        choose("/cluster/node_groups/1/preset", QStringLiteral("-"));
        QVERIFY(cluster.nodeGroups.empty());
        QCOMPARE(m_fixture->document.scenario(), scenarioOf64Gpus());
        QCOMPARE(m_fixture->document.undoStack().count(), 3);
        m_fixture->document.undoStack().undo();
        QCOMPARE(cluster.nodeGroups[1].nodes, 3);
    }

    void aGroupThatDoesNotFitInExplainsItself()
    {
        choose("/cluster/node_groups", QStringLiteral("l4-single"));
        QTRY_VERIFY(!m_fixture->document.problems().empty());
        QVERIFY2(field("/cluster/node_groups/1/preset").note().text().contains(QStringLiteral("GPUs")),
                 qPrintable(field("/cluster/node_groups/1/preset").note().text()));
    }

private:
    /// Opens the list by key, walks to the choice and takes it.
    void choose(const char* path, const QString& id)
    {
        auto* box = static_cast<QComboBox*>(field(path).editorWidget());
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        QVERIFY(box->view()->isVisible());
        const int target = box->findData(id);
        QVERIFY(target >= 0);
        QTest::keyClick(box->view(), Qt::Key_Home);
        for (int i = 0; i < target; ++i)
            QTest::keyClick(box->view(), Qt::Key_Down);
        QTest::keyClick(box->view(), Qt::Key_Return);
    }

    FieldRow& field(const char* path) { return *m_fixture->panel().row(QString::fromLatin1(path)); }
    QSpinBox& spinBox(const char* path) { return *static_cast<QSpinBox*>(field(path).editorWidget()); }
    static int spinBoxValueIn(const Scenario& scenario, const QString& path)
    {
        for (const auto& fields : {parallelismFields(), scheduleFields(), workloadFields(PresetLibrary{})})
            for (const FieldSpec& spec : fields)
                if (spec.path == path)
                    return std::get<IntField>(spec.kind).get(scenario);
        return -1;
    }
    void typeInto(const char* path, const char* text)
    {
        QSpinBox& box = spinBox(path);
        box.setFocus();
        box.selectAll();
        QTest::keyClicks(&box, QString::fromLatin1(text));
    }

    std::shared_ptr<const PresetLibrary> m_library;
    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(ScenarioPanelTest)
#include "tst_scenario_panel.moc"
