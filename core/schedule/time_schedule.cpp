// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/task_graph.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace shardscape {

using namespace graph_detail;

namespace {

double valueAt(const std::vector<double>& values, std::size_t slot) { return values.size() == 1 ? values.front() : values[slot]; }

/// The slot whose backward overlaps with this slot's forward: the stage's other chunk, or the same one where there is only one.
std::size_t partnerOf(std::size_t slot, std::size_t held) { return held == 2 ? slot ^ 1U : slot; }

/// Durations by [class * slots + slot].
std::vector<double> durationTable(const TaskGraph& graph, const TaskTimes& times)
{
    const auto slots = static_cast<std::size_t>(graph.slotCount);
    const auto held = static_cast<std::size_t>(graph.untimed.chunks);
    std::vector<double> table(slots * timeClasses);
    const auto set = [&](TimeClass timeClass, std::size_t slot, double value) {
        table[static_cast<std::size_t>(timeClass) * slots + slot] = value;
    };
    for (std::size_t slot = 0; slot < slots; ++slot) {
        const double forward = valueAt(times.forward, slot);
        const double input = valueAt(times.backwardInput, slot);
        const double weight = valueAt(times.backwardWeight, slot);
        set(TimeClass::Forward, slot, forward);
        set(TimeClass::BackwardInput, slot, input);
        set(TimeClass::BackwardWeight, slot, weight);
        set(TimeClass::Backward, slot, input + weight);
        set(TimeClass::Communication, slot, times.p2p);
        const std::size_t partner = partnerOf(slot, held);
        const double backward = valueAt(times.backwardInput, partner) + valueAt(times.backwardWeight, partner);
        const double alone = forward + backward;
        const double pair = times.overlappedPair.empty() ? alone : valueAt(times.overlappedPair, slot);
        const double part = alone > 0.0 ? pair * (forward / alone) : 0.5 * pair;
        set(TimeClass::PairForward, slot, part);
        set(TimeClass::PairBackward, partner, pair - part);
    }
    return table;
}

struct Arrays {
    const std::uint32_t* producer;
    const std::uint32_t* timeClass;
    const double* duration;
    std::array<double, 4> latency; ///< by Producer
    double* start;
    double* end;
    std::int32_t* waitedFor;

    [[nodiscard]] double arrival(std::uint32_t i) const { return end[producer[i] & indexMask] + latency[producer[i] >> 30U]; }
};

void timeFirst(const Arrays& a, std::uint32_t i)
{
    const double arrived = a.arrival(i);
    a.start[i] = std::max(0.0, arrived);
    a.waitedFor[i] = (a.producer[i] >> 30U) == 0 ? -1 : static_cast<std::int32_t>(a.producer[i] & indexMask);
    a.end[i] = a.start[i] + a.duration[a.timeClass[i]];
}

void timeNext(const Arrays& a, std::uint32_t i)
{
    const double arrived = a.arrival(i);
    const double free = a.end[i - 1];
    const bool waits = arrived > free;
    const double start = waits ? arrived : free;
    a.start[i] = start;
    a.waitedFor[i] = static_cast<std::int32_t>(waits ? a.producer[i] & indexMask : i - 1);
    a.end[i] = start + a.duration[a.timeClass[i]];
}

/// A pair starts when both of its inputs are there.
void timePair(const Arrays& a, std::uint32_t i)
{
    const double second = a.arrival(i + 1);
    if (second > a.start[i]) {
        a.start[i] = second;
        a.end[i] = second + a.duration[a.timeClass[i]];
        a.waitedFor[i] = static_cast<std::int32_t>(a.producer[i + 1] & indexMask);
    }
}

void timePlain(const TaskGraph& graph, const Arrays& a)
{
    for (const std::uint32_t w : graph.wave)
        if ((w & firstOfStage) != 0)
            timeFirst(a, w & indexMask);
        else
            timeNext(a, w);
}

void timePaired(const TaskGraph& graph, const Arrays& a)
{
    const std::vector<std::uint8_t>& paired = graph.untimed.pairedWithNext;
    for (const std::uint32_t w : graph.wave) {
        const std::uint32_t i = w & indexMask;
        if ((w & firstOfStage) != 0)
            timeFirst(a, i);
        else
            timeNext(a, i);
        if (paired[i] != 0)
            timePair(a, i);
    }
}

} // namespace

Result<void> timeSchedule(const TaskGraph& graph, const TaskTimes& times, Timeline& timeline)
{
    if (Problems problems = checkTimes(times, graph.slotCount); !problems.empty())
        return failure(std::move(problems));
    if (timeline.kind.size() != graph.size() || timeline.start.size() != graph.size()) {
        timeline = graph.untimed;
        timeline.start.assign(graph.size(), 0.0);
        timeline.end.assign(graph.size(), 0.0);
        timeline.waitedFor.assign(graph.size(), -1);
    }
    const std::vector<double> durations = durationTable(graph, times);
    const Arrays arrays{.producer = graph.producer.data(),
                        .timeClass = graph.timeClass.data(),
                        .duration = durations.data(),
                        .latency = {-std::numeric_limits<double>::infinity(), 0.0, times.p2p, 0.0},
                        .start = timeline.start.data(),
                        .end = timeline.end.data(),
                        .waitedFor = timeline.waitedFor.data()};
    if (graph.untimed.pairedWithNext.empty())
        timePlain(graph, arrays);
    else
        timePaired(graph, arrays);
    return {};
}

Result<Timeline> simulateSchedule(const ScheduleRequest& request)
{
    Result<TaskGraph> graph = orderSchedule(request);
    if (!graph)
        return tl::unexpected<Problems>(std::move(graph.error()));
    Timeline timeline = std::move(graph->untimed);
    const std::size_t count = timeline.kind.size();
    timeline.start.assign(count, 0.0);
    timeline.end.assign(count, 0.0);
    timeline.waitedFor.assign(count, -1);
    graph->untimed.pairedWithNext = timeline.pairedWithNext; // timing still asks which tasks are pairs
    if (Result<void> timed = timeSchedule(*graph, request.times, timeline); !timed)
        return tl::unexpected<Problems>(std::move(timed.error()));
    return timeline;
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
