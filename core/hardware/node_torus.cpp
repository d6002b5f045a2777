// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/node_builders.h"

namespace shardscape {

namespace {

/// TPU slices wrap around only on whole cubes (multiples of 4 on 3-D parts) or whole pods (16 on 2-D parts); otherwise an axis is a line.
/// Source: cloud.google.com/tpu/docs, system architecture pages.
bool wrapsAround(int length, std::size_t dimensions) { return dimensions >= 3 ? length % 4 == 0 : length == 16; }

} // namespace

void addTorusLinks(const ClusterSpec& cluster, NodeTemplate& node)
{
    const NodeFabricSpec& fabric = cluster.nodeFabric;
    const std::size_t dims = fabric.torusShape.size();
    node.torusShape = fabric.torusShape;
    node.torusLink.assign(static_cast<std::size_t>(node.gpus) * 2 * dims, -1);
    int stride = 1;
    for (std::size_t axis = 0; axis < dims; ++axis) {
        const int length = fabric.torusShape[axis];
        for (int gpu = 0; gpu < node.gpus; ++gpu) {
            const int at = (gpu / stride) % length;
            if (length == 1 || (at == length - 1 && !wrapsAround(length, dims)))
                continue;
            const int next = gpu + (at == length - 1 ? -(length - 1) : 1) * stride;
            const int link = node.addCable({.from = gpu,
                                            .to = next,
                                            .kind = LinkKind::Ici,
                                            .lanes = 1,
                                            .bandwidth = fabric.linkBandwidth,
                                            .latency = fabric.linkLatency});
            node.torusLink[static_cast<std::size_t>(gpu) * 2 * dims + 2 * axis] = link;
            node.torusLink[static_cast<std::size_t>(next) * 2 * dims + 2 * axis + 1] = link + 1;
        }
        stride *= length;
    }
    node.twoWayRings = true;
}

} // namespace shardscape
