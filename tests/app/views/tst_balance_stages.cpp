// SPDX-License-Identifier: GPL-3.0-or-later
// Balancing the stages from the timeline: one step of the history, and the gain that was promised.
#include "app/open_document.h"
#include "evaluate/schedule_alternatives.h"
#include "views/timeline/stage_balancer.h"
#include "views/timeline/timeline_view.h"

#include <QTest>

#include <numeric>

using namespace shardscape;

namespace {

/// A small model whose head weighs as much as several layers.
Scenario smallPipeline(ScheduleKind kind)
{
    Scenario scenario = twoNodeTraining();
    scenario.model.preset = "llama-3.1-8b";
    scenario.parallelism.tp = 2;
    scenario.parallelism.pp = 4;
    scenario.parallelism.dp = 2;
    return withSchedule(scenario, kind);
}

QString sayOf(TimelineView& view)
{
    QSignalSpy said(&view.balancer(), &StageBalancer::said);
    view.balancer().balance();
    while (view.balancer().isBusy() && said.wait(5000)) {
    }
    return said.isEmpty() ? QString() : said.last().first().toString();
}

} // namespace

class TestBalanceStages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void oneUndoableStepThatKeepsItsPromise_data()
    {
        QTest::addColumn<int>("kind");
        for (const ScheduleKind kind : {ScheduleKind::OneFOneB, ScheduleKind::Interleaved, ScheduleKind::ZbV, ScheduleKind::DualPipe})
            QTest::newRow(toText(kind).data()) << static_cast<int>(kind);
    }
    void oneUndoableStepThatKeepsItsPromise()
    {
        QFETCH(int, kind);
        OpenDocument open;
        const Scenario start = smallPipeline(static_cast<ScheduleKind>(kind));
        open.document.startNew(start);
        QVERIFY(open.settle());
        const Evaluation before = *open.document.evaluation();
        const Result<BalancedScenario> found = balanceScenario(start, before.inputs);
        QVERIFY(found.has_value());
        QCOMPARE(found->before.inSeconds(), before.training->step.inSeconds());
        QCOMPARE(std::accumulate(found->stageLayers.begin(), found->stageLayers.end(), 0), before.inputs->model.layers());

        TimelineView view(open.workspace.context);
        const QString said = sayOf(view);
        QCOMPARE(open.document.undoStack().count(), found->improves ? 1 : 0);
        if (!found->improves) {
            QCOMPARE(open.document.scenario(), start);
            QVERIFY2(said.startsWith(QStringLiteral("No other spread")), qPrintable(said));
            return;
        }
        QVERIFY2(said.startsWith(QStringLiteral("Balanced stages: the step takes")), qPrintable(said));
        QCOMPARE(open.document.undoStack().undoText(), QStringLiteral("Balance stages"));
        QVERIFY(open.settle());
        QVERIFY(view.words().startsWith(said)); // stays when the evaluation arrives
        const Evaluation& after = *open.document.evaluation();
        QCOMPARE(after.training->step.inSeconds(), found->after.inSeconds());
        QVERIFY(after.training->step < before.training->step);
        QVERIFY(after.fits || !before.fits);
        open.document.undoStack().undo();
        QCOMPARE(open.document.scenario(), start);
        QVERIFY(!view.words().isEmpty());
    }

    void plainPipelineGains()
    {
        OpenDocument open;
        open.document.startNew(smallPipeline(ScheduleKind::OneFOneB));
        QVERIFY(open.settle());
        const auto found = balanceScenario(open.document.scenario(), open.document.evaluation()->inputs);
        QVERIFY(found.has_value());
        QVERIFY(found->improves); // 32 layers over 4 stages, and a head of 128256 rows on the last
        QVERIFY(found->stageLayers.back() < found->stageLayers[1]);
        const auto again = balanceScenario(found->scenario, open.document.evaluation()->inputs);
        QVERIFY(again.has_value());
        QVERIFY(again->after <= found->after);
    }

    void whatCannotBeBalancedSaysWhy()
    {
        OpenDocument open;
        QVERIFY(open.settle());
        const auto inputs = open.document.evaluation()->inputs;
        Scenario one = smallPipeline(ScheduleKind::OneFOneB);
        one.parallelism.pp = 1;
        one.parallelism.dp = 8;
        QCOMPARE(balanceScenario(one, inputs).error().front().code, std::string("one-stage"));
        Scenario serving = smallPipeline(ScheduleKind::OneFOneB);
        serving.workload.kind = InferenceWorkload{};
        QCOMPARE(balanceScenario(serving, inputs).error().front().code, std::string("no-training"));
    }
};

QTEST_MAIN(TestBalanceStages)
#include "tst_balance_stages.moc"
