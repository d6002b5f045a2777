// SPDX-License-Identifier: GPL-3.0-or-later
// One node of a cluster as a small graph: the fabric repeats it for every node. Vertices are local (GPUs first); links may end outside the
// node, in the switch of the scale-up domain or in a leaf. One builder per NodeFabricKind fills it. Internal to core/hardware and the
// traffic map.
#pragma once

#include "hardware/fabric_kinds.h"

#include <cstdint>
#include <span>
#include <vector>

namespace shardscape {

/// Ends of a local link that lie outside the node.
inline constexpr int domainSwitchEnd = -1;
inline constexpr int leafEnd = -2;

struct LocalVertex {
    VertexKind kind;
    int index; ///< running number of its kind inside the node
};

struct LocalLink {
    int from;
    int to;
    LinkKind kind;
    int lanes;
    BytesPerSecond bandwidth;
    Seconds latency;
};

/// Link lists of many routes in one array.
struct RouteTable {
    std::vector<std::int32_t> start{0};
    std::vector<std::int32_t> links;

    void append(const std::vector<int>& route)
    {
        links.insert(links.end(), route.begin(), route.end());
        start.push_back(static_cast<std::int32_t>(links.size()));
    }
    [[nodiscard]] std::span<const std::int32_t> at(int entry) const
    {
        const auto i = static_cast<std::size_t>(entry);
        return std::span{links}.subspan(static_cast<std::size_t>(start[i]), static_cast<std::size_t>(start[i + 1] - start[i]));
    }
};

struct NodeTemplate {
    int gpus = 0;
    int nics = 0;              ///< NICs after bundling those that serve one GPU together
    int nicLanes = 1;          ///< physical NICs in a bundle
    bool completeMesh = false; ///< every pair of GPUs has its own link
    bool twoWayRings = false;  ///< rings run in both directions at once (cube mesh, torus)
    std::vector<LocalVertex> vertices;
    std::vector<LocalLink> links;
    std::vector<int> nicVertex;  ///< [nic]
    std::vector<int> homeNic;    ///< [gpu] its nearest NIC; empty without a network
    std::vector<int> nicUp;      ///< [nic] link to the leaf
    std::vector<int> nicDown;    ///< [nic] link from the leaf
    std::vector<int> switchUp;   ///< [gpu] link to the switch of the domain; empty without one
    std::vector<int> switchDown; ///< [gpu]
    std::vector<int> torusShape;
    std::vector<int> torusLink;    ///< [gpu * 2 * dims + 2 * axis + (0 forward, 1 backward)] link or -1
    RouteTable gpuToGpu;           ///< [from * gpus + to]; empty for a torus, whose routes are computed
    RouteTable gpuToNic;           ///< [gpu] to its home NIC
    RouteTable nicToGpu;           ///< [gpu] from its home NIC
    std::vector<char> scaleUpPath; ///< [from * gpus + to] 1 when the route avoids PCIe; empty for a torus (always)

    int addVertex(VertexKind kind, int index)
    {
        vertices.push_back({kind, index});
        return static_cast<int>(vertices.size()) - 1;
    }
    /// Adds the two directions of a cable; returns the first (from -> to), the other follows it.
    int addCable(const LocalLink& link)
    {
        links.push_back(link);
        LocalLink back = link;
        back.from = link.to;
        back.to = link.from;
        links.push_back(back);
        return static_cast<int>(links.size()) - 2;
    }
    [[nodiscard]] bool reachesWithoutPcie(int from, int to) const
    {
        return scaleUpPath.empty() || scaleUpPath[static_cast<std::size_t>(from * gpus + to)] != 0;
    }
    /// Appends the local links of the way from one GPU to another, for every kind of node.
    void appendRoute(int from, int to, std::vector<std::int32_t>& out, std::int32_t firstLink) const;
};

/// The template of a cluster's nodes, with routes.
[[nodiscard]] NodeTemplate buildNodeTemplate(const ClusterSpec& cluster);

} // namespace shardscape
