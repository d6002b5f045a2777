// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/schedule_spans.h"

#include "schedule/time_classes.h"
#include "schedule/time_wave.h"

#include <algorithm>
#include <limits>

namespace shardscape {
namespace {

ScheduleSpans spansOf(const TaskGraph& graph, const WaveTimes& times, TimingScratch& scratch)
{
    timeWave(graph, times, 0, graph.size(), scratch.data());
    const std::vector<std::uint32_t>& begin = graph.untimed.laneBegin;
    double first = std::numeric_limits<double>::infinity();
    double last = 0;
    ScheduleSpans spans;
    for (std::size_t stage = 0; stage + 1 < begin.size(); ++stage) {
        const double from = scratch[graph.source[begin[stage]].step].start;
        const double to = scratch[graph.source[begin[stage + 1] - 1].step].end;
        first = std::min(first, from);
        last = std::max(last, to);
        spans.stageSpan = std::max(spans.stageSpan, to - from);
    }
    spans.makespan = last - first;
    return spans;
}

} // namespace

StepSpans stepSpans(const TaskGraph& graph, const TaskTimes& times, TimingScratch& scratch)
{
    scratch.resize(graph.size() + 1);
    WaveTimes wave = waveTimes(graph, times);
    StepSpans spans;
    spans.durations = wave.durations;
    spans.sent = spansOf(graph, wave, scratch);
    spans.immediate = spans.sent;
    if (times.p2p <= 0.0)
        return spans;
    wave.transfer = 0.0;
    const auto sends = wave.durations.begin() + static_cast<std::ptrdiff_t>(graph_detail::TimeClass::Communication) * graph.slotCount;
    std::fill(sends, sends + graph.slotCount, 0.0);
    spans.immediate = spansOf(graph, wave, scratch);
    return spans;
}

} // namespace shardscape
