// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/step_parts.h"

#include "evaluate/stage_transfer.h"
#include "evaluate/training.h"
#include "plan/virtual_stage.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace shardscape {

namespace {

using enum Pass;

bool overlapsPairs(ScheduleKind kind) { return kind == ScheduleKind::DualPipe || kind == ScheduleKind::DualPipeV; }

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

int fullestOf(const std::vector<Work>& stages)
{
    const auto shorter = [](const Work& a, const Work& b) { return a.total() < b.total(); };
    return static_cast<int>(std::max_element(stages.begin(), stages.end(), shorter) - stages.begin());
}

double total(const DataParallelTimes& tail, const TrainingContext& c)
{
    return tail.exposedPerStep + tail.exposedPerMicrobatch * c.plan.microbatches + tail.optimizerSeconds;
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

} // namespace

StepWork stepWork(std::vector<Work> chunks, const TrainingContext& c)
{
    StepWork work;
    for (int stage = 0; stage < c.plan.layout.stages; ++stage)
        work.stages.push_back(stageWork(chunks, c, stage));
    work.fullestStage = fullestOf(work.stages);
    const StageTransfers sends = stageTransfers(c);
    work.sendSeconds = sends.mean;
    const Parallelism& p = c.plan.parallelism;
    work.schedule = {.kind = p.schedule,
                     .stages = c.plan.layout.stages,
                     .microbatches = c.plan.microbatches,
                     .chunks = chunkPlacement(p.schedule) == ChunkPlacement::Mirrored ? 1 : c.plan.layout.chunks,
                     .times = taskTimes(chunks, c, sends),
                     .overlapPairs = p.overlapPairs,
                     .microbatchGroupSize = p.microbatchGroupSize.value_or(0)};
    work.chunks = std::move(chunks);
    return work;
}

DataParallelTimes stageTail(const RankParameters& parameters, int stage, const StepWork& work, const TrainingContext& c)
{
    const Work& passes = work.stages[static_cast<std::size_t>(stage)];
    const double backward = passes.pass(InputGradient) + passes.pass(WeightGradient);
    DataParallelTimes slowest;
    double most = -1.0;
    static_cast<void>(slowestPrice(c, kindsOfStage(c, stage), [&](const TrainingContext& nodes) {
        const DataParallelTimes one = dataParallelTimes(parameters, passes.pass(Forward), backward, nodes);
        const double seconds = total(one, c);
        if (seconds > most) {
            most = seconds;
            slowest = one;
        }
        return seconds;
    }));
    return slowest;
}

std::size_t longestTail(const std::vector<DataParallelTimes>& tails, const TrainingContext& c)
{
    const auto shorter = [&](const auto& a, const auto& b) { return total(a, c) < total(b, c); };
    return static_cast<std::size_t>(std::max_element(tails.begin(), tails.end(), shorter) - tails.begin());
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

bool isEndless(const StepWork& work, const DataParallelTimes& tail, const TrainingContext& c)
{
    return !std::isfinite(work.stages[static_cast<std::size_t>(work.fullestStage)].total() + work.sendSeconds + tail.exposedPerStep +
                          tail.exposedPerMicrobatch + tiedEmbeddingSeconds(c));
}

double stragglerFactor(const TrainingContext& c)
{
    const double nodes = std::max(1.0, std::ceil(static_cast<double>(c.plan.mesh.ranks()) / std::max(1, c.inputs.cluster.gpusPerNode)));
    return slowestPrice(c, kindsInUse(c),
                        [nodes](const TrainingContext& kind) { return 1.0 + kind.efficiency.stragglerPerDoubling * std::log2(nodes); });
}

double meanPeakFlops(const TrainingContext& c)
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

StepSeconds addUp(const PipelineTimes& pipeline, const DataParallelTimes& tail, const TrainingContext& c)
{
    const auto part = [&](WorkPart which) { return pipeline.fullest[static_cast<std::size_t>(which)]; };
    const double busy = std::accumulate(pipeline.fullest.begin(), pipeline.fullest.end(), 0.0);
    const double exposed = tail.exposedPerStep + tail.exposedPerMicrobatch * c.plan.microbatches + tiedEmbeddingSeconds(c);
    const double bubble = std::max(0.0, pipeline.withoutSends - busy);
    const double sends = std::max(0.0, pipeline.seconds - std::max(busy, pipeline.withoutSends)); // sums of many tasks differ in the last digits
    const double stragglers = (stragglerFactor(c) - 1.0) * (pipeline.seconds + exposed + tail.optimizerSeconds);
    StepSeconds seconds{{part(WorkPart::Compute), part(WorkPart::Recompute), part(WorkPart::Tp), part(WorkPart::Cp), part(WorkPart::Ep), sends,
                         exposed, bubble, tail.optimizerSeconds, part(WorkPart::Host) + stragglers}};
    seconds.total = std::accumulate(seconds.part.begin(), seconds.part.end(), 0.0);
    return seconds;
}

void addRates(TrainingReport& r, const StepTokens& step, const TrainingContext& c)
{
    const auto& [tokens, flops] = step;
    const double seconds = r.step.inSeconds();
    const double gpus = c.plan.mesh.ranks();
    const double peak = meanPeakFlops(c);
    r.modelFlops = Flops::fromFlops(3.0 * flops.causal() * tokens);
    r.tokensPerSecondPerGpu = tokens / seconds / gpus;
    r.modelFlopsPerSecondPerGpu = r.modelFlops.inFlops() / seconds / gpus;
    r.mfuCausal = r.modelFlopsPerSecondPerGpu / peak;
    r.mfu = 3.0 * flops.full() * tokens / seconds / gpus / peak;
    r.hfu = r.mfu * (1.0 + recomputeShare(c, flops) / 3.0);
}

} // namespace shardscape
