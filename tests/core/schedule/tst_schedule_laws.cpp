// SPDX-License-Identifier: GPL-3.0-or-later
// Laws that every schedule keeps, whatever its order: no two tasks of a stage overlap, inputs arrive before use, bounds hold.
#include "plan/virtual_stage.h"
#include "schedule/in_flight.h"
#include "schedule/schedule.h"
#include "schedule/schedule_spans.h"
#include "schedule/task_graph.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <tuple>

using namespace shardscape;

namespace {

/// Times that differ from chunk to chunk, so that nothing holds by symmetry.
TaskTimes unevenTimes(int slotCount, bool blocking)
{
    TaskTimes times;
    for (int slot = 0; slot < slotCount; ++slot) {
        times.forward.push_back(1.0 + 0.13 * (slot % 5));
        times.backwardInput.push_back(1.1 + 0.07 * (slot % 3));
        times.backwardWeight.push_back(0.8 + 0.05 * (slot % 4));
    }
    times.p2p = 0.09;
    times.p2pBlocksSender = blocking;
    return times;
}

using Key = std::tuple<bool, int, int>; // forward, virtual stage (DualPipe: per direction), micro-batch

struct Interval {
    double start;
    double end;
    int stage;
};

int wayOf(const Timeline& timeline, ScheduleKind kind, int stage, int chunk)
{
    const int direction = kind == ScheduleKind::DualPipe ? chunk * 1000 : 0;
    return direction + virtualStage(kind, timeline.stages, stage, chunk);
}

template <class Visit> void eachTask(const Timeline& timeline, Visit visit)
{
    for (int stage = 0; stage < timeline.stages; ++stage)
        for (std::size_t i = timeline.laneBegin[static_cast<std::size_t>(stage)];
             i < timeline.laneBegin[static_cast<std::size_t>(stage) + 1]; ++i)
            visit(stage, i);
}

/// The intervals of all passes; a pair counts as one interval for both of its parts.
std::map<Key, Interval> passes(const Timeline& timeline, ScheduleKind kind)
{
    std::map<Key, Interval> found;
    eachTask(timeline, [&](int stage, std::size_t i) {
        const TaskKind task = timeline.kind[i];
        if (task == TaskKind::BackwardWeight || task == TaskKind::Communication)
            return;
        const bool forward = task == TaskKind::Forward;
        const bool paired = !timeline.pairedWithNext.empty();
        const std::size_t first = paired && i > 0 && timeline.pairedWithNext[i - 1] != 0 ? i - 1 : i;
        const std::size_t last = paired && timeline.pairedWithNext[i] != 0 ? i + 1 : i;
        const Key key{forward, wayOf(timeline, kind, stage, timeline.chunk[i]), timeline.microbatch[i]};
        QVERIFY2(found.emplace(key, Interval{timeline.start[first], timeline.end[last], stage}).second, "a pass runs twice");
    });
    return found;
}

} // namespace

class ScheduleLaws : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void holds_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("stages");
        QTest::addColumn<int>("microbatches");
        QTest::addColumn<bool>("blocking");
        QTest::addColumn<bool>("overlap");
        for (const auto& [kind, name] : EnumNames<ScheduleKind>::table)
            for (const int p : {1, 2, 3, 4, 6})
                for (const int m : {1, 3, 8, 12, 13})
                    for (const bool blocking : {false, true}) {
                        const bool two = kind == ScheduleKind::DualPipe || kind == ScheduleKind::DualPipeV;
                        if ((two && m < 2 * p) || (kind == ScheduleKind::DualPipe && (p % 2 != 0 || m % 2 != 0)))
                            continue;
                        const QByteArray row = QByteArray(name.data()) + " p=" + QByteArray::number(p) + " m=" + QByteArray::number(m) +
                                               (blocking ? " blocking" : "");
                        QTest::newRow(row.constData()) << static_cast<int>(kind) << p << m << blocking << false;
                        if (kind == ScheduleKind::OneFOneB || kind == ScheduleKind::Interleaved)
                            QTest::newRow((row + " overlapped").constData()) << static_cast<int>(kind) << p << m << blocking << true;
                    }
    }
    void holds();
    void moreMicrobatchesNeverRaiseTheBubble();
    void fasterStageNeverSlowsOneFOneB();
    void retimingEqualsSimulating();
    void spansAndCountsEqualTheTimeline();
    void everyInterleavedCountHasAnOrder();
    void everyGroupSizeHasAnOrder();
};

void ScheduleLaws::holds()
{
    QFETCH(int, kind);
    QFETCH(int, stages);
    QFETCH(int, microbatches);
    QFETCH(bool, blocking);
    QFETCH(bool, overlap);
    const auto schedule = static_cast<ScheduleKind>(kind);
    const int chunks = defaultChunks(schedule);
    const TaskTimes times = unevenTimes(stages * chunksPerStage(schedule, chunks), blocking);
    const Result<Timeline> result = simulateSchedule({schedule, stages, microbatches, chunks, times, overlap});
    QVERIFY2(result.has_value(), result ? "" : result.error().front().message.c_str());
    const Timeline& timeline = *result;

    std::vector<double> busy(static_cast<std::size_t>(stages));
    eachTask(timeline, [&](int stage, std::size_t i) {
        QVERIFY(timeline.start[i] >= 0.0 && timeline.end[i] >= timeline.start[i]);
        const bool first = i == timeline.laneBegin[static_cast<std::size_t>(stage)];
        QVERIFY2(first || timeline.start[i] >= timeline.end[i - 1], "two tasks of a stage overlap");
        busy[static_cast<std::size_t>(stage)] += timeline.end[i] - timeline.start[i];
        const std::int32_t cause = timeline.waitedFor[i];
        if (cause < 0)
            QCOMPARE(timeline.start[i], 0.0);
        else
            QVERIFY(timeline.start[i] >= timeline.end[static_cast<std::size_t>(cause)]);
    });

    const std::map<Key, Interval> all = passes(timeline, schedule);
    const std::size_t ways = static_cast<std::size_t>(stages) * static_cast<std::size_t>(chunks) * static_cast<std::size_t>(microbatches);
    QCOMPARE(all.size(), schedule == ScheduleKind::ForwardOnly ? ways : 2 * ways);
    const int last = virtualStages(schedule, stages, chunks) - 1;
    for (const auto& [key, interval] : all) {
        const auto [forward, at, microbatch] = key;
        const int direction = at / 1000 * 1000;
        const int position = at - direction;
        if (forward && position == 0)
            continue;
        const Key producer = forward            ? Key{true, at - 1, microbatch}
                             : position == last ? Key{true, at, microbatch}
                                                : Key{false, at + 1, microbatch};
        const Interval& input = all.at(producer);
        const double transfer = input.stage == interval.stage ? 0.0 : times.p2p;
        QVERIFY2(interval.start >= input.end + transfer - 1e-12, "a pass starts before its input arrives");
    }
    const TimelineSummary summary = summarize(timeline);
    QVERIFY(summary.makespan >= *std::max_element(busy.begin(), busy.end()) - 1e-9);
    QVERIFY(summary.stageSpan <= summary.makespan + 1e-12);
    QVERIFY(summary.bubbleFraction >= 0.0 && summary.bubbleFraction < 1.0);
}

void ScheduleLaws::moreMicrobatchesNeverRaiseTheBubble()
{
    for (const ScheduleKind kind : {ScheduleKind::GPipe, ScheduleKind::OneFOneB, ScheduleKind::Interleaved, ScheduleKind::ZbH1,
                                    ScheduleKind::ZbH2, ScheduleKind::DualPipe, ScheduleKind::DualPipeV, ScheduleKind::ForwardOnly,
                                    ScheduleKind::ZbV, ScheduleKind::VHalf, ScheduleKind::VMin}) {
        double before = 1.0;
        for (int m = 8; m <= 64; m += 4) {
            const int chunks = defaultChunks(kind);
            const Result<Timeline> timeline =
                simulateSchedule({kind, 4, m, chunks, uniformTimes(4, chunks, 1.0, 1.0, 1.0, std::nullopt, 0.0)});
            QVERIFY(timeline.has_value());
            const double bubble = summarize(*timeline).bubbleFraction;
            QVERIFY2(bubble <= before + 1e-12, qPrintable(QStringLiteral("%1 m=%2").arg(QLatin1String(toText(kind).data())).arg(m)));
            before = bubble;
        }
    }
}

void ScheduleLaws::fasterStageNeverSlowsOneFOneB()
{
    const int stages = 5;
    TaskTimes times = unevenTimes(stages, false);
    const auto makespan = [&] { return summarize(*simulateSchedule({ScheduleKind::OneFOneB, stages, 12, 1, times})).makespan; };
    for (std::size_t stage = 0; stage < stages; ++stage) {
        const double before = makespan();
        times.forward[stage] *= 0.7;
        times.backwardInput[stage] *= 0.9;
        QVERIFY(makespan() <= before + 1e-12);
    }
}

/// What an evaluation reads without a timeline is what the timeline says, with sends that block and with uneven micro-batches, too.
void ScheduleLaws::spansAndCountsEqualTheTimeline()
{
    for (const auto& [kind, name] : EnumNames<ScheduleKind>::table)
        for (const bool blocking : {false, true})
            for (const bool uneven : {false, true}) {
                const int chunks = defaultChunks(kind);
                ScheduleRequest request{kind, 4, 16, chunks, unevenTimes(4 * chunksPerStage(kind, chunks), blocking)};
                for (int m = 0; uneven && m < request.microbatches; ++m)
                    request.times.microbatchFactor.push_back(1.0 + 0.1 * (m % 3));
                const Result<TaskGraph> graph = orderSchedule(request);
                QVERIFY(graph.has_value());
                TimingScratch scratch;
                const StepSpans spans = stepSpans(*graph, request.times, scratch);
                Timeline timeline;
                QVERIFY(timeSchedule(*graph, request.times, timeline, scratch).has_value());
                const TimelineSummary summary = summarize(timeline);
                QVERIFY2(spans.sent.makespan == summary.makespan && spans.sent.stageSpan == summary.stageSpan, name.data());
                QVERIFY(peaksInFlightUntilWeight(graph->untimed) == summary.peakInFlightUntilWeight);

                const std::vector<double> tasks = tasksByClass(graph->untimed, request.times.microbatchFactor);
                double busy = 0;
                for (std::size_t i = 0; i < tasks.size(); ++i)
                    busy += tasks[i] * spans.durations[i];
                double expected = 0;
                for (std::size_t i = 0; i < timeline.size(); ++i)
                    expected += timeline.end[i] - timeline.start[i];
                QVERIFY2(std::abs(busy - expected) <= 1e-9 * expected, name.data());

                request.times.p2p = 0.0;
                QVERIFY(timeSchedule(*graph, request.times, timeline, scratch).has_value());
                QVERIFY2(spans.immediate.makespan == summarize(timeline).makespan, name.data());
            }
}

void ScheduleLaws::retimingEqualsSimulating()
{
    for (const ScheduleKind kind :
         {ScheduleKind::OneFOneB, ScheduleKind::Interleaved, ScheduleKind::ZbH2, ScheduleKind::DualPipe, ScheduleKind::DualPipeV}) {
        const int chunks = defaultChunks(kind);
        ScheduleRequest request{kind, 4, 16, chunks, uniformTimes(4, chunks, 1.0, 1.0, 1.0, std::nullopt, 0.0)};
        const Result<TaskGraph> graph = orderSchedule(request);
        QVERIFY(graph.has_value());
        Timeline timeline;
        QVERIFY(timeSchedule(*graph, request.times, timeline).has_value());
        request.times = unevenTimes(graph->slotCount, false);
        QVERIFY(timeSchedule(*graph, request.times, timeline).has_value());
        const Timeline fresh = *simulateSchedule(request);
        QVERIFY(timeline.start == fresh.start);
        QVERIFY(timeline.end == fresh.end);
        QVERIFY(timeline.waitedFor == fresh.waitedFor);
        QVERIFY(timeline.kind == fresh.kind);
    }
}

void ScheduleLaws::everyInterleavedCountHasAnOrder()
{
    for (int p = 1; p <= 9; ++p)
        for (int m = 1; m <= 40; ++m)
            for (const int v : {2, 3, 5}) {
                const Result<Timeline> timeline =
                    simulateSchedule({ScheduleKind::Interleaved, p, m, v, uniformTimes(p, v, 1.0, 1.0, 1.0, std::nullopt, 0.0)});
                QVERIFY2(timeline.has_value(), qPrintable(QStringLiteral("p=%1 m=%2 v=%3").arg(p).arg(m).arg(v)));
                QCOMPARE(timeline->notes.empty(), m % p == 0);
            }
}

/// Legal sizes leave no micro-batch waiting for itself, and stage 0 runs 2(p-1) + (v-1)g forwards ahead and one more.
void ScheduleLaws::everyGroupSizeHasAnOrder()
{
    for (const int p : {2, 3, 4, 8})
        for (const int m : {8, 12, 21, 32})
            for (const int v : {2, 4})
                for (int g = p; g <= m; ++g) {
                    if (m % g != 0 && m % g < p)
                        continue;
                    const Result<Timeline> timeline = simulateSchedule({.kind = ScheduleKind::Interleaved,
                                                                        .stages = p,
                                                                        .microbatches = m,
                                                                        .chunks = v,
                                                                        .times = uniformTimes(p, v, 1.0, 1.0, 1.0, std::nullopt, 0.0),
                                                                        .microbatchGroupSize = g});
                    QVERIFY2(timeline.has_value(), qPrintable(QStringLiteral("p=%1 m=%2 v=%3 g=%4").arg(p).arg(m).arg(v).arg(g)));
                    const int ahead = std::min(2 * (p - 1) + (v - 1) * g + 1, m * v);
                    QCOMPARE(summarize(*timeline).peakInFlight.front() * v, static_cast<double>(ahead));
                }
}

QTEST_GUILESS_MAIN(ScheduleLaws)
#include "tst_schedule_laws.moc"
