// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/node_template.h"

#include "hardware/node_builders.h"

namespace shardscape {

namespace {

void addScaleUpLinks(const ClusterSpec& cluster, NodeTemplate& node)
{
    switch (cluster.nodeFabric.kind) {
    case NodeFabricKind::NvSwitch: addNvSwitchLinks(cluster, node); return;
    case NodeFabricKind::HybridCubeMesh: addHybridCubeMeshLinks(cluster, node); return;
    case NodeFabricKind::NvLinkMesh: addCompleteMeshLinks(cluster, node, LinkKind::NvLink); return;
    case NodeFabricKind::NvLinkBridges: addBridgeLinks(cluster, node); return;
    case NodeFabricKind::XgmiMesh: addCompleteMeshLinks(cluster, node, LinkKind::Xgmi); return;
    case NodeFabricKind::Torus: addTorusLinks(cluster, node); return;
    case NodeFabricKind::Pcie:
    case NodeFabricKind::Single: return;
    }
}

/// Steps from `at` to `to` along one axis: the shorter way round, forward from even positions when both are equally long, so that the
/// two directions share the load; never across a missing wrap-around link.
int torusDirection(const NodeTemplate& node, std::size_t axis, int at, int to, bool wraps)
{
    const int length = node.torusShape[axis];
    if (!wraps)
        return to > at ? 0 : 1;
    const int forward = (to - at + length) % length;
    if (2 * forward == length)
        return at % 2;
    return 2 * forward < length ? 0 : 1;
}

void appendTorusRoute(const NodeTemplate& node, int from, int to, std::vector<std::int32_t>& out, std::int32_t firstLink)
{
    const std::size_t dims = node.torusShape.size();
    int stride = 1;
    int gpu = from;
    for (std::size_t axis = 0; axis < dims; ++axis) {
        const int length = node.torusShape[axis];
        const int target = (to / stride) % length;
        const int line = gpu - ((gpu / stride) % length) * stride;
        const std::size_t lastForward = static_cast<std::size_t>(line + (length - 1) * stride) * 2 * dims + 2 * axis;
        const bool wraps = length > 1 && node.torusLink[lastForward] >= 0;
        int at = (gpu / stride) % length;
        const int direction = at == target ? 0 : torusDirection(node, axis, at, target, wraps);
        while (at != target) {
            out.push_back(firstLink +
                          node.torusLink[static_cast<std::size_t>(gpu) * 2 * dims + 2 * axis + static_cast<std::size_t>(direction)]);
            at = (at + (direction == 0 ? 1 : length - 1)) % length;
            gpu = line + at * stride;
        }
        stride *= length;
    }
}

} // namespace

void NodeTemplate::appendRoute(int from, int to, std::vector<std::int32_t>& out, std::int32_t firstLink) const
{
    if (!torusShape.empty()) {
        appendTorusRoute(*this, from, to, out, firstLink);
        return;
    }
    for (const std::int32_t link : gpuToGpu.at(from * gpus + to))
        out.push_back(firstLink + link);
}

NodeTemplate buildNodeTemplate(const ClusterSpec& cluster)
{
    NodeTemplate node;
    node.gpus = cluster.gpusPerNode;
    for (int gpu = 0; gpu < node.gpus; ++gpu)
        node.addVertex(VertexKind::Gpu, gpu);
    addScaleUpLinks(cluster, node);
    addPcieTree(cluster, node);
    fillRoutes(node);
    return node;
}

} // namespace shardscape
