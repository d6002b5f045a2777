// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/node_kinds.h"

namespace shardscape {
namespace {

bool spansKinds(const Plan& plan, const ClusterSpec& cluster, GroupKind group)
{
    if (plan.mesh.groupSize(group) < 2)
        return false;
    const auto kindOf = [&](int rank) { return cluster.kindAt(cluster.nodeOf(plan.mesh.gpuOf(rank))); };
    for (int rank = 0; rank < plan.mesh.ranks(); ++rank) {
        const std::vector<int> members = plan.mesh.groupOf(group, rank);
        if (members.front() == rank &&
            std::any_of(members.begin(), members.end(), [&](int member) { return kindOf(member) != kindOf(rank); }))
            return true;
    }
    return false;
}

void addReplica(KindUse& use, std::vector<KindSet> ofStage)
{
    const auto known =
        std::find_if(use.classes.begin(), use.classes.end(), [&](const ReplicaClass& other) { return other.ofStage == ofStage; });
    if (known != use.classes.end())
        ++known->replicas;
    else
        use.classes.push_back({1, std::move(ofStage)});
}

} // namespace

KindUse kindUse(const Plan& plan, const ClusterSpec& cluster)
{
    const auto stages = static_cast<std::size_t>(plan.layout.stages);
    KindUse use;
    use.ofStage.assign(stages, 0);
    std::vector<std::vector<KindSet>> ofReplica(static_cast<std::size_t>(plan.parallelism.dp), std::vector<KindSet>(stages, 0));
    for (int rank = 0; rank < plan.mesh.ranks(); ++rank) {
        const Coordinate at = plan.mesh.coordinateOf(rank);
        const KindSet kind = 1U << cluster.kindAt(cluster.nodeOf(plan.mesh.gpuOf(rank)));
        use.ofStage[static_cast<std::size_t>(at.pp)] |= kind;
        ofReplica[static_cast<std::size_t>(at.dp)][static_cast<std::size_t>(at.pp)] |= kind;
        use.all |= kind;
    }
    const int foldedRanks = plan.parallelism.tp * plan.parallelism.cp;
    if (plan.parallelism.ep * plan.etp > foldedRanks) // replicas share their experts and go in step
        use.classes.push_back({plan.parallelism.dp, use.ofStage});
    else
        for (std::vector<KindSet>& replica : ofReplica)
            addReplica(use, std::move(replica));
    for (const GroupKind group : {GroupKind::Tp, GroupKind::Cp, GroupKind::Ep, GroupKind::Etp})
        use.insideLayers = use.insideLayers || spansKinds(plan, cluster, group);
    return use;
}

Inputs inputsOfKind(const Inputs& inputs, int kind)
{
    return {inputs.model, inputs.cluster.ofKind(kind), inputs.software, inputs.notes};
}

} // namespace shardscape
