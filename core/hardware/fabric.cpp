// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/fabric.h"

#include <algorithm>

namespace shardscape {

namespace {

std::int16_t laneCount(double lanes) { return static_cast<std::int16_t>(std::clamp(lanes, 1.0, 32767.0)); }

int groupsOf(int items, int size) { return (items + size - 1) / size; }

/// Network ports of one node.
struct NodePorts {
    int count = 0;
    BytesPerSecond bandwidth; ///< of one
};

/// Of the kind of node that can send most: the network above is built for it.
NodePorts widestPorts(const ClusterSpec& cluster, const std::vector<NodeTemplate>& templates)
{
    NodePorts widest;
    for (std::size_t kind = 0; kind < templates.size(); ++kind) {
        const NodePorts ports{templates[kind].nics * templates[kind].nicLanes, cluster.ofKind(static_cast<int>(kind)).nic.bandwidth};
        if (ports.bandwidth * ports.count > widest.bandwidth * widest.count)
            widest = ports;
    }
    return widest;
}

} // namespace

Fabric Fabric::build(const ClusterSpec& cluster)
{
    Fabric fabric;
    for (int kind = 0; kind < std::max(1, static_cast<int>(cluster.kinds.size())); ++kind)
        fabric.m_templates.push_back(buildNodeTemplate(cluster.ofKind(kind)));
    for (int node = 0; node < cluster.nodes; ++node)
        fabric.m_kindOfNode.push_back(cluster.kindAt(node));
    fabric.m_isMixed = fabric.m_templates.size() > 1;
    fabric.m_linksPerNode = static_cast<int>(fabric.m_templates.front().links.size());
    fabric.m_scaleOut = cluster.scaleOut.kind;
    fabric.m_nodes = cluster.nodes;
    fabric.m_gpusPerNode = cluster.gpusPerNode;
    if (cluster.nodeFabric.kind == NodeFabricKind::NvSwitch)
        fabric.m_nodesPerDomain = std::max(1, cluster.nodeFabric.domainGpus / cluster.gpusPerNode);
    const int wholeDomains = groupsOf(std::max(1, cluster.scaleOut.nodesPerUnit), fabric.m_nodesPerDomain);
    fabric.m_nodesPerUnit = fabric.m_scaleOut == ScaleOutKind::Switch ? cluster.nodes : wholeDomains * fabric.m_nodesPerDomain;
    fabric.m_unitsPerPod = std::max(1, cluster.scaleOut.unitsPerPod);
    fabric.countNodeParts();
    fabric.addNodes();
    fabric.addDomainSwitches();
    fabric.addNetwork(cluster);
    return fabric;
}

void Fabric::countNodeParts()
{
    m_firstVertex.assign(1, 0);
    m_firstLink.assign(1, 0);
    for (int node = 0; node < m_nodes; ++node) {
        const NodeTemplate& wiring = nodeTemplate(node);
        m_firstVertex.push_back(m_firstVertex.back() + static_cast<std::int32_t>(wiring.vertices.size()));
        m_firstLink.push_back(m_firstLink.back() + static_cast<std::int32_t>(wiring.links.size()));
    }
    int rails = 1;
    for (const NodeTemplate& wiring : m_templates)
        rails = std::max(rails, wiring.nics);
    m_leavesPerUnit = m_scaleOut == ScaleOutKind::RailOptimized ? rails : 1;
}

void Fabric::addNodes()
{
    const std::int32_t afterNodes = firstVertexOf(m_nodes);
    m_vertices.reserve(static_cast<std::size_t>(afterNodes));
    m_links.reserve(static_cast<std::size_t>(firstLinkOf(m_nodes)));
    const int switches = m_nodesPerDomain > 1 ? groupsOf(m_nodes, m_nodesPerDomain) : 0;
    m_firstLeafVertex = afterNodes + switches;
    for (int node = 0; node < m_nodes; ++node) {
        const NodeTemplate& wiring = nodeTemplate(node);
        for (const LocalVertex& v : wiring.vertices) {
            const bool gpu = v.kind == VertexKind::Gpu;
            if (gpu)
                m_gpuVertex.push_back(static_cast<std::int32_t>(m_vertices.size()));
            m_vertices.push_back({v.kind, node, gpu ? node * m_gpusPerNode + v.index : v.index});
        }
        for (const LocalLink& link : wiring.links) {
            const auto end = [&](int vertex, int other) -> std::int32_t {
                if (vertex == domainSwitchEnd)
                    return afterNodes + node / m_nodesPerDomain;
                if (vertex == leafEnd)
                    return m_firstLeafVertex + leafOf(node, wiring.vertices[static_cast<std::size_t>(other)].index);
                return firstVertexOf(node) + vertex;
            };
            m_links.push_back(
                {end(link.from, link.to), end(link.to, link.from), link.kind, laneCount(link.lanes), link.bandwidth, link.latency});
        }
    }
}

void Fabric::addDomainSwitches()
{
    for (int domain = 0; m_nodesPerDomain > 1 && domain < groupsOf(m_nodes, m_nodesPerDomain); ++domain)
        m_vertices.push_back({VertexKind::NvSwitch, -1, domain});
}

void Fabric::addNetwork(const ClusterSpec& cluster)
{
    const NodePorts ports = widestPorts(cluster, m_templates);
    if (m_scaleOut == ScaleOutKind::None || ports.count == 0)
        return;
    const int units = groupsOf(m_nodes, m_nodesPerUnit);
    m_leaves = units * m_leavesPerUnit;
    m_pods = units > 1 || (m_scaleOut != ScaleOutKind::Switch && m_leavesPerUnit > 1) ? groupsOf(units, m_unitsPerPod) : 0;
    for (int leaf = 0; leaf < m_leaves; ++leaf)
        m_vertices.push_back({VertexKind::Leaf, -1, leaf});
    if (m_pods == 0)
        return;
    const auto firstSpine = static_cast<std::int32_t>(m_vertices.size());
    for (int pod = 0; pod < m_pods; ++pod)
        m_vertices.push_back({VertexKind::Spine, -1, pod});
    // All uplinks of a leaf act as one: adaptive routing spreads flows over the spines.
    m_firstLeafLink = static_cast<std::int32_t>(m_links.size());
    const double portsPerLeaf = 1.0 * m_nodesPerUnit * ports.count / m_leavesPerUnit;
    const double uplinks = portsPerLeaf / cluster.scaleOut.oversubscription;
    const auto addCable = [&](std::int32_t from, std::int32_t to, LinkKind kind, double cables) {
        const BytesPerSecond rate = ports.bandwidth * cables;
        m_links.push_back({from, to, kind, laneCount(cables), rate, cluster.scaleOut.switchLatency});
        m_links.push_back({to, from, kind, laneCount(cables), rate, cluster.scaleOut.switchLatency});
    };
    for (int leaf = 0; leaf < m_leaves; ++leaf)
        addCable(m_firstLeafVertex + leaf, firstSpine + podOf(unitOfLeaf(leaf)), LinkKind::LeafSpine, uplinks);
    m_firstPodLink = static_cast<std::int32_t>(m_links.size());
    if (m_pods < 2)
        return;
    const auto core = static_cast<std::int32_t>(m_vertices.size());
    m_vertices.push_back({VertexKind::Core, -1, 0});
    const double coreCables = uplinks * m_leavesPerUnit * m_unitsPerPod / cluster.scaleOut.coreOversubscription;
    for (int pod = 0; pod < m_pods; ++pod)
        addCable(firstSpine + pod, core, LinkKind::SpineCore, coreCables);
}

std::string Fabric::nameOf(int vertex) const
{
    const Vertex& v = m_vertices[static_cast<std::size_t>(vertex)];
    const std::string index = std::to_string(v.index);
    const std::string node = "node" + std::to_string(v.node) + "/";
    switch (v.kind) {
    case VertexKind::Gpu: return node + "gpu" + std::to_string(v.index % m_gpusPerNode);
    case VertexKind::NvSwitch: return v.node < 0 ? "rack" + index + "/nvswitch" : node + "nvswitch";
    case VertexKind::PcieSwitch: return node + "pcie-switch" + index;
    case VertexKind::HostBridge: return node + "host-bridge" + index;
    case VertexKind::Socket: return node + "socket" + index;
    case VertexKind::Nic: return node + "nic" + index;
    case VertexKind::Leaf: return "leaf" + index;
    case VertexKind::Spine: return "spine" + index;
    case VertexKind::Core: return "core" + index;
    }
    return {};
}

void Fabric::route(int fromGpu, int toGpu, std::vector<std::int32_t>& out) const
{
    out.clear();
    if (fromGpu == toGpu)
        return;
    const int fromNode = fromGpu / m_gpusPerNode;
    const int toNode = toGpu / m_gpusPerNode;
    if (fromNode == toNode) {
        nodeTemplate(fromNode).appendRoute(fromGpu % m_gpusPerNode, toGpu % m_gpusPerNode, out, firstLinkOf(fromNode));
    } else if (fromNode / m_nodesPerDomain == toNode / m_nodesPerDomain) {
        out.push_back(firstLinkOf(fromNode) + nodeTemplate(fromNode).switchUp[static_cast<std::size_t>(fromGpu % m_gpusPerNode)]);
        out.push_back(firstLinkOf(toNode) + nodeTemplate(toNode).switchDown[static_cast<std::size_t>(toGpu % m_gpusPerNode)]);
    } else if (m_leaves > 0) {
        routeNetwork(fromGpu, toGpu, out);
    }
}

void Fabric::routeNetwork(int fromGpu, int toGpu, std::vector<std::int32_t>& out) const
{
    const int fromNode = fromGpu / m_gpusPerNode;
    const int toNode = toGpu / m_gpusPerNode;
    const NodeTemplate& sender = nodeTemplate(fromNode);
    const NodeTemplate& receiver = nodeTemplate(toNode);
    int from = fromGpu % m_gpusPerNode;
    const int to = toGpu % m_gpusPerNode;
    const int inNic = receiver.homeNic[static_cast<std::size_t>(to)];
    int outNic = sender.homeNic[static_cast<std::size_t>(from)];
    if (railOf(fromNode, outNic) != railOf(toNode, inNic) && relaysToRail(fromNode, from, to)) {
        sender.appendRoute(from, to, out, firstLinkOf(fromNode));
        from = to;
        outNic = sender.homeNic[static_cast<std::size_t>(from)];
    }
    for (const std::int32_t link : sender.gpuToNic.at(from))
        out.push_back(firstLinkOf(fromNode) + link);
    out.push_back(firstLinkOf(fromNode) + sender.nicUp[static_cast<std::size_t>(outNic)]);
    const int fromLeaf = leafOf(fromNode, outNic);
    const int toLeaf = leafOf(toNode, inNic);
    if (fromLeaf != toLeaf) {
        const int fromPod = podOf(unitOfLeaf(fromLeaf));
        const int toPod = podOf(unitOfLeaf(toLeaf));
        out.push_back(leafUp(fromLeaf));
        if (fromPod != toPod) {
            out.push_back(podUp(fromPod));
            out.push_back(podDown(toPod));
        }
        out.push_back(leafDown(toLeaf));
    }
    out.push_back(firstLinkOf(toNode) + receiver.nicDown[static_cast<std::size_t>(inNic)]);
    for (const std::int32_t link : receiver.nicToGpu.at(to))
        out.push_back(firstLinkOf(toNode) + link);
}

} // namespace shardscape
