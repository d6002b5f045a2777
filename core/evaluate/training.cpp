// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/training.h"

#include "evaluate/make_step_lanes.h"
#include "plan/virtual_stage.h"
#include "schedule/in_flight.h"

namespace shardscape {
namespace {

std::vector<DataParallelTimes> tailsByStage(const StepWork& work, const TrainingContext& c)
{
    const std::vector<RankParameters> parameters = rankParameters(c.plan, c.inputs.model);
    std::vector<DataParallelTimes> tails;
    for (int stage = 0; stage < c.plan.layout.stages; ++stage)
        tails.push_back(stageTail(parameters[static_cast<std::size_t>(stage)], stage, work, c));
    return tails;
}

std::vector<TimePart> breakdownOf(const StepSeconds& seconds)
{
    std::vector<TimePart> parts;
    for (std::size_t i = 0; i < stepPartNames.size(); ++i)
        parts.push_back({stepPartNames[i], Seconds::fromSeconds(seconds.part[i])});
    return parts;
}

/// The timeline of the step and what runs beside its passes. \pre the order can be timed
void addTimeline(TrainingStep& step, const StepWork& work, const TaskGraph& graph, const std::vector<DataParallelTimes>& tails,
                 const TrainingContext& c)
{
    static_cast<void>(timeSchedule(graph, work.schedule.times, step.timeline));
    step.lanes = makeStepLanes({step.timeline, work.chunks, tails, work.sendSeconds, tiedEmbeddingSeconds(c)}, c);
}

} // namespace

Work stageWork(const std::vector<Work>& chunks, const TrainingContext& c, int stage)
{
    const int count = c.plan.layout.chunks;
    const double share = chunkPlacement(c.plan.parallelism.schedule) == ChunkPlacement::Mirrored ? 1.0 / count : 1.0;
    Work sum;
    for (int chunk = 0; chunk < count; ++chunk)
        sum.add(chunks[static_cast<std::size_t>(stage * count + chunk)], share);
    return sum;
}

double partSeconds(const std::vector<TimePart>& parts, std::string_view name)
{
    for (const TimePart& part : parts)
        if (part.name == name)
            return part.time.inSeconds();
    return 0.0;
}

Result<TrainingStep> simulateTraining(const TrainingContext& c, const StepRecord& record)
{
    const StepWork work = stepWork(chunkWork(c), c);
    const std::vector<DataParallelTimes> tails = tailsByStage(work, c);
    TrainingStep step;
    step.tail = tails[longestTail(tails, c)];
    if (isEndless(work, step.tail, c))
        return failure(endlessTime(c.inputs.cluster));
    const Result<StepOrder> order = stepOrder(work.schedule);
    if (!order)
        return failure(order.error());
    TimingScratch scratch;
    step.pipeline = pipelineTimes(work, *order, scratch);
    step.inFlight = peaksInFlightUntilWeight(order->graph.untimed);
    step.sendSeconds = work.sendSeconds;
    step.bottleneckStage = work.fullestStage;
    step.bottleneck = work.stages[static_cast<std::size_t>(work.fullestStage)];
    step.stragglerFactor = stragglerFactor(c);
    step.meanPeakFlops = meanPeakFlops(c);
    step.paceGaps = trainingPaceGaps(c, work.chunks);
    const StepSeconds seconds = addUp(step.pipeline, step.tail, c);
    step.report.breakdown = breakdownOf(seconds);
    step.report.step = Seconds::fromSeconds(seconds.total);
    addRates(step.report, stepTokens(c), c);
    if (record.timeline)
        addTimeline(step, work, order->graph, tails, c);
    if (record.log != nullptr)
        recordTraining(step, paceSetter(c, step.bottleneckStage), *record.log);
    return step;
}

} // namespace shardscape
