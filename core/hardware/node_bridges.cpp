// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/node_builders.h"

#include <algorithm>

namespace shardscape {

/// Cards bridged in islands of domain_gpus (2, or 4 for H200 NVL): inside an island the links spread over the peers, nothing leaves it.
void addBridgeLinks(const ClusterSpec& cluster, NodeTemplate& node)
{
    const NodeFabricSpec& fabric = cluster.nodeFabric;
    const int island = std::max(2, fabric.domainGpus);
    for (int a = 0; a < node.gpus; ++a)
        for (int b = a + 1; b < node.gpus && b / island == a / island; ++b)
            node.addCable({.from = a,
                           .to = b,
                           .kind = LinkKind::NvLink,
                           .lanes = std::max(1, fabric.linksPerGpu / (island - 1)),
                           .bandwidth = fabric.linkBandwidth * fabric.linksPerGpu / (island - 1.0),
                           .latency = fabric.linkLatency});
}

} // namespace shardscape
