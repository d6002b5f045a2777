// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/in_flight.h"
#include "schedule/timeline.h"

#include <algorithm>
#include <limits>

namespace shardscape {

namespace {

struct StageFigures {
    double first = 0;
    double last = 0;
    double busy = 0;
};

StageFigures readStage(const Timeline& timeline, std::size_t stage)
{
    StageFigures figures;
    const std::size_t begin = timeline.laneBegin[stage];
    const std::size_t end = timeline.laneBegin[stage + 1];
    if (begin == end)
        return figures;
    figures.first = timeline.start[begin];
    figures.last = timeline.end[end - 1];
    for (std::size_t i = begin; i < end; ++i)
        if (timeline.kind[i] != TaskKind::Communication)
            figures.busy += timeline.end[i] - timeline.start[i];
    return figures;
}

} // namespace

TimelineSummary summarize(const Timeline& timeline)
{
    TimelineSummary summary;
    const auto stages = static_cast<std::size_t>(timeline.stages);
    const double share = 1.0 / timeline.chunksPerMicrobatch;
    double first = std::numeric_limits<double>::infinity();
    double last = 0;
    double busy = 0;
    for (std::size_t stage = 0; stage < stages; ++stage) {
        const StageFigures figures = readStage(timeline, stage);
        first = std::min(first, figures.first);
        last = std::max(last, figures.last);
        busy += figures.busy;
        summary.ideal = std::max(summary.ideal, figures.busy);
        summary.stageSpan = std::max(summary.stageSpan, figures.last - figures.first);
        const ChunksHeld held = chunksHeld(timeline, stage);
        summary.peakInFlight.push_back(held.untilInput * share);
        summary.peakInFlightUntilWeight.push_back(held.untilWeight * share);
    }
    summary.makespan = stages == 0 ? 0.0 : last - first;
    if (summary.makespan > 0.0)
        summary.bubbleFraction = std::max(0.0, 1.0 - busy / (static_cast<double>(stages) * summary.makespan));
    return summary;
}

} // namespace shardscape
