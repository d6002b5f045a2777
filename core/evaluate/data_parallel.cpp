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

/// All-reduce of gradient shards over the replicas of an HSDP shard group.
double replicaSeconds(const DataParallelVolume& v, const TrainingContext& c)
{
    return allReduceSeconds(c.network, c.dataReplica, v.denseGradients / c.dataShard.ranks);
}

double reduceSeconds(const DataParallelVolume& v, const TrainingContext& c)
{
    const auto collective = gradientCollective(c) == CollectiveOp::AllReduce ? allReduceSeconds : gatherSeconds;
    return collective(c.network, c.dataShard, v.denseGradients) + collective(c.network, c.expertDp, v.expertGradients);
}

double parameterSeconds(const DataParallelVolume& v, const TrainingContext& c)
{
    if (c.plan.parallelism.zeroStage == 0)
        return 0.0;
    return gatherSeconds(c.network, c.dataShard, v.denseParameters) + gatherSeconds(c.network, c.expertDp, v.expertParameters);
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

CollectiveOp gradientCollective(const TrainingContext& c)
{
    const int zero = c.plan.parallelism.zeroStage;
    const bool whole = zero == 0 || (zero < 3 && c.efficiency.zeroAllReduce > 0.0);
    return whole ? CollectiveOp::AllReduce : CollectiveOp::ReduceScatter;
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
    const double owned = parameters.dense / (sharded ? c.dataShard.ranks : 1) + parameters.experts / (sharded ? c.expertDp.ranks : 1);
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
