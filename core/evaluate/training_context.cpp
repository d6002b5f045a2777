// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/training_context.h"

namespace shardscape {
namespace {

std::vector<bool> stagesLeavingDomain(const TrainingContext& c)
{
    const DeviceMesh& mesh = c.plan.mesh;
    const int stages = c.plan.parallelism.pp;
    if (c.pp.domains <= 1 || c.pp.domains == c.pp.ranks)
        return std::vector<bool>(static_cast<std::size_t>(stages), c.pp.domains > 1);
    const int domain = scaleUpDomainGpus(c.inputs.cluster);
    std::vector<bool> leaves(static_cast<std::size_t>(stages), false);
    for (int rank = 0; rank < mesh.ranks(); ++rank) {
        Coordinate at = mesh.coordinateOf(rank);
        const auto stage = static_cast<std::size_t>(at.pp);
        at.pp = (at.pp + 1) % stages;
        if (mesh.gpuOf(rank) / domain != mesh.gpuOf(mesh.rankAt(at)) / domain)
            leaves[stage] = true;
    }
    return leaves;
}

} // namespace

TrainingShape trainingShape(const Plan& plan, const TrainingWorkload& workload, const SoftwareSpec& software)
{
    const Parallelism& p = plan.parallelism;
    TrainingShape shape;
    shape.sequence = workload.sequenceTokens;
    shape.batch = workload.microBatch;
    shape.tp = p.tp;
    shape.cp = p.cp;
    shape.ep = p.ep;
    shape.etp = plan.etp;
    shape.sequenceParallel = p.sequenceParallel && p.tp > 1;
    shape.imbalance = workload.moeImbalance;
    shape.precision = workload.precision;
    shape.unfusedAttention = workload.attention == AttentionImplementation::Unfused;
    shape.gradientBytes = bytesPerElement(workload.gradientDtype.value_or(software.gradientDtype));
    return shape;
}

TrainingContext trainingContext(const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload)
{
    const ClusterSpec& cluster = inputs.cluster;
    TrainingContext context{.plan = plan,
                            .inputs = inputs,
                            .workload = workload,
                            .efficiency = efficiencyOf(cluster.accelerator, inputs.software),
                            .shape = trainingShape(plan, workload, inputs.software),
                            .network = {},
                            .overlap = resolveOverlap(plan.parallelism.overlap, inputs.software),
                            .tp = shapeOf(GroupKind::Tp, plan, cluster),
                            .cp = shapeOf(GroupKind::Cp, plan, cluster),
                            .ep = shapeOf(GroupKind::Ep, plan, cluster),
                            .etp = shapeOf(GroupKind::Etp, plan, cluster),
                            .dataShard = shapeOf(GroupKind::DataShard, plan, cluster),
                            .dataReplica = shapeOf(GroupKind::DataReplica, plan, cluster),
                            .expertDp = shapeOf(GroupKind::ExpertDp, plan, cluster),
                            .pp = shapeOf(GroupKind::Pp, plan, cluster),
                            .stageLeavesDomain = {},
                            .unlike = {}};
    context.stageLeavesDomain = stagesLeavingDomain(context);
    context.network = stepNetwork(cluster, context.efficiency);
    if (!cluster.isMixed())
        return context;
    auto unlike = std::make_shared<UnlikeNodes<TrainingContext>>();
    unlike->use = kindUse(plan, cluster);
    for (int kind = 0; kind < static_cast<int>(cluster.kinds.size()); ++kind)
        unlike->inputs.push_back(inputsOfKind(inputs, kind));
    for (const Inputs& ofKind : unlike->inputs)
        unlike->contexts.push_back(trainingContext(plan, ofKind, workload));
    context.unlike = std::move(unlike);
    return context;
}

Problem endlessTime(const ClusterSpec& cluster)
{
    if (cluster.nic.count == 0)
        return {Severity::Error, "no-network", "/cluster", "groups of the plan span scale-up domains, but the cluster has no NICs",
                "keep every axis inside one domain, or choose a cluster with a network"};
    return {Severity::Error, "zero-rate", "/cluster", "a transfer or a memory pass never ends, since a bandwidth of the cluster is zero",
            "check the bandwidths of memory, links and NICs"};
}

} // namespace shardscape
