// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/make_step_lanes.h"

#include "evaluate/pass_shares.h"
#include "schedule/task_route.h"

#include <algorithm>

namespace shardscape {
namespace {

void addSends(StepLanes& lanes, const LaneInputs& inputs, const TrainingContext& c)
{
    const Timeline& timeline = inputs.timeline;
    const TaskRoute route = makeRoute(
        {.kind = c.plan.parallelism.schedule, .stages = timeline.stages, .microbatches = 1, .chunks = timeline.chunksPerMicrobatch});
    lanes.sends.resize(route.after.size());
    const auto held = static_cast<std::uint32_t>(timeline.chunks);
    for (std::uint32_t slot = 0; slot < lanes.sends.size(); ++slot) {
        const auto leaves = [&](std::uint32_t to) { return to != noSlot && to / held != slot / held; };
        lanes.sends[slot] = static_cast<std::uint8_t>((leaves(route.after[slot]) ? 1 : 0) | (leaves(route.before[slot]) ? 2 : 0));
    }
    lanes.sendSeconds = c.overlap.pp ? inputs.sendSeconds : 0.0;
}

/// Lays the step's own events of one stage: hidden ones under the first forwards and the last backwards, shown ones after the pipeline.
class StageTail {
public:
    StageTail(double begin, double end, int buckets, std::vector<LaneEvent>& events)
        : m_begin{begin}, m_end{end}, m_now{end}, m_buckets{buckets}, m_events{events}
    {
    }
    /// Gradients of every chunk as one bucket, so that the last one ends with the stage's last backward.
    void hideBefore(LaneAction action, double stageEnd, double seconds)
    {
        if (seconds > 0.0)
            hide(action, std::max(m_begin, stageEnd - seconds), std::min(seconds, stageEnd - m_begin));
    }
    /// Parameters of every chunk as one bucket, beside the first forwards: the gather of the step before.
    void hideAfter(LaneAction action, double stageBegin, double seconds)
    {
        if (seconds > 0.0)
            hide(action, stageBegin, std::min(seconds, m_end - stageBegin));
    }
    void show(StepLane lane, LaneAction action, double seconds)
    {
        if (seconds <= 0.0)
            return;
        m_events.push_back({lane, action, m_now, m_now + seconds, true, -1});
        m_now += seconds;
    }
    [[nodiscard]] double now() const { return m_now; }

private:
    void hide(LaneAction action, double from, double seconds)
    {
        const double bucket = seconds / m_buckets;
        for (int i = 0; i < m_buckets; ++i)
            m_events.push_back({StepLane::Dp, action, from + i * bucket, from + (i + 1) * bucket, false, -1});
    }
    double m_begin, m_end, m_now;
    int m_buckets;
    std::vector<LaneEvent>& m_events;
};

void addStage(StepLanes& lanes, const LaneInputs& inputs, const TrainingContext& c, int stage)
{
    const auto s = static_cast<std::size_t>(stage);
    const Timeline& timeline = inputs.timeline;
    if (timeline.laneBegin[s] == timeline.laneBegin[s + 1])
        return;
    const DataParallelTimes& dp = inputs.dataParallel[s];
    const double stageBegin = timeline.start[timeline.laneBegin[s]];
    const double stageEnd = timeline.end[timeline.laneBegin[s + 1] - 1];
    StageTail tail(0.0, lanes.end, timeline.chunks, lanes.stepEvents[s]);
    tail.hideAfter(LaneAction::GatherParameters, stageBegin, dp.gatherHidden);
    tail.hideBefore(LaneAction::ReduceGradients, stageEnd, dp.reduceHidden);
    tail.show(StepLane::Dp, LaneAction::ShardTraffic, dp.exposedPerMicrobatch * c.plan.microbatches);
    tail.show(StepLane::Dp, LaneAction::SlowedPasses, dp.hidingCost);
    tail.show(StepLane::Dp, LaneAction::ReduceGradients, dp.reduceShown);
    tail.show(StepLane::Dp, LaneAction::ReduceReplicas, dp.replicaSeconds);
    tail.show(StepLane::Dp, LaneAction::SumTiedEmbedding, inputs.tiedEmbeddingSeconds);
    tail.show(StepLane::Optimizer, LaneAction::Optimizer, dp.optimizerSeconds);
    tail.show(StepLane::Dp, LaneAction::GatherParameters, dp.gatherShown);
}

} // namespace

StepLanes makeStepLanes(const LaneInputs& inputs, const TrainingContext& c)
{
    const Timeline& timeline = inputs.timeline;
    StepLanes lanes;
    for (const bool alone : {true, false})
        for (const TaskKind kind : {TaskKind::Forward, TaskKind::BackwardInput, TaskKind::BackwardWeight, TaskKind::Backward})
            for (const Work& work : inputs.chunks)
                lanes.passShares.push_back(passShares(work, kind, alone));
    addSends(lanes, inputs, c);
    for (const double end : timeline.end)
        lanes.end = std::max(lanes.end, end);
    lanes.stepEvents.resize(static_cast<std::size_t>(timeline.stages));
    for (int stage = 0; stage < timeline.stages; ++stage)
        addStage(lanes, inputs, c, stage);
    for (const std::vector<LaneEvent>& events : lanes.stepEvents)
        for (const LaneEvent& event : events)
            lanes.end = std::max(lanes.end, event.end);
    return lanes;
}

} // namespace shardscape
