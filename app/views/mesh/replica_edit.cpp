// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/replica_edit.h"

#include "views/mesh/placement_edit.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace shardscape {

namespace {

/// The dense grid alone, which does not depend on how experts fold over it.
DeviceMesh denseMesh(Parallelism parallelism)
{
    parallelism.ep = 1;
    parallelism.hsdpShard.reset();
    return DeviceMesh{parallelism, 1};
}

std::vector<int> ranksByGpu(const Plan& plan, int gpus)
{
    std::vector<int> ranks(static_cast<std::size_t>(gpus), -1);
    for (int rank = 0; rank < plan.mesh.ranks(); ++rank)
        if (const int gpu = plan.mesh.gpuOf(rank); gpu >= 0 && gpu < gpus)
            ranks[static_cast<std::size_t>(gpu)] = rank;
    return ranks;
}

/// While the scenario is illegal the mesh shows an older plan, whose ranks must not be counted with the new degrees.
bool isPlanOf(const Plan& plan, const Scenario& scenario)
{
    const Parallelism& a = plan.parallelism;
    const Parallelism& b = scenario.parallelism;
    return a.tp == b.tp && a.cp == b.cp && a.pp == b.pp && a.dp == b.dp && a.axisOrder == b.axisOrder;
}

tl::unexpected<Problems> illegalPlan()
{
    return failure({Severity::Error, "plan-illegal", "/parallelism", "The present degrees make no legal plan.",
                    "Undo, or choose degrees that fit the cluster first."});
}

QString counted(const char* one, const char* many, std::size_t count)
{
    return count == 1 ? QCoreApplication::translate("Mesh", one) : QCoreApplication::translate("Mesh", many).arg(count);
}

QString withDegrees(const QString& what, int before, int after)
{
    return QCoreApplication::translate("Mesh", "%1: data degree %2 → %3").arg(what).arg(before).arg(after);
}

/// The scenario with another number of replicas. \param before [replica after] = replica it was, -1 = a new one
/// \param fresh GPUs of the new replicas, replica by replica in rank order
Scenario withReplicas(const PlacedPlan& placed, const std::vector<int>& before, const std::vector<int>& fresh)
{
    Scenario after = placed.scenario;
    after.parallelism.dp = static_cast<int>(before.size());
    const DeviceMesh was = denseMesh(placed.plan.parallelism);
    const DeviceMesh is = denseMesh(after.parallelism);
    std::vector<std::vector<int>> newRanks(before.size());
    std::vector<int> placement(static_cast<std::size_t>(is.ranks()));
    for (int rank = 0; rank < is.ranks(); ++rank) {
        Coordinate c = is.coordinateOf(rank);
        const int source = before[static_cast<std::size_t>(c.dp)];
        if (source < 0) {
            newRanks[static_cast<std::size_t>(c.dp)].push_back(rank);
            continue;
        }
        c.dp = source;
        placement[static_cast<std::size_t>(rank)] = placed.plan.mesh.gpuOf(was.rankAt(c));
    }
    std::size_t next = 0;
    for (const std::vector<int>& replica : newRanks)
        for (const int rank : replica)
            placement[static_cast<std::size_t>(rank)] = fresh[next++];
    return withPlacement(after, std::move(placement));
}

} // namespace

std::vector<int> spareGpus(const Plan& plan, const ClusterSpec& cluster)
{
    const std::vector<int> ranks = ranksByGpu(plan, cluster.gpus());
    const std::set<int> broken(cluster.outOfOrder.begin(), cluster.outOfOrder.end());
    std::vector<int> spare;
    for (int gpu = 0; gpu < cluster.gpus(); ++gpu)
        if (ranks[static_cast<std::size_t>(gpu)] < 0 && broken.count(gpu) == 0)
            spare.push_back(gpu);
    return spare;
}

int replicaGpus(const Parallelism& p)
{
    return static_cast<int>(Parallelism{.tp = p.tp, .cp = p.cp, .pp = p.pp}.worldSize());
}

Result<ReplicaEdit> withMoreReplicas(const PlacedPlan& placed, const std::vector<int>& wanted)
{
    if (!isPlanOf(placed.plan, placed.scenario))
        return illegalPlan();
    const Parallelism& p = placed.plan.parallelism;
    const int each = replicaGpus(p);
    const int more = std::max(1, static_cast<int>(wanted.size()) / each);
    const std::vector<int> spare = spareGpus(placed.plan, placed.inputs.cluster);
    const auto needed = static_cast<std::size_t>(more) * static_cast<std::size_t>(each);
    if (spare.size() < needed)
        return failure({Severity::Error, "too-few-spares", "/parallelism/dp",
                        "A replica takes " + std::to_string(each) + " GPUs; " + std::to_string(spare.size()) + " are unused.",
                        "Lower tp, cp or pp, or add nodes."});
    std::vector<int> fresh;
    for (const int gpu : wanted)
        if (std::binary_search(spare.begin(), spare.end(), gpu) && fresh.size() < needed)
            fresh.push_back(gpu);
    const std::set<int> first(fresh.begin(), fresh.end());
    for (std::size_t i = 0; i < spare.size() && fresh.size() < needed; ++i)
        if (first.count(spare[i]) == 0)
            fresh.push_back(spare[i]);
    std::vector<int> before(static_cast<std::size_t>(p.dp + more), -1);
    for (int replica = 0; replica < p.dp; ++replica)
        before[static_cast<std::size_t>(replica)] = replica;
    ReplicaEdit edit{withReplicas(placed, before, fresh), fresh, {}};
    if (const Result<Plan> plan = resolvePlan(edit.after, placed.inputs); !plan)
        return tl::unexpected(plan.error());
    edit.text = withDegrees(counted(QT_TRANSLATE_NOOP("Mesh", "Use one more GPU"), QT_TRANSLATE_NOOP("Mesh", "Use %1 more GPUs"), needed),
                            p.dp, p.dp + more);
    return edit;
}

Result<ReplicaEdit> withoutReplicasOf(const PlacedPlan& placed, const std::vector<int>& gpus)
{
    if (!isPlanOf(placed.plan, placed.scenario))
        return illegalPlan();
    const Parallelism& p = placed.plan.parallelism;
    const std::vector<int> ranks = ranksByGpu(placed.plan, placed.inputs.cluster.gpus());
    std::set<int> leaving;
    for (const int gpu : gpus)
        if (const int rank = ranks[static_cast<std::size_t>(gpu)]; rank >= 0)
            leaving.insert(placed.plan.mesh.coordinateOf(rank).dp);
    if (leaving.empty())
        return failure({Severity::Error, "no-replica", "/parallelism/dp", "No rank sits there.", "Choose GPUs that carry ranks."});
    std::vector<int> before;
    for (int replica = 0; replica < p.dp; ++replica)
        if (leaving.count(replica) == 0)
            before.push_back(replica);
    if (before.empty())
        return failure({Severity::Error, "last-replica", "/parallelism/dp", "These are all replicas; one must stay.",
                        "Lower tp, cp or pp to use fewer GPUs."});
    ReplicaEdit edit{withReplicas(placed, before, {}), {}, {}};
    if (const Result<Plan> plan = resolvePlan(edit.after, placed.inputs); !plan)
        return tl::unexpected(plan.error());
    for (std::size_t gpu = 0; gpu < ranks.size(); ++gpu)
        if (ranks[gpu] >= 0 && leaving.count(placed.plan.mesh.coordinateOf(ranks[gpu]).dp) > 0)
            edit.gpus.push_back(static_cast<int>(gpu));
    edit.text = withDegrees(counted(QT_TRANSLATE_NOOP("Mesh", "Release one GPU"), QT_TRANSLATE_NOOP("Mesh", "Release %1 GPUs"), edit.gpus.size()),
                            p.dp, static_cast<int>(before.size()));
    return edit;
}

} // namespace shardscape
