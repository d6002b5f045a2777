// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/timeline.h"

#include <algorithm>
#include <limits>

namespace shardscape {

namespace {

struct StageFigures {
    double first = 0;
    double last = 0;
    double busy = 0;
    int peak = 0;
    int peakUntilWeight = 0;
};

StageFigures readStage(const Timeline& timeline, std::size_t stage, bool hasBackward)
{
    StageFigures figures;
    const std::size_t begin = timeline.laneBegin[stage];
    const std::size_t end = timeline.laneBegin[stage + 1];
    if (begin == end)
        return figures;
    figures.first = timeline.start[begin];
    figures.last = timeline.end[end - 1];
    int held = 0;
    int heldUntilWeight = 0;
    for (std::size_t i = begin; i < end; ++i) {
        const TaskKind kind = timeline.kind[i];
        if (kind == TaskKind::Communication)
            continue;
        figures.busy += timeline.end[i] - timeline.start[i];
        if (kind == TaskKind::Forward) {
            figures.peak = std::max(figures.peak, ++held);
            figures.peakUntilWeight = std::max(figures.peakUntilWeight, ++heldUntilWeight);
        }
        const bool freesInput = kind == TaskKind::BackwardInput || kind == TaskKind::Backward || !hasBackward;
        const bool freesWeight = kind == TaskKind::BackwardWeight || kind == TaskKind::Backward || !hasBackward;
        held -= freesInput ? 1 : 0;
        heldUntilWeight -= freesWeight ? 1 : 0;
    }
    return figures;
}

bool isBackward(TaskKind kind) { return kind == TaskKind::Backward || kind == TaskKind::BackwardInput; }

} // namespace

TimelineSummary summarize(const Timeline& timeline)
{
    TimelineSummary summary;
    const auto stages = static_cast<std::size_t>(timeline.stages);
    const bool hasBackward = std::any_of(timeline.kind.begin(), timeline.kind.end(), isBackward);
    const double share = 1.0 / timeline.chunksPerMicrobatch;
    double first = std::numeric_limits<double>::infinity();
    double last = 0;
    double busy = 0;
    for (std::size_t stage = 0; stage < stages; ++stage) {
        const StageFigures figures = readStage(timeline, stage, hasBackward);
        first = std::min(first, figures.first);
        last = std::max(last, figures.last);
        busy += figures.busy;
        summary.ideal = std::max(summary.ideal, figures.busy);
        summary.stageSpan = std::max(summary.stageSpan, figures.last - figures.first);
        summary.peakInFlight.push_back(figures.peak * share);
        summary.peakInFlightUntilWeight.push_back(figures.peakUntilWeight * share);
    }
    summary.makespan = stages == 0 ? 0.0 : last - first;
    if (summary.makespan > 0.0)
        summary.bubbleFraction = std::max(0.0, 1.0 - busy / (static_cast<double>(stages) * summary.makespan));
    return summary;
}

} // namespace shardscape
