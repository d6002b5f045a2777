// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/training.h"

#include "evaluate/model_flops.h"
#include "evaluate/stage_transfer.h"
#include "plan/virtual_stage.h"

#include <algorithm>
#include <cmath>

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
    }
    times.p2p = sends.mean;
    times.p2pBlocksSender = !c.overlap.pp;
    for (const double send : sends.byStage)
        times.blockingSend.insert(times.blockingSend.end(), static_cast<std::size_t>(c.plan.layout.chunks), send);
    return times;
}

/// Work of one micro-batch on a stage, all chunks; a mirrored schedule sends every micro-batch through one of the two copies.
Work stageWork(const std::vector<Work>& chunks, const TrainingContext& c, int stage)
{
    const int count = c.plan.layout.chunks;
    const double share = isMirrored(c.plan.parallelism.schedule) ? 1.0 / count : 1.0;
    Work sum;
    for (int chunk = 0; chunk < count; ++chunk)
        sum.add(chunks[static_cast<std::size_t>(stage * count + chunk)], share);
    return sum;
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

double busySeconds(const Timeline& timeline, int stage)
{
    double busy = 0;
    for (std::uint32_t i = timeline.laneBegin[static_cast<std::size_t>(stage)]; i < timeline.laneBegin[static_cast<std::size_t>(stage) + 1];
         ++i)
        if (timeline.kind[i] != TaskKind::Communication)
            busy += timeline.end[i] - timeline.start[i];
    return busy;
}

/// Expert transfers of the passes that run outside pairs on a stage, beyond what shows of them inside pairs.
double unpairedTransferSeconds(const Timeline& timeline, const std::vector<Work>& chunks, int stage)
{
    if (timeline.pairedWithNext.empty())
        return 0.0;
    const auto begin = timeline.laneBegin[static_cast<std::size_t>(stage)];
    const auto end = timeline.laneBegin[static_cast<std::size_t>(stage) + 1];
    double seconds = 0;
    for (std::uint32_t i = begin; i < end; ++i) {
        const bool paired = timeline.pairedWithNext[i] != 0 || (i > begin && timeline.pairedWithNext[i - 1] != 0);
        const TaskKind kind = timeline.kind[i];
        const bool backward = kind == TaskKind::BackwardInput || kind == TaskKind::Backward;
        if (paired || (kind != TaskKind::Forward && !backward))
            continue;
        const Work& work = chunks[static_cast<std::size_t>(stage * timeline.chunks + timeline.chunk[i])];
        seconds += work.hiddenTransfers[indexOf(backward ? InputGradient : Forward)];
    }
    return seconds;
}

Result<Timeline> runSchedule(const std::vector<Work>& chunks, const TrainingContext& c, const StageTransfers& sends)
{
    const ScheduleRequest request{.kind = c.plan.parallelism.schedule,
                                  .stages = c.plan.layout.stages,
                                  .microbatches = c.plan.microbatches,
                                  .chunks = isMirrored(c.plan.parallelism.schedule) ? 1 : c.plan.layout.chunks,
                                  .times = taskTimes(chunks, c, sends)};
    Result<Timeline> timeline = simulateSchedule(request);
    if (!timeline) {
        Problems problems = timeline.error();
        for (Problem& problem : problems)
            if (problem.path.empty())
                problem.path = "/parallelism/schedule";
        return failure(std::move(problems));
    }
    return timeline;
}

DataParallelTimes slowestDataParallel(const std::vector<Work>& chunks, const TrainingContext& c)
{
    const std::vector<RankParameters> parameters = rankParameters(c.plan, c.inputs.model);
    DataParallelTimes slowest;
    double most = -1.0;
    for (int stage = 0; stage < c.plan.layout.stages; ++stage) {
        const Work work = stageWork(chunks, c, stage);
        const DataParallelTimes times = dataParallelTimes(parameters[static_cast<std::size_t>(stage)], work.pass(Forward),
                                                          work.pass(InputGradient) + work.pass(WeightGradient), c);
        const double total = times.exposedPerStep + times.exposedPerMicrobatch * c.plan.microbatches + times.optimizerSeconds;
        if (total > most) {
            most = total;
            slowest = times;
        }
    }
    return slowest;
}

/// Gradients of a tied embedding are summed over the first and last stage (Megatron's embedding group).
double tiedEmbeddingSeconds(const TrainingContext& c)
{
    const double bytes = tiedEmbeddingBytes(c);
    if (bytes <= 0.0)
        return 0.0;
    GroupShape ends = c.pp;
    ends.ranks = 2;
    ends.domains = c.pp.domains > 1 ? 2 : 1;
    ends.ranksPerDomain = ends.minRanksPerDomain = c.pp.domains > 1 ? 1 : 2;
    return allReduceSeconds(c.network, ends, bytes);
}

double stragglerFactor(const TrainingContext& c)
{
    const double nodes = std::max(1.0, std::ceil(static_cast<double>(c.plan.mesh.ranks()) / std::max(1, c.inputs.cluster.gpusPerNode)));
    return 1.0 + c.efficiency.stragglerPerDoubling * std::log2(nodes);
}

/// Fills the breakdown; its sum is the step by construction.
void addUp(TrainingStep& step, const TrainingContext& c, double makespanWithoutSends)
{
    const double m = c.plan.microbatches;
    const double busy = busySeconds(step.timeline, step.bottleneckStage);
    const double listed = m * step.bottleneck.total();
    const double alone = unpairedTransferSeconds(step.timeline, step.chunks, step.bottleneckStage);
    const double scale = listed > 0 ? (busy - alone) / listed : 1.0; // below 1 where overlapped pairs save time
    const auto part = [&](WorkPart which) { return Seconds::fromSeconds(m * step.bottleneck.part(which) * scale); };
    const double makespan = spanOf(step.summary, c.plan.parallelism.schedule);
    const DataParallelTimes& dp = step.dataParallel;
    const double dpExposed = dp.exposedPerStep + m * dp.exposedPerMicrobatch + tiedEmbeddingSeconds(c);
    const double bubble = std::max(0.0, makespanWithoutSends - busy);
    const double sends = makespan - busy - bubble;
    const double host = m * step.bottleneck.part(WorkPart::Host) * scale;
    const double stragglers = (step.stragglerFactor - 1.0) * (makespan + dpExposed + dp.optimizerSeconds);
    step.report.breakdown = {{"compute", part(WorkPart::Compute)},
                             {"recompute", part(WorkPart::Recompute)},
                             {"tp_exposed", part(WorkPart::Tp)},
                             {"cp_exposed", part(WorkPart::Cp)},
                             {"ep_exposed", part(WorkPart::Ep) + Seconds::fromSeconds(alone)},
                             {"pp_exposed", Seconds::fromSeconds(sends)},
                             {"dp_exposed", Seconds::fromSeconds(dpExposed)},
                             {"bubble", Seconds::fromSeconds(bubble)},
                             {"optimizer", Seconds::fromSeconds(dp.optimizerSeconds)},
                             {"other", Seconds::fromSeconds(host + stragglers)}};
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
    const TokenFlops flops = forwardFlopsPerToken(c.inputs.model, c.workload.sequenceTokens);
    const double tokens = static_cast<double>(c.workload.globalBatch) * c.workload.sequenceTokens;
    const double seconds = step.report.step.inSeconds();
    const double gpus = c.plan.mesh.ranks();
    TrainingReport& r = step.report;
    r.modelFlops = Flops::fromFlops(3.0 * flops.causal() * tokens);
    r.tokensPerSecondPerGpu = tokens / seconds / gpus;
    r.modelFlopsPerSecondPerGpu = r.modelFlops.inFlops() / seconds / gpus;
    r.mfuCausal = r.modelFlopsPerSecondPerGpu / c.efficiency.bf16Flops;
    r.mfu = 3.0 * flops.full() * tokens / seconds / gpus / c.efficiency.bf16Flops;
    r.hfu = r.mfu * (1.0 + recomputeShare(c, flops) / 3.0);
}

} // namespace

double partSeconds(const std::vector<TimePart>& parts, std::string_view name)
{
    for (const TimePart& part : parts)
        if (part.name == name)
            return part.time.inSeconds();
    return 0.0;
}

Result<TrainingStep> simulateTraining(const TrainingContext& c, DerivationLog* log)
{
    TrainingStep step;
    step.chunks = chunkWork(c);
    const StageTransfers sends = stageTransfers(c);
    step.sendSeconds = sends.mean;
    step.dataParallel = slowestDataParallel(step.chunks, c);
    step.bottleneckStage = fullestStage(step.chunks, c);
    step.bottleneck = stageWork(step.chunks, c, step.bottleneckStage);
    step.stragglerFactor = stragglerFactor(c);
    const double probe = step.bottleneck.total() + step.sendSeconds + step.dataParallel.exposedPerStep +
                         step.dataParallel.exposedPerMicrobatch + tiedEmbeddingSeconds(c);
    if (!std::isfinite(probe))
        return failure(endlessTime(c.inputs.cluster));

    Result<Timeline> timeline = runSchedule(step.chunks, c, sends);
    if (!timeline)
        return failure(timeline.error());
    step.timeline = std::move(*timeline);
    step.summary = summarize(step.timeline);
    double withoutSends = spanOf(step.summary, c.plan.parallelism.schedule);
    if (step.sendSeconds > 0) {
        const Result<Timeline> immediate = runSchedule(step.chunks, c, {});
        if (!immediate)
            return failure(immediate.error());
        withoutSends = spanOf(summarize(*immediate), c.plan.parallelism.schedule);
    }
    step.pipelineSeconds = spanOf(step.summary, c.plan.parallelism.schedule);
    addUp(step, c, withoutSends);
    addRates(step, c);
    step.pipeline = {.schedule = c.plan.parallelism.schedule,
                     .stages = c.plan.layout.stages,
                     .microbatches = c.plan.microbatches,
                     .bubbleFraction = step.summary.bubbleFraction,
                     .makespan = Seconds::fromSeconds(step.summary.makespan)};
    if (log != nullptr)
        recordTraining(step, c, *log);
    return step;
}

} // namespace shardscape
