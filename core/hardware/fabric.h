// SPDX-License-Identifier: GPL-3.0-or-later
// The machine as a graph: GPUs, switches, host bridges, sockets, NICs, leaf and spine switches, joined by directed links. Traffic is
// counted per directed link, so a shared NIC or an oversubscribed leaf shows by itself. Flat arrays, immutable after building.
#pragma once

#include "hardware/cluster.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace shardscape {

enum class VertexKind : unsigned char { Gpu, NvSwitch, PcieSwitch, HostBridge, Socket, Nic, Leaf, Spine, Core };
enum class LinkKind : unsigned char { NvLink, Xgmi, Pcie, SocketLink, NicLink, LeafSpine, SpineCore, Ici };

template <> struct EnumNames<VertexKind> {
    static constexpr std::array<EnumName<VertexKind>, 9> table{{{VertexKind::Gpu, "gpu"},
                                                                {VertexKind::NvSwitch, "nvswitch"},
                                                                {VertexKind::PcieSwitch, "pcie-switch"},
                                                                {VertexKind::HostBridge, "host-bridge"},
                                                                {VertexKind::Socket, "socket"},
                                                                {VertexKind::Nic, "nic"},
                                                                {VertexKind::Leaf, "leaf"},
                                                                {VertexKind::Spine, "spine"},
                                                                {VertexKind::Core, "core"}}};
};

template <> struct EnumNames<LinkKind> {
    static constexpr std::array<EnumName<LinkKind>, 8> table{{{LinkKind::NvLink, "nvlink"},
                                                              {LinkKind::Xgmi, "xgmi"},
                                                              {LinkKind::Pcie, "pcie"},
                                                              {LinkKind::SocketLink, "socket"},
                                                              {LinkKind::NicLink, "nic"},
                                                              {LinkKind::LeafSpine, "leaf-spine"},
                                                              {LinkKind::SpineCore, "spine-core"},
                                                              {LinkKind::Ici, "ici"}}};
};

struct Vertex {
    VertexKind kind;
    std::int32_t node;  ///< node or, for leaf, spine and core, -1
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

    /// Name of a vertex as in the evaluation JSON: "node0/gpu3", "node0/nvswitch", "node0/nic3", "leaf12", "spine2".
    [[nodiscard]] std::string nameOf(int vertex) const;

    /// Link indices of the route of traffic from one GPU to another, in order; empty when they are the same.
    /// Routing is NCCL's preference: NVLink or xGMI if direct or through the switch, else PCIe inside the node; between nodes through the
    /// GPU's own NIC and rail, by PXN when the peer's rail differs. Deterministic.
    void route(int fromGpu, int toGpu, std::vector<std::int32_t>& out) const;

private:
    friend class FabricBuilder;
    std::vector<Vertex> m_vertices;
    std::vector<Link> m_links;
    std::vector<std::int32_t> m_gpuVertex;
    // The fabric's author adds what routing needs here.
};

} // namespace shardscape
