// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/cluster_lookup.h"
#include "io/hardware_json.h"
#include "io/scenario_sections.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {
namespace {

int nodesPerDomain(const ClusterSpec& cluster)
{
    return cluster.nodeFabric.kind == NodeFabricKind::NvSwitch ? std::max(1, cluster.nodeFabric.domainGpus / cluster.gpusPerNode) : 1;
}

std::string groupPath(std::size_t group) { return fmt::format("/node_groups/{}", group); }

void checkOverrides(const NodeGroupChoice& group, std::size_t index, Problems& problems)
{
    const auto overrides = parseJson(group.overridesJson.empty() ? "{}" : group.overridesJson);
    if (!overrides)
        return; // the group's own reading says so
    for (const auto& entry : overrides->items()) {
        const std::string path = entry.key();
        const std::string place = groupPath(index) + "/overrides/" + pointerToken(path);
        if (path == "out_of_order")
            problems.push_back({Severity::Error, "unknown-key", place, "GPUs out of order belong to the whole cluster",
                                "list them in /cluster/out_of_order"});
        if (index > 0 && path.substr(0, 9) == "scale_out")
            problems.push_back({Severity::Error, "unknown-key", place, "one network joins all groups, and it is not this group's",
                                "override it in the first group, or name another cluster's network in /cluster/scale_out"});
    }
}

/// Problems of `group` beside the first one.
void checkFit(const ClusterSpec& first, const ClusterSpec& group, std::size_t index, Problems& problems)
{
    const auto error = [&](std::string code, std::string key, std::string message, std::string hint) {
        problems.push_back({Severity::Error, std::move(code), groupPath(index) + key, std::move(message), std::move(hint)});
    };
    if (group.nic.count == 0)
        error("no-network", "/preset", fmt::format("nodes of {} have no NICs, so nothing joins them to the other groups", group.name),
              "choose a cluster with a network, or override nic and scale_out");
    if (group.gpusPerNode != first.gpusPerNode)
        error("group-node-size", "/preset",
              fmt::format("a node of {} has {} GPUs, but the first group's have {}", group.name, group.gpusPerNode, first.gpusPerNode),
              "choose groups with the same GPUs per node");
    if (nodesPerDomain(group) != nodesPerDomain(first))
        error("group-domain", "/preset",
              fmt::format("a scale-up domain of {} spans {} nodes, but the first group's span {}", group.name, nodesPerDomain(group),
                          nodesPerDomain(first)),
              "choose groups whose scale-up domains span as many nodes");
    else if (group.nodes % nodesPerDomain(group) != 0)
        error("group-domain", "/nodes",
              fmt::format("{} nodes are no whole scale-up domains of {} nodes", group.nodes, nodesPerDomain(group)),
              fmt::format("choose a multiple of {}", nodesPerDomain(group)));
}

std::optional<ScaleOutSpec> networkOf(const PresetLibrary& library, const ClusterChoice& choice, const ClusterSpec& first, Problems& problems)
{
    if (choice.scaleOut.empty())
        return first.scaleOut;
    const auto named = presetCluster(library, {.preset = choice.scaleOut, .nodes = 1, .overridesJson = {}, .inlineJson = {},
                                               .nodeGroups = {}, .scaleOut = {}, .outOfOrder = {}});
    if (!named) {
        for (Problem problem : named.error()) {
            problem.path = "/scale_out";
            problems.push_back(std::move(problem));
        }
        return std::nullopt;
    }
    if (named->scaleOut.kind != ScaleOutKind::None)
        return named->scaleOut;
    problems.push_back({Severity::Error, "no-network", "/scale_out", fmt::format("{} has no network", named->name),
                        "name a cluster preset that has one, such as dgx-h100"});
    return std::nullopt;
}

/// What makes nodes the same kind.
std::string fingerprint(ClusterSpec cluster)
{
    cluster.nodes = 1;
    cluster.outOfOrder.clear();
    return clusterToJson(cluster).dump();
}

ClusterSpec joined(const std::vector<ClusterSpec>& groups, const ScaleOutSpec& network, int nodes)
{
    ClusterSpec cluster;
    std::vector<std::string> known;
    std::vector<ClusterSpec> kinds;
    std::vector<std::int32_t> kindOfNode;
    std::string name;
    std::string source;
    for (ClusterSpec group : groups) {
        name += fmt::format("{}{} x {}", name.empty() ? "" : " + ", group.nodes, group.name);
        group.scaleOut = network;
        const std::string print = fingerprint(group);
        const auto at = std::find(known.begin(), known.end(), print);
        const auto kind = static_cast<std::int32_t>(at - known.begin());
        kindOfNode.insert(kindOfNode.end(), static_cast<std::size_t>(group.nodes), kind);
        if (at != known.end())
            continue;
        known.push_back(print);
        source += (source.empty() ? "" : "; ") + group.source;
        group.nodes = nodes;
        kinds.push_back(std::move(group));
    }
    cluster = kinds.front();
    if (kinds.size() == 1)
        return cluster;
    cluster.id = "node-groups";
    cluster.name = std::move(name);
    cluster.source = std::move(source);
    cluster.kinds = std::move(kinds);
    cluster.kindOfNode = std::move(kindOfNode);
    return cluster;
}

} // namespace

Result<ClusterSpec> mixedCluster(const PresetLibrary& library, const ClusterChoice& choice)
{
    Problems problems;
    std::vector<ClusterSpec> groups;
    long long nodes = 0;
    for (std::size_t i = 0; i < choice.nodeGroups.size(); ++i) {
        const NodeGroupChoice& group = choice.nodeGroups[i];
        nodes += group.nodes;
        checkOverrides(group, i, problems);
        auto spec = presetCluster(library, {.preset = group.preset, .nodes = group.nodes, .overridesJson = group.overridesJson,
                                            .inlineJson = {}, .nodeGroups = {}, .scaleOut = {}, .outOfOrder = {}});
        if (spec) {
            groups.push_back(std::move(*spec));
            continue;
        }
        for (Problem problem : spec.error()) {
            problem.path = groupPath(i) + problem.path;
            problems.push_back(std::move(problem));
        }
    }
    if (nodes > maxNodes)
        problems.push_back({Severity::Error, "cluster-size", "/node_groups", fmt::format("the groups have {} nodes together", nodes),
                            fmt::format("at most {} are supported", maxNodes)});
    if (!problems.empty())
        return failure(std::move(problems));
    if (groups.size() > 1)
        for (std::size_t i = 0; i < groups.size(); ++i)
            checkFit(groups.front(), groups[i], i, problems);
    const std::optional<ScaleOutSpec> network = networkOf(library, choice, groups.front(), problems);
    if (!problems.empty())
        return failure(std::move(problems));
    return joined(groups, *network, static_cast<int>(nodes));
}

Result<ClusterSpec> chosenCluster(const PresetLibrary& library, const ClusterChoice& choice)
{
    if (!choice.inlineJson.empty())
        return inlineCluster(library, choice.inlineJson);
    auto cluster = choice.nodeGroups.empty() ? presetCluster(library, choice) : mixedCluster(library, choice);
    if (!cluster)
        return cluster;
    Problems problems;
    for (std::size_t i = 0; i < choice.outOfOrder.size(); ++i) {
        const int gpu = choice.outOfOrder[i];
        if (gpu >= cluster->gpus())
            problems.push_back({Severity::Error, "out-of-range", fmt::format("/out_of_order/{}", i),
                                fmt::format("GPU {} of {}", gpu, cluster->gpus()), "GPUs are counted from 0"});
        else
            cluster->outOfOrder.push_back(gpu);
    }
    if (!problems.empty())
        return failure(std::move(problems));
    std::sort(cluster->outOfOrder.begin(), cluster->outOfOrder.end());
    cluster->outOfOrder.erase(std::unique(cluster->outOfOrder.begin(), cluster->outOfOrder.end()), cluster->outOfOrder.end());
    for (ClusterSpec& kind : cluster->kinds)
        kind.outOfOrder = cluster->outOfOrder;
    return cluster;
}

} // namespace shardscape
