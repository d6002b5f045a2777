// SPDX-License-Identifier: GPL-3.0-or-later
// What vertices and links of a fabric can be. Shared by the graph, its node templates and everyone who draws or names links.
#pragma once

#include "hardware/cluster.h"

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

} // namespace shardscape
