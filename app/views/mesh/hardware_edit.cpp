// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/hardware_edit.h"

#include "views/mesh/placement_edit.h"

#include <algorithm>
#include <set>

namespace shardscape {

namespace {

tl::unexpected<Problems> inlineCluster()
{
    return failure({Severity::Error, "cluster-inline", "/cluster", "The cluster is described in the scenario itself.",
                    "Change its description, or choose a cluster preset."});
}

tl::unexpected<Problems> lastNode()
{
    return failure({Severity::Error, "last-node", "/cluster", "The last node, or the last of its kind, cannot be removed here.",
                    "Choose another cluster, or remove the group in the scenario panel."});
}

/// The number of nodes that the choice counts for a node of the cluster.
int& countOf(ClusterChoice& cluster, int node)
{
    for (NodeGroupChoice& group : cluster.nodeGroups) {
        if (node < group.nodes)
            return group.nodes;
        node -= group.nodes;
    }
    return cluster.nodes;
}

/// Places on GPUs that are gone are filled with the first free ones; false when there are too few.
bool refill(std::vector<int>& placement, int gpus, const std::vector<int>& broken)
{
    std::vector<char> taken(static_cast<std::size_t>(gpus), 0);
    for (const std::vector<int>* list : {static_cast<const std::vector<int>*>(&placement), &broken})
        for (const int gpu : *list)
            if (gpu >= 0)
                taken[static_cast<std::size_t>(gpu)] = 1;
    std::size_t free = 0;
    for (int& gpu : placement) {
        if (gpu >= 0)
            continue;
        while (free < taken.size() && taken[free] != 0)
            ++free;
        if (free == taken.size())
            return false;
        gpu = static_cast<int>(free);
        taken[free] = 1;
    }
    return true;
}

} // namespace

Result<Scenario> withNodeAdded(const Scenario& scenario)
{
    if (!scenario.cluster.inlineJson.empty())
        return inlineCluster();
    Scenario after = scenario;
    if (after.cluster.nodeGroups.empty())
        ++after.cluster.nodes;
    else
        ++after.cluster.nodeGroups.back().nodes;
    return after;
}

Result<Scenario> withNodesRemoved(const Scenario& scenario, const ClusterSpec& cluster, const std::vector<int>& nodes)
{
    if (!scenario.cluster.inlineJson.empty())
        return inlineCluster();
    const std::set<int> gone(nodes.begin(), nodes.end());
    Scenario after = scenario;
    for (auto node = gone.rbegin(); node != gone.rend(); ++node) // from the end, so that the groups before still count right
        if (--countOf(after.cluster, *node) < 1)
            return lastNode();
    std::vector<int> moved(static_cast<std::size_t>(cluster.gpus()), -1); // [GPU] = its number afterwards
    int next = 0;
    for (int gpu = 0; gpu < cluster.gpus(); ++gpu)
        if (gone.count(cluster.nodeOf(gpu)) == 0)
            moved[static_cast<std::size_t>(gpu)] = next++;
    const auto movedTo = [&moved](int gpu) {
        return gpu >= 0 && gpu < static_cast<int>(moved.size()) ? moved[static_cast<std::size_t>(gpu)] : -1;
    };
    std::vector<int> broken;
    for (const int gpu : scenario.cluster.outOfOrder)
        if (const int to = movedTo(gpu); to >= 0)
            broken.push_back(to);
    after.cluster.outOfOrder = broken;
    if (!scenario.placement)
        return after;
    std::vector<int> placement = *scenario.placement;
    std::transform(placement.begin(), placement.end(), placement.begin(), movedTo);
    if (!refill(placement, next, broken)) {
        after.placement.reset();
        return after;
    }
    return withPlacement(after, std::move(placement));
}

} // namespace shardscape
