// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/node_builders.h"

namespace shardscape {

/// The switches of a domain are one vertex: every GPU spreads its links over all of them, so they act as one non-blocking switch. It
/// belongs to the node when the domain is the node, and stands outside when a rack shares it.
void addNvSwitchLinks(const ClusterSpec& cluster, NodeTemplate& node)
{
    const NodeFabricSpec& fabric = cluster.nodeFabric;
    const bool shared = fabric.domainGpus > cluster.gpusPerNode;
    const int end = shared ? domainSwitchEnd : node.addVertex(VertexKind::NvSwitch, 0);
    for (int gpu = 0; gpu < node.gpus; ++gpu) {
        const int up = node.addCable({.from = gpu,
                                      .to = end,
                                      .kind = LinkKind::NvLink,
                                      .lanes = fabric.linksPerGpu,
                                      .bandwidth = fabric.linkBandwidth * fabric.linksPerGpu,
                                      .latency = fabric.linkLatency});
        node.switchUp.push_back(up);
        node.switchDown.push_back(up + 1);
    }
}

} // namespace shardscape
