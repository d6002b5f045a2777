// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/group_shape.h"

#include "cost/network_slowdown.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace shardscape {

namespace {

/// Rate of the links of DGX-1V between two GPUs in units of one link; mirrors the wiring of the fabric builder.
int cubeLanes(int a, int b)
{
    constexpr int lanes[8][8] = {{0, 1, 1, 2, 2, 0, 0, 0}, {1, 0, 2, 1, 0, 2, 0, 0}, {1, 2, 0, 2, 0, 0, 1, 0}, {2, 1, 2, 0, 0, 0, 0, 1},
                                 {2, 0, 0, 0, 0, 1, 1, 2}, {0, 2, 0, 0, 1, 0, 2, 1}, {0, 0, 1, 0, 1, 2, 0, 2}, {0, 0, 0, 1, 2, 1, 2, 0}};
    return lanes[a % 8][b % 8];
}

struct Port {
    BytesPerSecond rate;
    bool overPcie = false;
};

Port cubePort(const ClusterSpec& cluster, const std::vector<int>& locals)
{
    int fewest = std::numeric_limits<int>::max();
    for (const int a : locals) {
        int lanes = 0;
        for (const int b : locals)
            lanes += cubeLanes(a, b);
        fewest = std::min(fewest, lanes);
    }
    if (fewest == 0)
        return {cluster.nodeFabric.pcieBandwidth, true};
    return {cluster.nodeFabric.linkBandwidth * fewest};
}

/// Both directions of every axis along which the group extends.
Port torusPort(const ClusterSpec& cluster, const std::vector<int>& locals)
{
    int axes = 0;
    int stride = 1;
    for (const int length : cluster.nodeFabric.torusShape) {
        const auto at = [&](int gpu) { return (gpu / stride) % length; };
        if (std::any_of(locals.begin(), locals.end(), [&](int gpu) { return at(gpu) != at(locals.front()); }))
            ++axes;
        stride *= length;
    }
    return {cluster.nodeFabric.linkBandwidth * (2.0 * std::max(1, axes))};
}

/// The port of the ranks of a group inside one domain. \param locals GPU indices inside the node
Port portOf(const ClusterSpec& cluster, const std::vector<int>& locals)
{
    const NodeFabricSpec& fabric = cluster.nodeFabric;
    const BytesPerSecond all = fabric.linkBandwidth * fabric.linksPerGpu;
    const double peers = static_cast<double>(locals.size()) - 1.0;
    switch (fabric.kind) {
    case NodeFabricKind::NvSwitch: return {all};
    case NodeFabricKind::HybridCubeMesh: return locals.size() > 1 ? cubePort(cluster, locals) : Port{all};
    case NodeFabricKind::NvLinkMesh:
    case NodeFabricKind::XgmiMesh: return {peers < 1.0 ? all : all * (peers / std::max(1, cluster.gpusPerNode - 1))};
    case NodeFabricKind::NvLinkBridges: {
        const int island = std::max(2, fabric.domainGpus);
        const bool inside = std::all_of(locals.begin(), locals.end(), [&](int gpu) { return gpu / island == locals.front() / island; });
        return inside ? Port{all} : Port{fabric.pcieBandwidth, true};
    }
    case NodeFabricKind::Torus: return torusPort(cluster, locals);
    case NodeFabricKind::Pcie:
    case NodeFabricKind::Single: return {fabric.pcieBandwidth, true};
    }
    return {};
}

BytesPerSecond nicPerRank(const ClusterSpec& cluster, int ranksInNode)
{
    if (cluster.nic.count == 0)
        return {};
    const double nicsPerGpu = static_cast<double>(cluster.nic.count) / cluster.gpusPerNode;
    const double sharing = std::min<double>(ranksInNode, std::max(1.0, 1.0 / nicsPerGpu)); // ranks behind one NIC at most
    return cluster.nic.bandwidth * (nicsPerGpu >= 1.0 ? nicsPerGpu : 1.0 / sharing);
}

/// One group placed on the machine.
class ShapeOfGroup {
public:
    ShapeOfGroup(const ClusterSpec& cluster, const std::vector<int>& gpus) : m_cluster{cluster}, m_gpus{gpus}
    {
        for (const int gpu : gpus) {
            const int domain = gpu / scaleUpDomainGpus(cluster);
            const auto [entry, isNew] = m_locals.try_emplace(domain);
            entry->second.push_back(gpu % cluster.gpusPerNode);
            if (isNew)
                m_nodeOrder.push_back(gpu / cluster.gpusPerNode);
        }
    }

    [[nodiscard]] GroupShape shape() const
    {
        GroupShape shape;
        shape.ranks = static_cast<int>(m_gpus.size());
        shape.domains = static_cast<int>(m_locals.size());
        shape.minRanksPerDomain = shape.ranks;
        shape.port = BytesPerSecond::fromBase(std::numeric_limits<double>::max());
        for (const auto& [domain, locals] : m_locals) {
            shape.ranksPerDomain = std::max(shape.ranksPerDomain, static_cast<int>(locals.size()));
            shape.minRanksPerDomain = std::min(shape.minRanksPerDomain, static_cast<int>(locals.size()));
            const Port port = portOf(m_cluster, locals);
            shape.port = std::min(shape.port, port.rate);
            shape.overPcie = shape.overPcie || (port.overPcie && locals.size() > 1);
        }
        shape.ringSlowdown = slowdown([this](std::size_t i, int size) { return crossesRing(i, size); });
        shape.exchangeSlowdown = slowdown([this](std::size_t i, int size) { return leavesFraction(i, size); });
        return shape;
    }

    /// True when the group's first node has members below several PCIe switches, or on several sockets where GPUs sit on root ports:
    /// then the way between them is shared with the other groups that do the same.
    [[nodiscard]] bool usesUplinks() const
    {
        const std::vector<int>& locals = m_locals.begin()->second;
        const NodeFabricSpec& fabric = m_cluster.nodeFabric;
        const int perSocket = std::max(1, m_cluster.gpusPerNode / std::max(1, fabric.sockets));
        const int size = fabric.gpusPerPcieSwitch > 1 ? fabric.gpusPerPcieSwitch : perSocket;
        return std::any_of(locals.begin(), locals.end(), [&](int gpu) { return gpu / size != locals.front() / size; });
    }

private:
    /// 1 when the step from domain i to the next leaves its block of `size` nodes.
    [[nodiscard]] double crossesRing(std::size_t i, int size) const
    {
        return m_nodeOrder[i] / size != m_nodeOrder[(i + 1) % m_nodeOrder.size()] / size ? 1.0 : 0.0;
    }
    /// Share of the other domains that lie outside the block of domain i.
    [[nodiscard]] double leavesFraction(std::size_t i, int size) const
    {
        const auto outside =
            std::count_if(m_nodeOrder.begin(), m_nodeOrder.end(), [&](int node) { return node / size != m_nodeOrder[i] / size; });
        return static_cast<double>(outside) / std::max(1.0, static_cast<double>(m_nodeOrder.size()) - 1.0);
    }

    /// Oversubscription times the mean share of a unit's traffic that needs the uplink: min(b, b / (r x)) per NIC.
    template <class Share> [[nodiscard]] double slowdown(Share share) const
    {
        const ScaleOutSpec& out = m_cluster.scaleOut;
        const bool tree = out.kind == ScaleOutKind::RailOptimized || out.kind == ScaleOutKind::LeafSpine;
        if (!tree || m_nodeOrder.size() < 2 || (out.oversubscription <= 1.0 && out.coreOversubscription <= 1.0))
            return 1.0;
        const std::size_t sampled = std::min<std::size_t>(m_nodeOrder.size(), 64);
        const auto level = [&](long long size, double ratio) {
            const int nodes = static_cast<int>(std::min<long long>(size, std::numeric_limits<int>::max()));
            double sum = 0.0;
            for (std::size_t i = 0; i < sampled; ++i)
                sum += share(i * m_nodeOrder.size() / sampled, nodes);
            return ratio * sum / static_cast<double>(sampled);
        };
        const long long pod = 1LL * out.nodesPerUnit * out.unitsPerPod;
        return std::max({1.0, level(out.nodesPerUnit, out.oversubscription), level(pod, out.oversubscription * out.coreOversubscription)});
    }

    const ClusterSpec& m_cluster;
    const std::vector<int>& m_gpus;
    std::map<int, std::vector<int>> m_locals;
    std::vector<int> m_nodeOrder;
};

void keepWorse(GroupShape& worst, const GroupShape& other)
{
    const auto key = [](const GroupShape& s) { return std::tuple{s.domains, -s.minRanksPerDomain, s.overPcie, -s.port.base()}; };
    const double ring = std::max(worst.ringSlowdown, other.ringSlowdown);
    const double exchange = std::max(worst.exchangeSlowdown, other.exchangeSlowdown);
    if (key(other) > key(worst))
        worst = other;
    worst.ringSlowdown = ring;
    worst.exchangeSlowdown = exchange;
}

/// True when all groups of a kind lie alike: ranks on their own GPUs, members evenly spaced, and the spacing in step with the domains.
bool groupsAreAlike(const std::vector<int>& group, int domain)
{
    if (group.size() < 2)
        return true;
    const int stride = group[1] - group[0];
    for (std::size_t i = 1; i < group.size(); ++i)
        if (group[i] - group[i - 1] != stride)
            return false;
    const long long span = 1LL * stride * static_cast<long long>(group.size());
    if (stride >= domain)
        return stride % domain == 0;
    return domain % stride == 0 && (span % domain == 0 || domain % span == 0);
}

} // namespace

int scaleUpDomainGpus(const ClusterSpec& cluster)
{
    const bool rack = cluster.nodeFabric.kind == NodeFabricKind::NvSwitch && cluster.nodeFabric.domainGpus > cluster.gpusPerNode;
    return rack ? cluster.nodeFabric.domainGpus : cluster.gpusPerNode;
}

GroupShape shapeOf(GroupKind kind, const DeviceMesh& mesh, const ClusterSpec& cluster)
{
    std::vector<int> group = mesh.groupOf(kind, 0);
    const auto toGpus = [&mesh](std::vector<int>& ranks) {
        for (int& rank : ranks)
            rank = mesh.gpuOf(rank);
    };
    toGpus(group);
    const ShapeOfGroup first{cluster, group};
    GroupShape worst = first.shape();
    const bool irregular = mesh.isPermuted() || !groupsAreAlike(group, scaleUpDomainGpus(cluster));
    if (irregular) {
        std::vector<char> done(static_cast<std::size_t>(mesh.ranks()), 0);
        for (int rank = 0; rank < mesh.ranks(); ++rank) {
            if (done[static_cast<std::size_t>(rank)] != 0)
                continue;
            std::vector<int> ranks = mesh.groupOf(kind, rank);
            done[static_cast<std::size_t>(rank)] = 1;
            for (const int member : ranks)
                done[static_cast<std::size_t>(member)] = 1;
            toGpus(ranks);
            keepWorse(worst, ShapeOfGroup{cluster, ranks}.shape());
        }
    }
    const int ranksInNode = std::min(mesh.ranks(), cluster.gpusPerNode);
    worst.nic = nicPerRank(cluster, ranksInNode);
    if (irregular)
        slowByFullestLink(worst, kind, mesh, cluster);
    if (worst.overPcie && worst.ranks > 1 && first.usesUplinks())
        worst.pcieSharing = std::max(1, ranksInNode / std::max(1, worst.ranksPerDomain));
    return worst;
}

GroupShape shapeOf(GroupKind kind, const Plan& plan, const ClusterSpec& cluster) { return shapeOf(kind, plan.mesh, cluster); }

GroupShape shapeAlone(int nodes, int ranksPerNode, const ClusterSpec& cluster)
{
    std::vector<int> gpus;
    for (int node = 0; node < nodes; ++node)
        for (int gpu = 0; gpu < ranksPerNode; ++gpu)
            gpus.push_back(node * cluster.gpusPerNode + gpu);
    GroupShape shape = ShapeOfGroup{cluster, gpus}.shape();
    shape.nic = nicPerRank(cluster, ranksPerNode);
    return shape;
}

} // namespace shardscape
