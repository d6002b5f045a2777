// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/training.h"

#include "evaluate/make_step_lanes.h"
#include "evaluate/stage_transfer.h"
#include "evaluate/variable_length.h"
#include "evaluate/pipeline_bound.h"
#include "plan/virtual_stage.h"
#include "schedule/task_graph.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace shardscape {
namespace {

using enum Pass;

bool isMirrored(ScheduleKind kind) { return chunkPlacement(kind) == ChunkPlacement::Mirrored; }
bool overlapsPairs(ScheduleKind kind) { return kind == ScheduleKind::DualPipe || kind == ScheduleKind::DualPipeV; }

/// Schedules that check gradients after the optimizer step (Qi et al. 2023, arXiv 2401.10241, sec. 4) run from step to step without a
/// barrier: the stagger of their stages hides behind the neighboring steps, and a step takes as long as the longest stage is at work.
bool runsWithoutBarrier(ScheduleKind kind) { return kind == ScheduleKind::ZbH2 || kind == ScheduleKind::ZbV; }

double spanOf(const TimelineSummary& summary, ScheduleKind kind) { return runsWithoutBarrier(kind) ? summary.stageSpan : summary.makespan; }

/// Forward of one micro-batch beside the backward of another: saves a share of everything but the transfers that show in any case.
double pairSeconds(const Work& work, const TrainingContext& c)
{
    const double shown = work.part(WorkPart::Ep);
    return (work.total() - shown) * c.efficiency.pipelinePairShare + shown;
}

TaskTimes taskTimes(const std::vector<Work>& chunks, const TrainingContext& c, const StageTransfers& sends)
{
    TaskTimes times;
    for (const Work& work : chunks) {
        times.forward.push_back(work.pass(Forward) + work.hiddenTransfers[indexOf(Forward)]);
        times.backwardInput.push_back(work.pass(InputGradient) + work.hiddenTransfers[indexOf(InputGradient)]);
        times.backwardWeight.push_back(work.pass(WeightGradient));
        if (overlapsPairs(c.plan.parallelism.schedule))
            times.overlappedPair.push_back(pairSeconds(work, c));
        else if (c.plan.parallelism.overlapPairs)
            times.overlappedPair.push_back(work.total()); // what hides is not in it
    }
    times.p2p = sends.mean;
    times.p2pBlocksSender = !c.overlap.pp;
    for (const double send : sends.byStage)
        times.blockingSend.insert(times.blockingSend.end(), static_cast<std::size_t>(c.plan.layout.chunks), send);
    times.microbatchFactor = microbatchFactors(c);
    return times;
}

int fullestStage(const std::vector<Work>& chunks, const TrainingContext& c)
{
    int fullest = 0;
    double most = -1.0;
    for (int stage = 0; stage < c.plan.layout.stages; ++stage) {
        const double total = stageWork(chunks, c, stage).total();
        if (total > most) {
            most = total;
            fullest = stage;
        }
    }
    return fullest;
}

/// The schedule with its sends, and the same order of tasks if activations arrived at once.
struct TimedSchedule {
    Timeline timeline;
    Timeline immediate; ///< empty where nothing is sent
};

ScheduleRequest scheduleRequest(const std::vector<Work>& chunks, const TrainingContext& c, const StageTransfers& sends)
{
    return {.kind = c.plan.parallelism.schedule,
            .stages = c.plan.layout.stages,
            .microbatches = c.plan.microbatches,
            .chunks = isMirrored(c.plan.parallelism.schedule) ? 1 : c.plan.layout.chunks,
            .times = taskTimes(chunks, c, sends),
            .overlapPairs = c.plan.parallelism.overlapPairs,
            .microbatchGroupSize = c.plan.parallelism.microbatchGroupSize.value_or(0)};
}

Result<TimedSchedule> runSchedule(const std::vector<Work>& chunks, const TrainingContext& c, const StageTransfers& sends)
{
    ScheduleRequest request = scheduleRequest(chunks, c, sends);
    const auto failed = [](Problems problems) {
        for (Problem& problem : problems)
            if (problem.path.empty())
                problem.path = "/parallelism/schedule";
        return failure(std::move(problems));
    };
    const Result<TaskGraph> graph = orderSchedule(request);
    if (!graph)
        return failed(graph.error());
    TimedSchedule timed;
    TimingScratch scratch;
    if (const Result<void> done = timeSchedule(*graph, request.times, timed.timeline, scratch); !done)
        return failed(done.error());
    request.times.p2p = 0.0;
    request.times.blockingSend.clear();
    if (sends.mean > 0.0)
        if (const Result<void> done = timeSchedule(*graph, request.times, timed.immediate, scratch); !done)
            return failed(done.error());
    return timed;
}

std::vector<DataParallelTimes> dataParallelByStage(const std::vector<Work>& chunks, const TrainingContext& c)
{
    const std::vector<RankParameters> parameters = rankParameters(c.plan, c.inputs.model);
    std::vector<DataParallelTimes> times;
    for (int stage = 0; stage < c.plan.layout.stages; ++stage) {
        const Work work = stageWork(chunks, c, stage);
        DataParallelTimes slowest;
        double most = -1.0;
        static_cast<void>(slowestPrice(c, kindsOfStage(c, stage), [&](const TrainingContext& nodes) {
            const DataParallelTimes one = dataParallelTimes(parameters[static_cast<std::size_t>(stage)], work.pass(Forward),
                                                            work.pass(InputGradient) + work.pass(WeightGradient), nodes);
            const double total = one.exposedPerStep + one.exposedPerMicrobatch * c.plan.microbatches + one.optimizerSeconds;
            if (total > most) {
                most = total;
                slowest = one;
            }
            return total;
        }));
        times.push_back(slowest);
    }
    return times;
}

int slowestStage(const std::vector<DataParallelTimes>& times, const TrainingContext& c)
{
    const auto total = [&](const DataParallelTimes& t) {
        return t.exposedPerStep + t.exposedPerMicrobatch * c.plan.microbatches + t.optimizerSeconds;
    };
    const auto slowest =
        std::max_element(times.begin(), times.end(), [&](const auto& a, const auto& b) { return total(a) < total(b); });
    return static_cast<int>(slowest - times.begin());
}

/// Gradients of a tied embedding are summed over the first and last stage (Megatron's embedding group).
double tiedEmbeddingSeconds(const TrainingContext& c)
{
    const double bytes = tiedEmbeddingBytes(c);
    if (bytes <= 0.0)
        return 0.0;
    const KindSet ends = kindsOfStage(c, 0) | kindsOfStage(c, c.plan.layout.stages - 1);
    return slowestPrice(c, ends, [bytes](const TrainingContext& nodes) {
        GroupShape shape = nodes.pp;
        shape.ranks = 2;
        shape.domains = nodes.pp.domains > 1 ? 2 : 1;
        shape.ranksPerDomain = shape.minRanksPerDomain = nodes.pp.domains > 1 ? 1 : 2;
        return allReduceSeconds(nodes.network, shape, bytes);
    });
}

double stragglerFactor(const TrainingContext& c)
{
    const double nodes = std::max(1.0, std::ceil(static_cast<double>(c.plan.mesh.ranks()) / std::max(1, c.inputs.cluster.gpusPerNode)));
    return slowestPrice(c, kindsInUse(c),
                        [nodes](const TrainingContext& kind) { return 1.0 + kind.efficiency.stragglerPerDoubling * std::log2(nodes); });
}

/// Mean over the ranks, since the step's FLOPs are compared with what all GPUs could do.
double meanPeak(const TrainingContext& c)
{
    if (!c.unlike)
        return c.efficiency.bf16Flops;
    double sum = 0.0;
    for (int rank = 0; rank < c.plan.mesh.ranks(); ++rank) {
        const int kind = c.inputs.cluster.kindAt(c.inputs.cluster.nodeOf(c.plan.mesh.gpuOf(rank)));
        sum += c.unlike->contexts[static_cast<std::size_t>(kind)].efficiency.bf16Flops;
    }
    return sum / c.plan.mesh.ranks();
}

/// Fills the breakdown from the lanes; its sum is the step by construction.
void addUp(TrainingStep& step, const TrainingContext& c, double makespanWithoutSends)
{
    const auto seconds = partSecondsOf(step.timeline, step.lanes, step.bottleneckStage);
    const auto part = [&](WorkPart which) { return Seconds::fromSeconds(seconds[static_cast<std::size_t>(which)]); };
    const double busy = std::accumulate(seconds.begin(), seconds.end(), 0.0);
    const double makespan = spanOf(step.summary, c.plan.parallelism.schedule);
    const double dpExposed = exposedSeconds(step.timeline, step.lanes, step.slowestStage, StepLane::Dp);
    const double optimizer = exposedSeconds(step.timeline, step.lanes, step.slowestStage, StepLane::Optimizer);
    const double bubble = std::max(0.0, makespanWithoutSends - busy);
    const double sends = std::max(0.0, makespan - std::max(busy, makespanWithoutSends)); // sums of many tasks differ in the last digits
    const double stragglers = (step.stragglerFactor - 1.0) * (makespan + dpExposed + optimizer);
    step.report.breakdown = {{"compute", part(WorkPart::Compute)},
                             {"recompute", part(WorkPart::Recompute)},
                             {"tp_exposed", part(WorkPart::Tp)},
                             {"cp_exposed", part(WorkPart::Cp)},
                             {"ep_exposed", part(WorkPart::Ep)},
                             {"pp_exposed", Seconds::fromSeconds(sends)},
                             {"dp_exposed", Seconds::fromSeconds(dpExposed)},
                             {"bubble", Seconds::fromSeconds(bubble)},
                             {"optimizer", Seconds::fromSeconds(optimizer)},
                             {"other", part(WorkPart::Host) + Seconds::fromSeconds(stragglers)}};
    Seconds sum;
    for (const TimePart& entry : step.report.breakdown)
        sum += entry.time;
    step.report.step = sum;
}

/// FLOPs of recomputation over those of a forward pass.
double recomputeShare(const TrainingContext& c, const TokenFlops& flops)
{
    const double full = flops.full();
    switch (c.workload.recompute.kind) {
    case RecomputeKind::None: return 0.0;
    case RecomputeKind::Full: return (flops.matrices + flops.attentionFull) / full;
    case RecomputeKind::FullLayers: {
        const double perStage = static_cast<double>(c.inputs.model.layers()) / c.plan.layout.stages;
        return std::min(1.0, c.workload.recompute.fullLayersPerStage / perStage) * (flops.matrices + flops.attentionFull) / full;
    }
    case RecomputeKind::Selective:
        return ((c.shape.unfusedAttention ? c.efficiency.selectiveCoreShare : 0.0) * flops.attentionFull +
                c.efficiency.selectiveGemmShare * flops.matrices) /
               full;
    }
    return 0.0;
}

void addRates(TrainingStep& step, const TrainingContext& c)
{
    const auto [tokens, flops] = stepTokens(c);
    const double seconds = step.report.step.inSeconds();
    const double gpus = c.plan.mesh.ranks();
    TrainingReport& r = step.report;
    r.modelFlops = Flops::fromFlops(3.0 * flops.causal() * tokens);
    r.tokensPerSecondPerGpu = tokens / seconds / gpus;
    r.modelFlopsPerSecondPerGpu = r.modelFlops.inFlops() / seconds / gpus;
    r.mfuCausal = r.modelFlopsPerSecondPerGpu / step.meanPeakFlops;
    r.mfu = 3.0 * flops.full() * tokens / seconds / gpus / step.meanPeakFlops;
    r.hfu = r.mfu * (1.0 + recomputeShare(c, flops) / 3.0);
}

} // namespace

Work stageWork(const std::vector<Work>& chunks, const TrainingContext& c, int stage)
{
    const int count = c.plan.layout.chunks;
    const double share = isMirrored(c.plan.parallelism.schedule) ? 1.0 / count : 1.0;
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

TrainingReport fastestStep(const TrainingContext& c, const std::vector<Work>& chunks, StepBound bound)
{
    TrainingStep step;
    const StageTransfers sends = stageTransfers(c);
    double seconds = pipelineLowerBound(scheduleRequest(chunks, c, sends));
    if (bound == StepBound::PipelineAndTail && std::isfinite(seconds)) {
        const std::vector<DataParallelTimes> byStage = dataParallelByStage(chunks, c);
        const DataParallelTimes& dp = byStage[static_cast<std::size_t>(slowestStage(byStage, c))];
        constexpr double roundedDown = 1.0 - 1e-9; // the lanes of the step add it up in another order
        seconds += roundedDown * (dp.exposedPerStep + dp.exposedPerMicrobatch * c.plan.microbatches + dp.optimizerSeconds + tiedEmbeddingSeconds(c));
    }
    if (!std::isfinite(seconds + sends.mean)) {
        step.report.step = Seconds::fromSeconds(std::numeric_limits<double>::infinity());
        return step.report;
    }
    step.meanPeakFlops = meanPeak(c);
    step.report.step = Seconds::fromSeconds(stragglerFactor(c) * seconds);
    addRates(step, c);
    return step.report;
}

Result<TrainingStep> simulateTraining(const TrainingContext& c, DerivationLog* log)
{
    TrainingStep step;
    step.chunks = chunkWork(c);
    const StageTransfers sends = stageTransfers(c);
    step.sendSeconds = sends.mean;
    const std::vector<DataParallelTimes> dataParallel = dataParallelByStage(step.chunks, c);
    step.slowestStage = slowestStage(dataParallel, c);
    step.dataParallel = dataParallel[static_cast<std::size_t>(step.slowestStage)];
    step.bottleneckStage = fullestStage(step.chunks, c);
    step.bottleneck = stageWork(step.chunks, c, step.bottleneckStage);
    step.stragglerFactor = stragglerFactor(c);
    step.meanPeakFlops = meanPeak(c);
    step.paceGaps = trainingPaceGaps(c, step.chunks);
    const double probe = step.bottleneck.total() + step.sendSeconds + step.dataParallel.exposedPerStep +
                         step.dataParallel.exposedPerMicrobatch + tiedEmbeddingSeconds(c);
    if (!std::isfinite(probe))
        return failure(endlessTime(c.inputs.cluster));

    Result<TimedSchedule> timed = runSchedule(step.chunks, c, sends);
    if (!timed)
        return failure(timed.error());
    step.timeline = std::move(timed->timeline);
    step.summary = summarize(step.timeline);
    const double withoutSends = spanOf(step.sendSeconds > 0 ? summarize(timed->immediate) : step.summary, c.plan.parallelism.schedule);
    step.pipelineSeconds = spanOf(step.summary, c.plan.parallelism.schedule);
    step.lanes = makeStepLanes({step.timeline, step.chunks, dataParallel, step.sendSeconds, tiedEmbeddingSeconds(c)}, c);
    addUp(step, c, withoutSends);
    addRates(step, c);
    step.pipeline = {.schedule = c.plan.parallelism.schedule,
                     .stages = c.plan.layout.stages,
                     .microbatches = c.plan.microbatches,
                     .bubbleFraction = step.summary.bubbleFraction,
                     .makespan = Seconds::fromSeconds(step.summary.makespan)};
    if (log != nullptr)
        recordTraining(step, paceSetter(c, step.bottleneckStage), *log);
    return step;
}

} // namespace shardscape
