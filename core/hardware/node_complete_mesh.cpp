// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/node_builders.h"

#include <algorithm>

namespace shardscape {

void addCompleteMeshLinks(const ClusterSpec& cluster, NodeTemplate& node, LinkKind kind)
{
    const NodeFabricSpec& fabric = cluster.nodeFabric;
    const int peers = std::max(1, node.gpus - 1);
    const double linksPerPair = static_cast<double>(fabric.linksPerGpu) / peers;
    for (int a = 0; a < node.gpus; ++a)
        for (int b = a + 1; b < node.gpus; ++b)
            node.addCable({.from = a,
                           .to = b,
                           .kind = kind,
                           .lanes = std::max(1, fabric.linksPerGpu / peers),
                           .bandwidth = fabric.linkBandwidth * linksPerPair,
                           .latency = fabric.linkLatency});
    node.completeMesh = true;
}

} // namespace shardscape
