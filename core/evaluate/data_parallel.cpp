// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/data_parallel.h"

#include "cost/elementwise.h"

#include <algorithm>

namespace shardscape {
namespace {

constexpr double parameterBytes = 2.0;

double gradientBytes(const TrainingContext& c)
{
    return bytesPerElement(c.workload.gradientDtype.value_or(c.inputs.software.gradientDtype));
}

/// Span of an FSDP shard group: the inner part of the data-parallel group.
GroupShape shardSpan(const TrainingContext& c)
{
    GroupShape span = c.dpCp;
    if (c.plan.parallelism.zeroStage == 3 && c.plan.parallelism.hsdpShard) {
        span.ranks = std::min(span.ranks, *c.plan.parallelism.hsdpShard);
        span.minRanksPerDomain = std::min(span.minRanksPerDomain, span.ranks);
        span.domains = (span.ranks + span.minRanksPerDomain - 1) / span.minRanksPerDomain;
    }
    return span;
}

/// All-reduce of gradient shards over the replicas of an HSDP shard group.
double replicaSeconds(const DataParallelVolume& v, const TrainingContext& c)
{
    const GroupShape shards = shardSpan(c);
    if (shards.ranks >= c.dpCp.ranks)
        return 0.0;
    const int replicas = c.dpCp.ranks / shards.ranks;
    GroupShape span = c.dpCp;
    span.ranks = replicas;
    span.domains = c.dpCp.domains > 1 ? replicas : 1;
    span.ranksPerDomain = span.minRanksPerDomain = c.dpCp.domains > 1 ? 1 : replicas;
    return allReduceSeconds(c.network, span, v.denseGradients / shards.ranks);
}

double reduceSeconds(const DataParallelVolume& v, const TrainingContext& c)
{
    const int zero = c.plan.parallelism.zeroStage;
    if (zero == 3)
        return gatherSeconds(c.network, shardSpan(c), v.denseGradients) + gatherSeconds(c.network, c.expertDp, v.expertGradients);
    const bool whole = zero == 0 || c.efficiency.zeroAllReduce > 0.0;
    const auto collective = whole ? allReduceSeconds : gatherSeconds;
    return collective(c.network, c.dpCp, v.denseGradients) + collective(c.network, c.expertDp, v.expertGradients);
}

double parameterSeconds(const DataParallelVolume& v, const TrainingContext& c)
{
    if (c.plan.parallelism.zeroStage == 0)
        return 0.0;
    const GroupShape span = c.plan.parallelism.zeroStage == 3 ? shardSpan(c) : c.dpCp;
    return gatherSeconds(c.network, span, v.denseParameters) + gatherSeconds(c.network, c.expertDp, v.expertParameters);
}

void exposeFsdp(DataParallelTimes& t, double forward, double backward, const TrainingContext& c)
{
    const Efficiency& e = c.efficiency;
    t.windowForward = e.fsdpWindow * forward;
    t.windowBackward = e.fsdpWindow * backward;
    const double traffic = 2.0 * t.gatherSeconds + t.reduceSeconds;
    const double shown =
        std::max(0.0, t.gatherSeconds - t.windowForward) + std::max(0.0, t.gatherSeconds + t.reduceSeconds - t.windowBackward);
    const double exposed = c.overlap.dp ? shown + e.hiddenFsdpCost * (traffic - shown) : traffic;
    if (c.plan.parallelism.pp > 1)
        t.exposedPerStep += exposed;
    else
        t.exposedPerMicrobatch = exposed;
}

void exposeOnce(DataParallelTimes& t, double forward, double backward, const TrainingContext& c)
{
    const Parallelism& p = c.plan.parallelism;
    const double share = p.pp == 1 ? 1.0 : p.vpp > 1 ? (p.vpp - 1.0) / p.vpp * p.pp : 0.5;
    t.windowForward = share * forward;
    t.windowBackward = share * backward;
    const double traffic = t.reduceSeconds + t.gatherSeconds;
    const double shown = std::max(0.0, t.reduceSeconds - t.windowBackward) + std::max(0.0, t.gatherSeconds - t.windowForward);
    t.exposedPerStep += c.overlap.dp ? shown + c.efficiency.hiddenDpCost * (traffic - shown) : traffic;
}

} // namespace

double tiedEmbeddingBytes(const TrainingContext& c)
{
    const TransformerSpec& model = c.inputs.model;
    if (!model.tiedEmbeddings || c.plan.layout.stages == 1)
        return 0.0;
    return static_cast<double>(model.vocabulary) * model.hidden / c.shape.tp * gradientBytes(c);
}

DataParallelVolume dataParallelVolume(const RankParameters& parameters, const TrainingContext& c)
{
    const double gradient = gradientBytes(c);
    return {parameters.dense * gradient, parameters.dense * parameterBytes, parameters.experts * gradient,
            parameters.experts * parameterBytes};
}

DataParallelTimes dataParallelTimes(const RankParameters& parameters, double forward, double backward, const TrainingContext& c)
{
    const DataParallelVolume volume = dataParallelVolume(parameters, c);
    DataParallelTimes t;
    t.reduceSeconds = reduceSeconds(volume, c);
    t.gatherSeconds = parameterSeconds(volume, c);
    const bool sharded = c.plan.parallelism.zeroStage >= 1;
    const double owned = parameters.dense / (sharded ? c.dpCp.ranks : 1) + parameters.experts / (sharded ? c.expertDp.ranks : 1);
    const double local = c.plan.parallelism.zeroStage == 3 ? owned : parameters.total();
    t.optimizerSeconds = optimizerSeconds(owned, local, c.workload.optimizer, c.efficiency);
    if (c.plan.parallelism.zeroStage == 3) {
        t.exposedPerStep = replicaSeconds(volume, c);
        exposeFsdp(t, forward, backward, c);
    } else {
        exposeOnce(t, forward, backward, c);
    }
    return t;
}

} // namespace shardscape
