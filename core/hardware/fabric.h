// SPDX-License-Identifier: GPL-3.0-or-later
// The machine as a graph: GPUs, switches, host bridges, sockets, NICs, leaf and spine switches, joined by directed links. Traffic is
// counted per directed link, so a shared NIC or an oversubscribed leaf shows by itself. Flat arrays, immutable after building.
#pragma once

#include "hardware/node_template.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace shardscape {

struct Vertex {
    VertexKind kind;
    std::int32_t node;  ///< node, or -1 for the switch of a domain of several nodes, leaf, spine and core
    std::int32_t index; ///< GPU: global GPU index; others: running number inside the node or the fabric
};

struct Link {
    std::int32_t from;
    std::int32_t to;
    LinkKind kind;
    std::int16_t lanes; ///< bundled physical links, for the drawing's width
    BytesPerSecond bandwidth;
    Seconds latency;
};

class Fabric {
public:
    /// Builds the graph of a cluster; one builder per NodeFabricKind and ScaleOutKind.
    [[nodiscard]] static Fabric build(const ClusterSpec& cluster);

    [[nodiscard]] std::span<const Vertex> vertices() const { return m_vertices; }
    [[nodiscard]] std::span<const Link> links() const { return m_links; }
    [[nodiscard]] int gpuVertex(int gpu) const { return m_gpuVertex[static_cast<std::size_t>(gpu)]; }
    [[nodiscard]] int gpus() const { return static_cast<int>(m_gpuVertex.size()); }

    [[nodiscard]] int nodes() const { return m_nodes; }
    [[nodiscard]] int gpusPerNode() const { return m_gpusPerNode; }
    [[nodiscard]] int nodesPerDomain() const { return m_nodesPerDomain; }
    [[nodiscard]] int gpusPerDomain() const { return m_nodesPerDomain * m_gpusPerNode; }
    /// True when nodes differ in their wiring or NICs.
    [[nodiscard]] bool isMixed() const { return m_isMixed; }
    [[nodiscard]] int kindOf(int node) const { return m_kindOfNode[static_cast<std::size_t>(node)]; }
    [[nodiscard]] int kinds() const { return static_cast<int>(m_templates.size()); }
    [[nodiscard]] const NodeTemplate& nodeTemplate(int node) const { return m_templates[m_isMixed ? static_cast<std::size_t>(kindOf(node)) : 0]; }
    [[nodiscard]] const NodeTemplate& nodeTemplate() const { return m_templates.front(); } ///< of the first kind; all nodes' unless isMixed()
    [[nodiscard]] int leavesPerUnit() const { return m_leavesPerUnit; }
    [[nodiscard]] ScaleOutKind scaleOut() const { return m_scaleOut; }

    /// Name of a vertex as in the evaluation JSON: "node0/gpu3", "node0/nvswitch", "node0/nic3", "rack0/nvswitch", "leaf12", "spine2".
    [[nodiscard]] std::string nameOf(int vertex) const;

    /// Link indices of the route of traffic from one GPU to another, in order; empty when they are the same.
    /// Routing is NCCL's preference: NVLink or xGMI if direct or through the switch, else PCIe inside the node; between nodes through the
    /// GPU's own NIC and rail, by PXN when the peer's rail differs. Deterministic.
    void route(int fromGpu, int toGpu, std::vector<std::int32_t>& out) const;

    // Where things stand, for counting traffic without walking routes. Nodes come first, each with the template's links in its order.
    /// Nodes go from 0 to nodes(): the last is the first vertex or link that belongs to no node.
    [[nodiscard]] std::int32_t firstVertexOf(int node) const { return m_firstVertex[static_cast<std::size_t>(node)]; }
    [[nodiscard]] std::int32_t firstLinkOf(int node) const { return m_isMixed ? m_firstLink[static_cast<std::size_t>(node)] : node * m_linksPerNode; }
    [[nodiscard]] int unitOf(int node) const { return node / m_nodesPerUnit; }
    [[nodiscard]] int podOf(int unit) const { return unit / m_unitsPerPod; }
    /// Rail of a NIC: its own number; on a node with fewer NICs than rails they are spread evenly over the rails.
    [[nodiscard]] int railOf(int node, int nic) const
    {
        return isMixed() ? nic * m_leavesPerUnit / std::max(1, nodeTemplate(node).nics) : nic;
    }
    [[nodiscard]] int leafOf(int node, int nic) const { return unitOf(node) * m_leavesPerUnit + (m_leavesPerUnit > 1 ? railOf(node, nic) : 0); }
    [[nodiscard]] int unitOfLeaf(int leaf) const { return leaf / m_leavesPerUnit; }
    [[nodiscard]] int leaves() const { return m_leaves; }
    [[nodiscard]] int pods() const { return m_pods; }
    [[nodiscard]] std::int32_t leafUp(int leaf) const { return m_firstLeafLink + 2 * leaf; }
    [[nodiscard]] std::int32_t leafDown(int leaf) const { return m_firstLeafLink + 2 * leaf + 1; }
    [[nodiscard]] std::int32_t podUp(int pod) const { return m_firstPodLink + 2 * pod; }
    [[nodiscard]] std::int32_t podDown(int pod) const { return m_firstPodLink + 2 * pod + 1; }

    /// True when traffic between these GPUs of different nodes changes its rail over NVLink before it leaves (NCCL's PXN), so that it
    /// stays on one leaf inside a unit.
    [[nodiscard]] bool relaysToRail(int node, int fromLocal, int toLocal) const
    {
        return m_scaleOut == ScaleOutKind::RailOptimized && nodeTemplate(node).reachesWithoutPcie(fromLocal, toLocal);
    }

private:
    void countNodeParts();
    void addNodes();
    void addDomainSwitches();
    void addNetwork(const ClusterSpec& cluster);
    void routeNetwork(int fromGpu, int toGpu, std::vector<std::int32_t>& out) const;

    std::vector<Vertex> m_vertices;
    std::vector<Link> m_links;
    std::vector<std::int32_t> m_gpuVertex;
    std::vector<NodeTemplate> m_templates;     ///< [kind] of node
    std::vector<std::int32_t> m_kindOfNode;    ///< [node]
    std::vector<std::int32_t> m_firstVertex; ///< [node], one more than there are nodes
    std::vector<std::int32_t> m_firstLink;   ///< likewise
    ScaleOutKind m_scaleOut = ScaleOutKind::None;
    bool m_isMixed = false;
    int m_linksPerNode = 0; ///< unless mixed: routes of equal nodes go by arithmetic, without a look into the arrays above
    int m_nodes = 0;
    int m_gpusPerNode = 0;
    int m_nodesPerDomain = 1;
    int m_nodesPerUnit = 1; ///< whole domains
    int m_unitsPerPod = 1;
    int m_leavesPerUnit = 1;
    int m_leaves = 0;
    int m_pods = 0;
    int m_firstLeafVertex = 0;
    std::int32_t m_firstLeafLink = 0;
    std::int32_t m_firstPodLink = 0;
};

} // namespace shardscape
