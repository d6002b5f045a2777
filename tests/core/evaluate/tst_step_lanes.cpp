// SPDX-License-Identifier: GPL-3.0-or-later
// The lanes of a training step: transfers and optimizer beside the passes. The breakdown is the sum of what they show.
#include "evaluate/step_lanes.h"
#include "schedule/analysis.h"
#include "support/scenario_cases.h"

#include <QTest>

#include <algorithm>

using namespace shardscape;
using test::TrainingCase;

class StepLanesTest : public QObject {
    Q_OBJECT

    PresetLibrary m_library;

    Evaluation evaluated(const QByteArray& text)
    {
        const auto resolved = test::resolve(m_library, text);
        if (!resolved)
            qFatal("the scenario cannot be read");
        auto e = test::evaluateResolved(*resolved, {.linkMap = false, .timeline = true, .derivations = false});
        if (!e)
            qFatal("%s: %s", e.error().front().path.c_str(), e.error().front().message.c_str());
        return std::move(*e);
    }

    static double part(const Evaluation& e, std::string_view name)
    {
        for (const TimePart& entry : e.training->breakdown)
            if (entry.name == name)
                return entry.time.inSeconds();
        return -1.0;
    }

    static void cases()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("70B, 1F1B") << test::scenarioText(TrainingCase{});
        QTest::newRow("70B, interleaved, ZeRO-1 over 4 replicas") << test::scenarioText(
            TrainingCase{.nodes = 16, .pp = 4, .dp = 4, .vpp = 2, .schedule = "interleaved", .globalBatch = 64});
        QTest::newRow("70B, ZB-H1") << test::scenarioText(TrainingCase{.schedule = "zb-h1"});
        QTest::newRow("70B, V-half") << test::scenarioText(TrainingCase{.vpp = 2, .schedule = "v-half"});
        QTest::newRow("70B, DualPipe") << test::scenarioText(TrainingCase{.schedule = "dualpipe"});
        QTest::newRow("8B, FSDP without pipeline") << test::scenarioText(
            TrainingCase{.model = "llama-3.1-8b", .nodes = 2, .tp = 1, .pp = 1, .dp = 16, .globalBatch = 64, .zeroStage = 3});
        QTest::newRow("70B, FSDP under a pipeline") << test::scenarioText(
            TrainingCase{.nodes = 16, .pp = 4, .dp = 4, .globalBatch = 64, .zeroStage = 3});
        QTest::newRow("70B, context parallel") << test::scenarioText(
            TrainingCase{.nodes = 8, .cp = 8, .pp = 1, .dp = 1, .sequence = 131072, .globalBatch = 8});
        QTest::newRow("Qwen3 235B, experts") << test::scenarioText(TrainingCase{
            .model = "qwen3-235b-a22b", .nodes = 32, .tp = 2, .ep = 32, .pp = 8, .dp = 16, .sequence = 4096, .globalBatch = 2048});
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void initTestCase() { m_library = test::allPresets(); }

    void theBreakdownIsTheirSum_data() { cases(); }
    void theBreakdownIsTheirSum()
    {
        QFETCH(QByteArray, text);
        const Evaluation e = evaluated(text);
        const double tolerance = 1e-9 * e.training->step.inSeconds();
        const auto shownSomewhere = [&](StepLane lane, const char* name) {
            for (int stage = 0; stage < e.timeline->stages; ++stage)
                if (std::abs(exposedSeconds(*e.timeline, *e.lanes, stage, lane) - part(e, name)) <= tolerance)
                    return true;
            return false;
        };
        QVERIFY(shownSomewhere(StepLane::Tp, "tp_exposed"));
        QVERIFY(shownSomewhere(StepLane::Cp, "cp_exposed"));
        QVERIFY(shownSomewhere(StepLane::Ep, "ep_exposed"));
        QVERIFY(shownSomewhere(StepLane::Dp, "dp_exposed"));
        QVERIFY(shownSomewhere(StepLane::Optimizer, "optimizer"));
    }

    /// What the picture and the trace list, one by one, is what the sum says.
    void theEventsOfThePassesAreTheShares_data() { cases(); }
    void theEventsOfThePassesAreTheShares()
    {
        QFETCH(QByteArray, text);
        const Evaluation e = evaluated(text);
        const double tolerance = 1e-9 * e.training->step.inSeconds();
        for (int stage = 0; stage < e.timeline->stages; ++stage) {
            const auto s = static_cast<std::size_t>(stage);
            std::vector<LaneEvent> events;
            for (std::size_t task = e.timeline->laneBegin[s]; task < e.timeline->laneBegin[s + 1]; ++task)
                appendPassEvents(*e.timeline, *e.lanes, stage, task, events);
            for (const StepLane lane : {StepLane::Tp, StepLane::Cp, StepLane::Ep}) {
                double sum = 0;
                for (const LaneEvent& event : events) {
                    QVERIFY(event.end >= event.start);
                    const auto task = static_cast<std::size_t>(event.task);
                    if (event.lane == lane) {
                        sum += event.end - event.start;
                        QVERIFY(event.start >= e.timeline->start[task] - tolerance && event.end <= e.timeline->end[task] + tolerance);
                    }
                }
                QVERIFY(std::abs(sum - exposedSeconds(*e.timeline, *e.lanes, stage, lane)) <= tolerance);
            }
        }
    }

    void partsOfAStageAreItsBusyTime_data() { cases(); }
    void partsOfAStageAreItsBusyTime()
    {
        QFETCH(QByteArray, text);
        const Evaluation e = evaluated(text);
        for (int stage = 0; stage < e.timeline->stages; ++stage) {
            double parts = 0;
            for (const double seconds : partSecondsOf(*e.timeline, *e.lanes, stage))
                parts += seconds;
            double busy = 0;
            const auto s = static_cast<std::size_t>(stage);
            for (std::size_t i = e.timeline->laneBegin[s]; i < e.timeline->laneBegin[s + 1]; ++i)
                if (e.timeline->kind[i] != TaskKind::Communication)
                    busy += e.timeline->end[i] - e.timeline->start[i];
            QVERIFY(std::abs(parts - busy) <= 1e-9 * busy);
        }
    }

    /// The memory strip counts what the evaluation counts, DualPipe's two copies of unlike stages included.
    void activationsOverTimePeakAtTheMicrobatchesInFlight_data() { cases(); }
    void activationsOverTimePeakAtTheMicrobatchesInFlight()
    {
        QFETCH(QByteArray, text);
        const Evaluation e = evaluated(text);
        for (int stage = 0; stage < e.timeline->stages; ++stage) {
            const StageMemory& memory = e.memory.byStage[static_cast<std::size_t>(stage)];
            QCOMPARE(memory.activationPerMicrobatch.size(), static_cast<std::size_t>(e.timeline->chunks));
            const MemoryCurve chunks = activationsOverTime(*e.timeline, stage, {1.0});
            QCOMPARE(chunks.peak / e.timeline->chunksPerMicrobatch, memory.inFlightMicrobatches);
            std::vector<double> bytes;
            for (const Bytes each : memory.activationPerMicrobatch)
                bytes.push_back(each.inBytes());
            const MemoryCurve curve = activationsOverTime(*e.timeline, stage, bytes);
            const auto [least, most] = std::minmax_element(bytes.begin(), bytes.end());
            QVERIFY(curve.peak >= chunks.peak * *least * (1.0 - 1e-12) && curve.peak <= chunks.peak * *most * (1.0 + 1e-12));
        }
    }

    /// Shown events follow the pipeline one after the other, hidden ones run beside it; nothing lies beyond the step.
    void theTailIsInOrder_data() { cases(); }
    void theTailIsInOrder()
    {
        QFETCH(QByteArray, text);
        const Evaluation e = evaluated(text);
        const double makespan = *std::max_element(e.timeline->end.begin(), e.timeline->end.end());
        for (const std::vector<LaneEvent>& events : e.lanes->stepEvents) {
            double free = makespan;
            for (const LaneEvent& event : events) {
                QVERIFY(event.start >= 0.0 && event.end <= e.lanes->end);
                if (!event.exposed) {
                    QVERIFY(event.end <= makespan * (1.0 + 1e-12));
                    continue;
                }
                QVERIFY(event.start >= free * (1.0 - 1e-12));
                free = event.end;
            }
        }
    }
};

QTEST_GUILESS_MAIN(StepLanesTest)
#include "tst_step_lanes.moc"
