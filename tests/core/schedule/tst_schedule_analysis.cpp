// SPDX-License-Identifier: GPL-3.0-or-later
// Critical path, idle time and memory over time against what the timeline itself adds up to.
#include "io/schedule_json.h"
#include "schedule/analysis.h"
#include "schedule/schedule.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>
#include <map>
#include <numeric>

using namespace shardscape;

namespace {

Timeline simulate(ScheduleKind kind, int stages, int microbatches, double p2p)
{
    const int chunks = defaultChunks(kind);
    return *simulateSchedule({kind, stages, microbatches, chunks, uniformTimes(stages, chunks, 1.0, 1.2, 0.8, std::nullopt, p2p)});
}

/// How long the activations of a micro-batch stay on a stage: from the start of its forward to the end of the pass that needs them last.
struct Life {
    std::size_t chunk;
    double begin;
    double end;
};

std::vector<Life> livesOn(const Timeline& timeline, int stage)
{
    std::map<std::pair<int, int>, Life> lives; // by chunk and micro-batch
    const auto s = static_cast<std::size_t>(stage);
    for (std::size_t i = timeline.laneBegin[s]; i < timeline.laneBegin[s + 1]; ++i) {
        if (timeline.kind[i] == TaskKind::Communication)
            continue;
        Life& life = lives.try_emplace({timeline.chunk[i], timeline.microbatch[i]}, Life{timeline.chunk[i], timeline.start[i], 0.0}).first->second;
        life.end = timeline.end[i]; // the last of its passes
    }
    std::vector<Life> list;
    for (const auto& [key, life] : lives)
        list.push_back(life);
    return list;
}

} // namespace

class ScheduleAnalysis : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void idleTimeAddsUpToTheBubble()
    {
        for (const auto& [kind, name] : EnumNames<ScheduleKind>::table)
            for (const double p2p : {0.0, 0.1}) {
                const Timeline timeline = simulate(kind, 4, 12, p2p);
                const TimelineSummary summary = summarize(timeline);
                const auto causes = bubbleByCause(timeline);
                const double idle = std::accumulate(causes.begin(), causes.end(), 0.0);
                const double bubble = summary.bubbleFraction * 4.0 * summary.makespan;
                QVERIFY2(qAbs(idle - bubble) < 1e-9 * std::max(1.0, bubble), name.data());
                QVERIFY2(p2p > 0.0 || causes[static_cast<std::size_t>(IdleCause::Transfer)] == 0.0, name.data());
            }
    }

    /// 1F1B with equal stages and no transfers waits only while it fills and drains.
    void evenOneFOneBIdlesOnlyAtTheEnds()
    {
        const auto causes = bubbleByCause(simulate(ScheduleKind::OneFOneB, 4, 12, 0.0));
        QCOMPARE(causes[static_cast<std::size_t>(IdleCause::Imbalance)], 0.0);
        QCOMPARE(causes[static_cast<std::size_t>(IdleCause::Dependency)], 0.0);
        QVERIFY(causes[static_cast<std::size_t>(IdleCause::WarmUp)] > 0.0);
    }

    void aSlowStageShowsAsImbalance()
    {
        TaskTimes times = uniformTimes(4, 1, 1.0, 1.0, 1.0, std::nullopt, 0.0);
        times.forward = {1.0, 1.0, 2.0, 1.0};
        times.backwardInput = {1.0, 1.0, 2.0, 1.0};
        const auto causes = bubbleByCause(*simulateSchedule({ScheduleKind::OneFOneB, 4, 24, 1, times}));
        QVERIFY(causes[static_cast<std::size_t>(IdleCause::Imbalance)] > causes[static_cast<std::size_t>(IdleCause::Dependency)]);
        QVERIFY(causes[static_cast<std::size_t>(IdleCause::Imbalance)] > 0.0);
    }

    void criticalPathIsAChainFromStartToEnd()
    {
        for (const auto& [kind, name] : EnumNames<ScheduleKind>::table) {
            const Timeline timeline = simulate(kind, 4, 12, 0.05);
            const std::vector<std::int32_t> path = criticalPath(timeline);
            QVERIFY2(timeline.start[static_cast<std::size_t>(path.front())] == 0.0, name.data());
            QCOMPARE(timeline.end[static_cast<std::size_t>(path.back())], summarize(timeline).makespan);
            for (std::size_t k = 1; k < path.size(); ++k) {
                const double wait = timeline.start[static_cast<std::size_t>(path[k])] - timeline.end[static_cast<std::size_t>(path[k - 1])];
                QVERIFY2(wait >= 0.0 && wait <= 0.05 + 1e-9, name.data());
            }
        }
    }

    void memoryPeaksAreTheInFlightCounts()
    {
        for (const auto& [kind, name] : EnumNames<ScheduleKind>::table) {
            const Timeline timeline = simulate(kind, 4, 12, 0.0);
            const TimelineSummary summary = summarize(timeline);
            for (int stage = 0; stage < 4; ++stage) {
                const MemoryCurve curve = activationsOverTime(timeline, stage, {8.0});
                QCOMPARE(curve.peak, 8.0 * timeline.chunksPerMicrobatch * summary.peakInFlightUntilWeight[static_cast<std::size_t>(stage)]);
                QVERIFY2(qAbs(curve.bytes.back()) < 1e-9, name.data());
                QVERIFY(std::is_sorted(curve.time.begin(), curve.time.end()));
            }
        }
    }

    /// Chunks of unlike size, as DualPipe's two copies of different stages: at any time the curve is what the events say is alive.
    void memoryIsTheSumOfWhatLives()
    {
        const std::vector<double> bytes{3.0, 8.0};
        for (const auto& [kind, name] : EnumNames<ScheduleKind>::table) {
            const Timeline timeline = simulate(kind, 4, 12, 0.05);
            const std::vector<double> perChunk(bytes.begin(), bytes.begin() + timeline.chunks);
            for (int stage = 0; stage < timeline.stages; ++stage) {
                const MemoryCurve curve = activationsOverTime(timeline, stage, perChunk);
                const std::vector<Life> lives = livesOn(timeline, stage);
                QCOMPARE(lives.size(), static_cast<std::size_t>(12 * timeline.chunksPerMicrobatch)); // DualPipe: each copy takes half of them
                double most = 0;
                for (std::size_t i = 0; i < curve.time.size(); ++i) {
                    const double until = i + 1 < curve.time.size() ? curve.time[i + 1] : curve.time[i] + 1.0;
                    if (until - curve.time[i] < 1e-9) // two events at one time, apart by rounding
                        continue;
                    const double between = (curve.time[i] + until) / 2.0;
                    double alive = 0;
                    for (const Life& life : lives)
                        alive += life.begin <= between && between < life.end ? perChunk[life.chunk] : 0.0;
                    QVERIFY2(qAbs(curve.bytes[i] - alive) < 1e-9, name.data());
                    most = std::max(most, alive);
                }
                QVERIFY2(curve.peak >= most - 1e-9, name.data());
            }
        }
    }

    void jsonReadsBackAsTheTimeline()
    {
        const Timeline timeline = simulate(ScheduleKind::DualPipe, 4, 8, 0.1);
        const TimelineSummary summary = summarize(timeline);
        const auto json = nlohmann::json::parse(scheduleToJson(timeline, summary, 24.0));
        QCOMPARE(json.at("makespan").get<double>(), summary.makespan);
        QCOMPARE(json.at("ideal").get<double>(), 24.0);
        QCOMPARE(json.at("tasks").size(), timeline.size());
        QCOMPARE(json.at("peak_in_flight").get<std::vector<double>>(), summary.peakInFlight);
        const auto& last = json.at("tasks").back();
        QCOMPARE(last.at("stage").get<int>(), 3);
        QCOMPARE(last.at("end").get<double>(), timeline.end.back());
        QCOMPARE(last.at("kind").get<std::string>(), std::string(toText(timeline.kind.back())));
    }
};

QTEST_GUILESS_MAIN(ScheduleAnalysis)
#include "tst_schedule_analysis.moc"
