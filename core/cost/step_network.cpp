// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/step_network.h"

#include <algorithm>
#include <limits>
#include <map>

namespace shardscape {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

int domainGpus(const ClusterSpec& cluster) { return std::max({1, cluster.gpusPerNode, cluster.nodeFabric.domainGpus}); }

GroupSpan spanOf(const std::vector<int>& ranks, const DeviceMesh& mesh, int domain)
{
    std::map<int, int> perDomain;
    for (const int rank : ranks)
        ++perDomain[mesh.gpuOf(rank) / domain];
    int fewest = static_cast<int>(ranks.size());
    for (const auto& [index, count] : perDomain)
        fewest = std::min(fewest, count);
    return {static_cast<int>(ranks.size()), std::max(1, fewest), static_cast<int>(std::max<std::size_t>(1, perDomain.size()))};
}

double linkRate(const ClusterSpec& cluster)
{
    const NodeFabricSpec& fabric = cluster.nodeFabric;
    const double bundle = fabric.linksPerGpu * fabric.linkBandwidth.inBytesPerSecond();
    switch (fabric.kind) {
    case NodeFabricKind::NvSwitch:
    case NodeFabricKind::HybridCubeMesh:
    case NodeFabricKind::NvLinkMesh:
    case NodeFabricKind::XgmiMesh:
    case NodeFabricKind::Torus: return bundle;
    case NodeFabricKind::NvLinkBridges:
    case NodeFabricKind::Pcie: return fabric.pcieBandwidth.inBytesPerSecond();
    case NodeFabricKind::Single: return std::max(bundle, fabric.pcieBandwidth.inBytesPerSecond());
    }
    return bundle;
}

double between(const StepNetwork& n, const GroupSpan& span, double wire)
{
    if (n.nic <= 0)
        return infinite;
    const double nicTime = wire / span.perDomain / (n.nic * n.nicShare);
    const double linkTime = span.perDomain > 1 ? wire / (n.link * n.gatherShare) : 0.0;
    return std::max(nicTime, linkTime) + n.nicAlphaSeconds * (1.0 + 0.02 * span.size / span.perDomain);
}

} // namespace

GroupSpan groupSpan(const DeviceMesh& mesh, GroupKind kind, const ClusterSpec& cluster)
{
    const int domain = domainGpus(cluster);
    GroupSpan worst = spanOf(mesh.groupOf(kind, 0), mesh, domain);
    if (!mesh.isPermuted())
        return worst;
    for (int rank = 1; rank < mesh.ranks(); ++rank) {
        const std::vector<int> group = mesh.groupOf(kind, rank);
        if (group.front() != rank)
            continue;
        const GroupSpan span = spanOf(group, mesh, domain);
        if (span.perDomain < worst.perDomain || (span.perDomain == worst.perDomain && span.domains > worst.domains))
            worst = span;
    }
    return worst;
}

StepNetwork stepNetwork(const ClusterSpec& cluster, const Efficiency& e)
{
    StepNetwork network;
    network.link = linkRate(cluster);
    network.nic = cluster.gpusPerNode > 0 ? cluster.nic.count * cluster.nic.bandwidth.inBytesPerSecond() / cluster.gpusPerNode : 0.0;
    network.gatherShare = e.linkGather;
    network.reduceShare = e.linkReduce;
    network.alphaSeconds = e.linkAlphaSeconds;
    network.nicShare = e.nicShare;
    network.nicAlphaSeconds = e.nicAlphaSeconds;
    return network;
}

double gatherSeconds(const StepNetwork& n, const GroupSpan& span, double bytes)
{
    if (span.size <= 1 || bytes <= 0)
        return 0.0;
    const double wire = bytes * (span.size - 1) / span.size;
    return span.domains > 1 ? between(n, span, wire) : wire / (n.link * n.gatherShare) + n.alphaSeconds;
}

double allReduceSeconds(const StepNetwork& n, const GroupSpan& span, double bytes)
{
    if (span.size <= 1 || bytes <= 0)
        return 0.0;
    const double wire = 2.0 * bytes * (span.size - 1) / span.size;
    return span.domains > 1 ? between(n, span, wire) + n.nicAlphaSeconds * 0.5 : wire / (n.link * n.reduceShare) + 1.5 * n.alphaSeconds;
}

double sendSeconds(const StepNetwork& n, bool acrossDomains, double bytes)
{
    if (!acrossDomains)
        return bytes / (n.link * n.gatherShare) + 0.3 * n.alphaSeconds;
    return n.nic > 0 ? bytes / (n.nic * n.nicShare) + 0.3 * n.nicAlphaSeconds : infinite;
}

} // namespace shardscape
