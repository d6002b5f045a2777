// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/data_parallel.h"

#include "cost/elementwise.h"

#include <algorithm>
#include <cmath>
#include <limits>

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
    const auto share = [&c](const GroupShape& group) { return group.domains > 1 ? c.efficiency.zeroReduceShare : 1.0; };
    return collective(c.network, c.dataShard, v.denseGradients) / share(c.dataShard) +
           collective(c.network, c.expertDp, v.expertGradients) / share(c.expertDp);
}

double parameterSeconds(const DataParallelVolume& v, const TrainingContext& c)
{
    if (c.plan.parallelism.zeroStage == 0)
        return 0.0;
    return gatherSeconds(c.network, c.dataShard, v.denseParameters) + gatherSeconds(c.network, c.expertDp, v.expertParameters);
}

/// Share of one bucket in the parameters of a group: 40 M elements, or 1 M per rank where that is more (Megatron-Core,
/// distributed_data_parallel.py).
double bucketShare(double parameters, const GroupShape& group)
{
    constexpr double smallestBucket = 40e6;
    constexpr double elementsPerRank = 1e6;
    return parameters <= 0.0 ? 1.0 : std::min(1.0, std::max(smallestBucket, elementsPerRank * group.ranks) / parameters);
}

/// Cuts the transfers into buckets: each starts anew, and the last gradients and the first parameters have nothing to hide under.
void cutIntoBuckets(DataParallelTimes& t, const RankParameters& parameters, const TrainingContext& c)
{
    if (!c.overlap.dp || c.dataShard.ranks <= 1 || parameters.dense <= 0.0)
        return;
    const double share = bucketShare(parameters.dense, c.dataShard);
    const double restarts = (1.0 / share - 1.0) * gatherSeconds(c.network, c.dataShard, 1.0);
    t.reduceSeconds += restarts;
    t.gatherSeconds += t.gatherSeconds > 0.0 ? restarts : 0.0;
    t.lastReduce = share * t.reduceSeconds;
    t.firstGather = share * t.gatherSeconds;
}

/// copyShare() of the dense and the expert group's parameters together, by their transfer times.
double meanCopyShare(const DataParallelVolume& v, const TrainingContext& c)
{
    const double dense = gatherSeconds(c.network, c.dataShard, v.denseParameters);
    const double experts = gatherSeconds(c.network, c.expertDp, v.expertParameters);
    if (dense + experts <= 0.0 || !std::isfinite(dense + experts))
        return 1.0;
    return (dense * copyShare(c.network, c.dataShard) + experts * copyShare(c.network, c.expertDp)) / (dense + experts);
}

/// Traffic beside the forward and the backward passes, and the share of its hidden part that they lose.
struct PassTraffic {
    double forward = 0, backward = 0;
    double hidingShare = 0;
};

/// An optimizer in host memory (ZeRO-Offload, Ren et al. 2021, arXiv 2101.06840): the rank's summed gradients go to the host beside the last
/// backward pass, the processors update, parameters come back as they are ready.
double hostUpdateSeconds(double owned, double windowBackward, const TrainingContext& c)
{
    const ClusterSpec& cluster = c.inputs.cluster;
    const double link = cluster.nodeFabric.pcieBandwidth.inBytesPerSecond() * c.efficiency.offloadLinkShare;
    if (link <= 0.0)
        return std::numeric_limits<double>::infinity();
    const double toHost = owned * gradientBytes(c) / link;
    const double toDevice = owned * parameterBytes / link;
    const double update = owned * std::max(1, cluster.gpusPerNode) / c.efficiency.hostAdamParametersPerSecond;
    return std::max(0.0, toHost - (c.overlap.dp ? windowBackward : 0.0)) + std::max(update, toDevice);
}

/// Splits the traffic into what its window hides and what shows.
void show(DataParallelTimes& t, const PassTraffic& traffic, const TrainingContext& c)
{
    t.gatherShown = c.overlap.dp ? std::max(t.firstGather, traffic.forward - t.windowForward) : traffic.forward;
    t.reduceShown = c.overlap.dp ? std::max(t.lastReduce, traffic.backward - t.windowBackward) : traffic.backward;
    t.gatherHidden = traffic.forward - t.gatherShown;
    t.reduceHidden = traffic.backward - t.reduceShown;
    t.hidingCost = traffic.hidingShare * (t.gatherHidden + t.reduceHidden);
}

void exposeFsdp(DataParallelTimes& t, double forward, double backward, double copyShare, const TrainingContext& c)
{
    const Efficiency& e = c.efficiency;
    t.windowForward = e.fsdpWindow * forward;
    t.windowBackward = e.fsdpWindow * backward;
    show(t, {.forward = t.gatherSeconds, .backward = t.gatherSeconds + t.reduceSeconds, .hidingShare = e.hiddenFsdpCost * copyShare}, c);
    if (c.plan.parallelism.pp > 1)
        return;
    t.exposedPerMicrobatch = t.reduceShown + t.gatherShown + t.hidingCost;
    t.reduceShown = t.gatherShown = t.reduceHidden = t.gatherHidden = t.hidingCost = 0.0; // nothing of it comes once per step
}

void exposeOnce(DataParallelTimes& t, double forward, double backward, const TrainingContext& c)
{
    const Parallelism& p = c.plan.parallelism;
    const double share = p.pp == 1 ? 1.0 : p.vpp > 1 ? (p.vpp - 1.0) / p.vpp * p.pp : 0.5;
    t.windowForward = share * forward;
    t.windowBackward = share * backward;
    show(t, {.forward = t.gatherSeconds, .backward = t.reduceSeconds, .hidingShare = c.efficiency.hiddenDpCost}, c);
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
    const bool onHost = c.workload.offload;
    t.optimizerSeconds = optimizerSeconds(onHost ? 0.0 : owned, local, c.workload.optimizer, c.efficiency);
    if (c.plan.parallelism.zeroStage == 3) {
        t.replicaSeconds = replicaSeconds(volume, c);
        exposeFsdp(t, forward, backward, meanCopyShare(volume, c), c);
    } else {
        cutIntoBuckets(t, parameters, c);
        exposeOnce(t, forward, backward, c);
    }
    if (onHost)
        t.hostUpdateSeconds = hostUpdateSeconds(owned, t.windowBackward, c);
    t.optimizerSeconds += t.hostUpdateSeconds;
    t.exposedPerStep = t.reduceShown + t.gatherShown + t.hidingCost + t.replicaSeconds;
    return t;
}

} // namespace shardscape
