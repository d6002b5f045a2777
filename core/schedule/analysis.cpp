// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/analysis.h"

#include <algorithm>

namespace shardscape {

namespace {

bool isBackward(TaskKind kind) { return kind == TaskKind::Backward || kind == TaskKind::BackwardInput; }

/// What the causes of a stage's gaps depend on.
struct Stage {
    std::size_t begin;
    std::size_t end;
    std::size_t firstBackward; ///< end when there is none
    std::size_t lastForward;   ///< begin when there is none
};

Stage readStage(const Timeline& timeline, std::size_t stage)
{
    Stage s{timeline.laneBegin[stage], timeline.laneBegin[stage + 1], timeline.laneBegin[stage + 1], timeline.laneBegin[stage]};
    for (std::size_t i = s.begin; i < s.end; ++i) {
        if (isBackward(timeline.kind[i]) && s.firstBackward == s.end)
            s.firstBackward = i;
        if (timeline.kind[i] == TaskKind::Forward)
            s.lastForward = i;
    }
    return s;
}

IdleCause causeOfGap(const Timeline& timeline, const Stage& stage, std::size_t next, const IdleInterval& gap)
{
    if (next <= stage.firstBackward && stage.firstBackward != stage.end)
        return IdleCause::WarmUp;
    if (next > stage.lastForward)
        return IdleCause::Drain;
    const auto producer = static_cast<std::size_t>(std::max(gap.waitsFor, 0));
    const double tolerance = 1e-9 * timeline.end[producer];
    return timeline.start[producer] <= gap.start + tolerance ? IdleCause::Imbalance : IdleCause::Dependency;
}

/// The wait before task `next` from `free` on, as one or two intervals.
void appendGap(const Timeline& timeline, const Stage& stage, std::size_t next, IdleInterval gap, std::vector<IdleInterval>& intervals)
{
    const double tolerance = 1e-12 * std::max(1.0, gap.end);
    if (gap.end - gap.start <= tolerance)
        return;
    gap.next = static_cast<std::int32_t>(next);
    gap.waitsFor = timeline.waitedFor[next];
    if (gap.waitsFor < 0) {
        gap.cause = IdleCause::WarmUp;
        intervals.push_back(gap);
        return;
    }
    const double produced = std::clamp(timeline.end[static_cast<std::size_t>(gap.waitsFor)], gap.start, gap.end);
    IdleInterval transfer = gap;
    gap.end = produced;
    gap.cause = causeOfGap(timeline, stage, next, gap);
    if (gap.end - gap.start > tolerance)
        intervals.push_back(gap);
    transfer.start = produced;
    transfer.cause = IdleCause::Transfer;
    if (transfer.end - transfer.start > tolerance)
        intervals.push_back(transfer);
}

double endOf(const Timeline& timeline) { return timeline.end.empty() ? 0.0 : *std::max_element(timeline.end.begin(), timeline.end.end()); }

} // namespace

std::vector<IdleInterval> idleIntervals(const Timeline& timeline)
{
    std::vector<IdleInterval> intervals;
    const double last = endOf(timeline);
    for (std::size_t s = 0; s < static_cast<std::size_t>(timeline.stages); ++s) {
        const Stage stage = readStage(timeline, s);
        double free = 0;
        for (std::size_t i = stage.begin; i < stage.end; ++i) {
            appendGap(timeline, stage, i, {.stage = static_cast<int>(s), .start = free, .end = timeline.start[i]}, intervals);
            free = timeline.end[i];
        }
        if (last - free > 1e-12 * std::max(1.0, last))
            intervals.push_back({.stage = static_cast<int>(s), .start = free, .end = last, .cause = IdleCause::Drain});
    }
    return intervals;
}

std::array<double, idleCauses> bubbleByCause(const Timeline& timeline)
{
    std::array<double, idleCauses> bubble{};
    for (const IdleInterval& interval : idleIntervals(timeline))
        bubble[static_cast<std::size_t>(interval.cause)] += interval.end - interval.start;
    for (std::size_t i = 0; i < timeline.size(); ++i)
        if (timeline.kind[i] == TaskKind::Communication)
            bubble[static_cast<std::size_t>(IdleCause::Transfer)] += timeline.end[i] - timeline.start[i];
    return bubble;
}

std::vector<std::int32_t> criticalPath(const Timeline& timeline)
{
    std::vector<std::int32_t> path;
    if (timeline.size() == 0)
        return path;
    auto task = static_cast<std::int32_t>(std::max_element(timeline.end.begin(), timeline.end.end()) - timeline.end.begin());
    for (; task >= 0; task = timeline.waitedFor[static_cast<std::size_t>(task)])
        path.push_back(task);
    std::reverse(path.begin(), path.end());
    return path;
}

TaskLinks linksOf(const Timeline& timeline, std::int32_t task)
{
    const auto at = static_cast<std::size_t>(task);
    const std::int32_t microbatch = timeline.microbatch[at];
    std::vector<std::int32_t> way; // forwards and backwards of the micro-batch
    std::vector<std::int32_t> weights;
    for (std::size_t i = 0; i < timeline.size(); ++i) {
        if (timeline.microbatch[i] != microbatch)
            continue;
        if (timeline.kind[i] == TaskKind::BackwardWeight)
            weights.push_back(static_cast<std::int32_t>(i));
        else if (timeline.kind[i] == TaskKind::Forward || isBackward(timeline.kind[i]))
            way.push_back(static_cast<std::int32_t>(i));
    }
    std::stable_sort(way.begin(), way.end(), [&](std::int32_t a, std::int32_t b) {
        return timeline.start[static_cast<std::size_t>(a)] < timeline.start[static_cast<std::size_t>(b)];
    });
    const auto sameChunk = [&](std::int32_t a, std::int32_t b) {
        const auto stage = [&](std::int32_t t) {
            return std::upper_bound(timeline.laneBegin.begin(), timeline.laneBegin.end(), static_cast<std::uint32_t>(t)) -
                   timeline.laneBegin.begin();
        };
        return timeline.chunk[static_cast<std::size_t>(a)] == timeline.chunk[static_cast<std::size_t>(b)] && stage(a) == stage(b);
    };
    TaskLinks links;
    if (timeline.kind[at] == TaskKind::BackwardWeight) {
        for (const std::int32_t other : way)
            if (timeline.kind[static_cast<std::size_t>(other)] == TaskKind::BackwardInput && sameChunk(other, task))
                links.inputs.push_back(other);
        return links;
    }
    const auto found = std::find(way.begin(), way.end(), task);
    if (found != way.end() && found != way.begin())
        links.inputs.push_back(*(found - 1));
    if (found != way.end() && found + 1 != way.end())
        links.outputs.push_back(*(found + 1));
    if (timeline.kind[at] == TaskKind::BackwardInput)
        for (const std::int32_t weight : weights)
            if (sameChunk(weight, task))
                links.outputs.push_back(weight);
    return links;
}

MemoryCurve activationsOverTime(const Timeline& timeline, int stage, const std::vector<double>& bytesPerChunk, double backwardBytes)
{
    MemoryCurve curve{{0.0}, {0.0}, 0.0, 0.0};
    const std::size_t begin = timeline.laneBegin[static_cast<std::size_t>(stage)];
    const std::size_t end = timeline.laneBegin[static_cast<std::size_t>(stage) + 1];
    const bool frees = std::any_of(timeline.kind.begin(), timeline.kind.end(), isBackward);
    const auto change = [&](double time, double bytes) {
        if (time > curve.time.back()) {
            curve.time.push_back(time);
            curve.bytes.push_back(curve.bytes.back());
        }
        curve.bytes.back() += bytes;
        if (curve.bytes.back() > curve.peak) {
            curve.peak = curve.bytes.back();
            curve.peakTime = time;
        }
    };
    for (std::size_t i = begin; i < end; ++i) {
        const double bytes = bytesPerChunk.size() == 1 ? bytesPerChunk.front() : bytesPerChunk[timeline.chunk[i]];
        const TaskKind kind = timeline.kind[i];
        if (kind == TaskKind::Forward)
            change(timeline.start[i], bytes);
        if (isBackward(kind) && backwardBytes > 0.0) {
            change(timeline.start[i], backwardBytes);
            change(timeline.end[i], -backwardBytes);
        }
        if (kind == TaskKind::Backward || kind == TaskKind::BackwardWeight || (kind == TaskKind::Forward && !frees))
            change(timeline.end[i], -bytes);
    }
    return curve;
}

} // namespace shardscape
