// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/step_lanes.h"

namespace shardscape {
namespace {

constexpr std::array<std::pair<WorkPart, StepLane>, 3> passLanes{
    {{WorkPart::Tp, StepLane::Tp}, {WorkPart::Cp, StepLane::Cp}, {WorkPart::Ep, StepLane::Ep}}};

bool isPass(TaskKind kind) { return kind <= TaskKind::Backward; }

bool isPaired(const Timeline& timeline, int stage, std::size_t task)
{
    return !timeline.pairedWithNext.empty() &&
           (timeline.pairedWithNext[task] != 0 ||
            (task > timeline.laneBegin[static_cast<std::size_t>(stage)] && timeline.pairedWithNext[task - 1] != 0));
}

bool leavesStage(const StepLanes& lanes, const Timeline& timeline, int stage, std::size_t task)
{
    if (timeline.kind[task] == TaskKind::BackwardWeight)
        return false;
    const auto slot = static_cast<std::size_t>(stage * timeline.chunks) + timeline.chunk[task];
    return (lanes.sends[slot] & (timeline.kind[task] == TaskKind::Forward ? 1U : 2U)) != 0;
}

/// A pair's outputs leave when both of its passes are done.
double outputTime(const Timeline& timeline, std::size_t task)
{
    const bool paired = !timeline.pairedWithNext.empty() && timeline.pairedWithNext[task] != 0;
    return timeline.end[paired ? task + 1 : task];
}

} // namespace

const PartShares& StepLanes::sharesOf(const Timeline& timeline, int stage, std::size_t task) const
{
    const std::size_t slots = static_cast<std::size_t>(timeline.stages) * static_cast<std::size_t>(timeline.chunks);
    const std::size_t row = (isPaired(timeline, stage, task) ? passKinds : 0) + static_cast<std::size_t>(timeline.kind[task]);
    return passShares[row * slots + static_cast<std::size_t>(stage * timeline.chunks) +
                      timeline.chunk[task]];
}

std::array<double, workPartCount> partSecondsOf(const Timeline& timeline, const StepLanes& lanes, int stage)
{
    std::array<double, workPartCount> seconds{};
    const auto s = static_cast<std::size_t>(stage);
    for (std::size_t i = timeline.laneBegin[s]; i < timeline.laneBegin[s + 1]; ++i) {
        if (!isPass(timeline.kind[i]))
            continue;
        const PartShares& shares = lanes.sharesOf(timeline, stage, i);
        for (std::size_t part = 0; part < workPartCount; ++part)
            seconds[part] += shares[part] * (timeline.end[i] - timeline.start[i]);
    }
    return seconds;
}

double exposedSeconds(const Timeline& timeline, const StepLanes& lanes, int stage, StepLane lane)
{
    double seconds = 0;
    for (const auto& [part, passLane] : passLanes)
        if (passLane == lane)
            seconds += partSecondsOf(timeline, lanes, stage)[static_cast<std::size_t>(part)];
    for (const LaneEvent& event : lanes.stepEvents[static_cast<std::size_t>(stage)])
        if (event.lane == lane && event.exposed)
            seconds += event.end - event.start;
    return seconds;
}

void appendPassEvents(const Timeline& timeline, const StepLanes& lanes, int stage, std::size_t task, std::vector<LaneEvent>& events)
{
    if (!isPass(timeline.kind[task]))
        return;
    const PartShares& shares = lanes.sharesOf(timeline, stage, task);
    double end = timeline.end[task];
    for (const auto& [part, lane] : passLanes) {
        const double seconds = shares[static_cast<std::size_t>(part)] * (timeline.end[task] - timeline.start[task]);
        if (seconds > 0.0)
            events.push_back({lane, LaneAction::Collectives, end - seconds, end, true, static_cast<std::int32_t>(task)});
        end -= seconds;
    }
    if (lanes.sendSeconds > 0.0 && leavesStage(lanes, timeline, stage, task)) {
        const double from = outputTime(timeline, task);
        events.push_back({StepLane::Pp, LaneAction::Send, from, from + lanes.sendSeconds, false, static_cast<std::int32_t>(task)});
    }
}

} // namespace shardscape
