// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/node_builders.h"

#include <array>

namespace shardscape {

namespace {

struct CubeLink {
    int a, b, lanes;
};

/// DGX-1V as printed by `nvidia-smi topo -m`: two quads, six links per GPU, 1 or 2 to a neighbor and none to three of its peers.
constexpr std::array<CubeLink, 16> cubeLinks{{{0, 1, 1},
                                              {0, 2, 1},
                                              {0, 3, 2},
                                              {0, 4, 2},
                                              {1, 2, 2},
                                              {1, 3, 1},
                                              {1, 5, 2},
                                              {2, 3, 2},
                                              {2, 6, 1},
                                              {3, 7, 1},
                                              {4, 5, 1},
                                              {4, 6, 1},
                                              {4, 7, 2},
                                              {5, 6, 2},
                                              {5, 7, 1},
                                              {6, 7, 2}}};

} // namespace

void addHybridCubeMeshLinks(const ClusterSpec& cluster, NodeTemplate& node)
{
    for (const CubeLink& link : cubeLinks)
        node.addCable({.from = link.a,
                       .to = link.b,
                       .kind = LinkKind::NvLink,
                       .lanes = link.lanes,
                       .bandwidth = cluster.nodeFabric.linkBandwidth * link.lanes,
                       .latency = cluster.nodeFabric.linkLatency});
    node.twoWayRings = true;
}

} // namespace shardscape
