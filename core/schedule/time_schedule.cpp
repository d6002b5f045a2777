// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/arrival.h"
#include "schedule/task_graph.h"
#include "schedule/time_wave.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace shardscape {

namespace {

/// Tasks of one stage, [begin, end), read from the timed wave. A task that starts later than its stage is free waited for its producer.
void dealOut(const TaskGraph& graph, const StepSpan* steps, std::uint32_t begin, std::uint32_t end, Timeline& timeline)
{
    const bool firstOfStage = std::binary_search(timeline.laneBegin.begin(), timeline.laneBegin.end(), begin);
    double free = firstOfStage ? 0.0 : timeline.end[begin - 1];
    for (std::uint32_t i = begin; i < end; ++i) {
        const TaskSource& source = graph.source[i];
        const StepSpan span = steps[source.step];
        timeline.start[i] = span.start;
        timeline.waitedFor[i] = span.start > free ? source.producer : static_cast<std::int32_t>(i) - 1;
        free = span.end;
        timeline.end[i] = free;
    }
    if (firstOfStage && begin < end && timeline.start[begin] == 0.0)
        timeline.waitedFor[begin] = -1;
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

/// All stages in turn, a stretch of each, so that the part of the wave they are read from stays in the cache.
void dealOutAll(const TaskGraph& graph, double transfer, const StepSpan* steps, Timeline& timeline)
{
    constexpr std::uint32_t stretch = 1024;
    const auto stages = static_cast<std::size_t>(timeline.stages);
    std::uint32_t longest = 0;
    for (std::size_t stage = 0; stage < stages; ++stage)
        longest = std::max(longest, timeline.laneBegin[stage + 1] - timeline.laneBegin[stage]);
    for (std::uint32_t from = 0; from < longest; from += stretch)
        for (std::size_t stage = 0; stage < stages; ++stage) {
            const std::uint32_t begin = timeline.laneBegin[stage] + from;
            const std::uint32_t end = std::min(begin + stretch, timeline.laneBegin[stage + 1]);
            if (begin < end)
                dealOut(graph, steps, begin, end, timeline);
        }
    correctPairs(graph, Arrival(steps, transfer), timeline);
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
    timeWave(graph, waveTimes(graph, times), scratch.data());
    dealOutAll(graph, times.p2p, scratch.data(), timeline);
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
