// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/arrival.h"
#include "schedule/task_graph.h"
#include "schedule/time_wave.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace shardscape {

namespace {

/// Tasks of one stage from \p task on, as far as their steps are timed; returns the next one. A task that starts later than its stage is
/// free waited for its producer.
std::uint32_t dealOut(const TaskGraph& graph, const StepSpan* steps, std::size_t timed, std::size_t stage, std::uint32_t task, Timeline& timeline)
{
    const std::uint32_t end = timeline.laneBegin[stage + 1];
    const bool firstOfStage = task == timeline.laneBegin[stage];
    double free = firstOfStage ? 0.0 : timeline.end[task - 1];
    const TaskSource* const sources = graph.source.data(); // read once: the stores below might change the vectors for all the compiler knows
    double* const starts = timeline.start.data();
    double* const ends = timeline.end.data();
    std::int32_t* const waitedFor = timeline.waitedFor.data();
    std::uint32_t i = task;
    for (; i < end && sources[i].step <= timed; ++i) {
        const StepSpan span = steps[sources[i].step];
        waitedFor[i] = span.start > free ? sources[i].producer : static_cast<std::int32_t>(i) - 1;
        starts[i] = span.start;
        free = span.end;
        ends[i] = free;
    }
    if (firstOfStage && i > task && timeline.start[task] == 0.0)
        timeline.waitedFor[task] = -1;
    return i;
}

/// A pair's first part may have waited for the second part's input.
void correctPairs(const TaskGraph& graph, const Arrival& arrival, Timeline& timeline)
{
    for (std::size_t i = 0; i < timeline.pairedWithNext.size(); ++i) {
        if (timeline.pairedWithNext[i] == 0)
            continue;
        const double first = arrival(graph.wave[graph.source[i].step - 1].producer);
        const double second = arrival(graph.wave[graph.source[i + 1].step - 1].producer);
        const bool waited = timeline.waitedFor[i] != static_cast<std::int32_t>(i) - 1;
        if (waited && second > first)
            timeline.waitedFor[i] = graph.source[i + 1].producer;
    }
}

/// Times a stretch of the wave and deals it out by stage while it is still in the cache.
void timeAndDealOut(const TaskGraph& graph, const WaveTimes& times, StepSpan* steps, Timeline& timeline)
{
    constexpr std::size_t stretch = 4096;
    std::vector<std::uint32_t> next(timeline.laneBegin.begin(), timeline.laneBegin.end() - 1);
    for (std::size_t from = 0; from < graph.size(); from += stretch) {
        const std::size_t to = std::min(from + stretch, graph.size());
        timeWave(graph, times, from, to, steps);
        for (std::size_t stage = 0; stage < next.size(); ++stage)
            next[stage] = dealOut(graph, steps, to, stage, next[stage], timeline);
    }
    correctPairs(graph, Arrival(steps, times.transfer), timeline);
}

} // namespace

Result<void> timeSchedule(const TaskGraph& graph, const TaskTimes& times, Timeline& timeline, TimingScratch& scratch)
{
    for (Problems problems : {checkFactors(times, graph.untimed.microbatches), checkTimes(times, graph.slotCount)})
        if (!problems.empty())
            return failure(std::move(problems));
    if (timeline.kind.size() != graph.size() || timeline.start.size() != graph.size()) {
        timeline = graph.untimed;
        timeline.start.resize(graph.size());
        timeline.end.resize(graph.size());
        timeline.waitedFor.resize(graph.size());
    }
    scratch.resize(graph.size() + 1);
    timeAndDealOut(graph, waveTimes(graph, times), scratch.data(), timeline);
    return {};
}

Result<void> timeSchedule(const TaskGraph& graph, const TaskTimes& times, Timeline& timeline)
{
    TimingScratch scratch;
    return timeSchedule(graph, times, timeline, scratch);
}

TaskTimes uniformTimes(int, int chunks, double forward, double backwardInput, double backwardWeight, std::optional<double> overlappedPair,
                       double p2p)
{
    const double share = 1.0 / std::max(1, chunks);
    TaskTimes times;
    times.forward = {forward * share};
    times.backwardInput = {backwardInput * share};
    times.backwardWeight = {backwardWeight * share};
    if (overlappedPair)
        times.overlappedPair = {*overlappedPair * share};
    times.p2p = p2p;
    return times;
}

} // namespace shardscape
