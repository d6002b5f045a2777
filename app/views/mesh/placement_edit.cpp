// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/placement_edit.h"

#include "plan/legality.h"
#include "plan/mesh.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <numeric>

namespace shardscape {

namespace {

/// Files may mark GPUs in the overrides too; the cluster's own list takes their place.
std::string withoutOutOfOrder(const std::string& overridesJson)
{
    QJsonObject overrides = QJsonDocument::fromJson(QByteArray::fromStdString(overridesJson)).object();
    if (!overrides.contains(QStringLiteral("out_of_order")))
        return overridesJson;
    overrides.remove(QStringLiteral("out_of_order"));
    return overrides.isEmpty() ? std::string() : QJsonDocument(overrides).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

std::vector<int> placementOf(const Scenario& scenario, int ranks)
{
    if (scenario.placement)
        return *scenario.placement;
    std::vector<int> placement(static_cast<std::size_t>(ranks));
    std::iota(placement.begin(), placement.end(), 0);
    return placement;
}

std::vector<int> ranksOnGpus(const std::vector<int>& placement, int gpus)
{
    std::vector<int> ranks(static_cast<std::size_t>(gpus), -1);
    for (std::size_t rank = 0; rank < placement.size(); ++rank)
        if (placement[rank] >= 0 && placement[rank] < gpus)
            ranks[static_cast<std::size_t>(placement[rank])] = static_cast<int>(rank);
    return ranks;
}

Scenario withPlacement(const Scenario& scenario, std::vector<int> placement)
{
    Scenario after = scenario;
    bool identity = scenario.cluster.outOfOrder.empty();
    for (std::size_t rank = 0; rank < placement.size(); ++rank)
        identity = identity && placement[rank] == static_cast<int>(rank);
    if (identity)
        after.placement.reset();
    else
        after.placement = std::move(placement);
    return after;
}

std::vector<int> swapped(const std::vector<int>& placement, int gpuA, int gpuB)
{
    std::vector<int> result = placement;
    for (int& gpu : result) {
        if (gpu == gpuA)
            gpu = gpuB;
        else if (gpu == gpuB)
            gpu = gpuA;
    }
    return result;
}

Result<std::vector<int>> blockTargets(const MeshGeometry& geometry, const std::vector<int>& block, QPoint shift,
                                      const std::vector<int>& outOfOrder)
{
    std::vector<int> targets;
    for (const int gpu : block) {
        const std::optional<int> target = geometry.gpuAtGrid(geometry.gridOf(gpu) + shift);
        if (!target)
            return failure({Severity::Error, "block-off-mesh", "/placement", "GPU " + std::to_string(gpu) + " would leave the mesh.",
                            "Drop the block where all of its cells land on GPUs."});
        if (std::find(outOfOrder.begin(), outOfOrder.end(), *target) != outOfOrder.end())
            return failure({Severity::Error, "gpu-out-of-order", "/placement", "GPU " + std::to_string(*target) + " is out of order.",
                            "Drop the block elsewhere or put the GPU back in order."});
        targets.push_back(*target);
    }
    return targets;
}

std::vector<int> blockMoved(const std::vector<int>& placement, const std::vector<int>& from, const std::vector<int>& to, int gpus)
{
    // destination[g] = where the occupant of GPU g goes.
    std::vector<int> destination(static_cast<std::size_t>(gpus));
    std::iota(destination.begin(), destination.end(), 0);
    for (std::size_t i = 0; i < from.size(); ++i)
        destination[static_cast<std::size_t>(from[i])] = to[i];
    std::vector<int> sources = from;
    std::vector<int> targets = to;
    std::sort(sources.begin(), sources.end());
    std::sort(targets.begin(), targets.end());
    std::vector<int> displaced;
    std::vector<int> vacated;
    std::set_difference(targets.begin(), targets.end(), sources.begin(), sources.end(), std::back_inserter(displaced));
    std::set_difference(sources.begin(), sources.end(), targets.begin(), targets.end(), std::back_inserter(vacated));
    for (std::size_t i = 0; i < displaced.size(); ++i)
        destination[static_cast<std::size_t>(displaced[i])] = vacated[i];
    std::vector<int> result = placement;
    for (int& gpu : result)
        if (gpu >= 0 && gpu < gpus)
            gpu = destination[static_cast<std::size_t>(gpu)];
    return result;
}

Result<Scenario> withOutOfOrder(const Scenario& scenario, std::vector<int> broken, const std::vector<int>& shown,
                                ClusterSpec cluster)
{
    if (!scenario.cluster.inlineJson.empty())
        return failure({Severity::Error, "cluster-inline", "/cluster", "The cluster is described in the scenario itself.",
                        "Change \"out_of_order\" in its description."});
    std::sort(broken.begin(), broken.end());
    const int gpus = cluster.gpus();
    std::vector<int> placement = shown;
    const std::vector<int> before = ranksOnGpus(placement, gpus);
    int free = 0;
    for (const int gpu : broken) {
        if (gpu < 0 || gpu >= gpus || before[static_cast<std::size_t>(gpu)] < 0)
            continue;
        while (free < gpus && (before[static_cast<std::size_t>(free)] >= 0 || std::binary_search(broken.begin(), broken.end(), free)))
            ++free;
        if (free < gpus)
            placement[static_cast<std::size_t>(before[static_cast<std::size_t>(gpu)])] = free++;
    }
    Scenario after = scenario;
    after.cluster.overridesJson = withoutOutOfOrder(after.cluster.overridesJson);
    after.cluster.outOfOrder = broken;
    cluster.outOfOrder = std::move(broken);
    const DeviceMesh unplaced{scenario.parallelism, 1, defaultPlacement(static_cast<long long>(shown.size()), cluster)};
    bool isDefault = true;
    for (std::size_t rank = 0; rank < placement.size(); ++rank)
        isDefault = isDefault && unplaced.gpuOf(static_cast<int>(rank)) == placement[rank];
    after.placement = isDefault ? std::nullopt : std::optional{std::move(placement)};
    return after;
}

} // namespace shardscape
