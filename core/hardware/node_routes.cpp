// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/node_builders.h"

#include <algorithm>
#include <deque>

namespace shardscape {

namespace {

bool isScaleUp(LinkKind kind) { return kind == LinkKind::NvLink || kind == LinkKind::Xgmi || kind == LinkKind::Ici; }

/// Finds ways inside a node: NCCL's order is a direct link, then one relay (a switch, or a GPU: "NVB"), then PCIe.
class Router {
public:
    explicit Router(const NodeTemplate& node) : m_node{node}, m_out(node.vertices.size())
    {
        for (std::size_t i = 0; i < node.links.size(); ++i)
            if (node.links[i].from >= 0)
                m_out[static_cast<std::size_t>(node.links[i].from)].push_back(static_cast<int>(i));
    }

    [[nodiscard]] std::vector<int> scaleUp(int from, int to) const
    {
        if (const int direct = scaleUpLink(from, to); direct >= 0)
            return {direct};
        if (!m_node.switchUp.empty())
            return {m_node.switchUp[static_cast<std::size_t>(from)], m_node.switchDown[static_cast<std::size_t>(to)]};
        std::vector<int> best;
        BytesPerSecond bestRate;
        for (const int first : m_out[static_cast<std::size_t>(from)]) {
            const LocalLink& hop = link(first);
            const int second = isScaleUp(hop.kind) && hop.to >= 0 ? scaleUpLink(hop.to, to) : -1;
            if (second < 0)
                continue;
            const BytesPerSecond rate = std::min(hop.bandwidth, link(second).bandwidth);
            if (best.empty() || rate > bestRate) {
                best = {first, second};
                bestRate = rate;
            }
        }
        return best;
    }

    /// Fewest hops over PCIe and socket links; empty when there is no way.
    [[nodiscard]] std::vector<int> pcie(int from, int to) const
    {
        std::vector<int> cameBy(m_node.vertices.size(), -1);
        std::deque<int> queue{from};
        while (!queue.empty()) {
            const int at = queue.front();
            queue.pop_front();
            if (at == to)
                break;
            for (const int next : m_out[static_cast<std::size_t>(at)])
                visit(next, from, cameBy, queue);
        }
        std::vector<int> route;
        for (int at = to; at != from && cameBy[static_cast<std::size_t>(at)] >= 0; at = link(route.back()).from)
            route.push_back(cameBy[static_cast<std::size_t>(at)]);
        std::reverse(route.begin(), route.end());
        return route;
    }

private:
    [[nodiscard]] const LocalLink& link(int i) const { return m_node.links[static_cast<std::size_t>(i)]; }

    [[nodiscard]] int scaleUpLink(int from, int to) const
    {
        for (const int i : m_out[static_cast<std::size_t>(from)])
            if (link(i).to == to && isScaleUp(link(i).kind))
                return i;
        return -1;
    }

    /// GPUs and NICs end a way, they do not pass traffic on.
    void visit(int next, int from, std::vector<int>& cameBy, std::deque<int>& queue) const
    {
        const LocalLink& hop = link(next);
        if (hop.to < 0 || hop.to == from || isScaleUp(hop.kind) || cameBy[static_cast<std::size_t>(hop.to)] >= 0)
            return;
        const VertexKind origin = m_node.vertices[static_cast<std::size_t>(hop.from)].kind;
        if (hop.from != from && (origin == VertexKind::Gpu || origin == VertexKind::Nic))
            return;
        cameBy[static_cast<std::size_t>(hop.to)] = next;
        queue.push_back(hop.to);
    }

    const NodeTemplate& m_node;
    std::vector<std::vector<int>> m_out;
};

} // namespace

void fillRoutes(NodeTemplate& node)
{
    const Router router{node};
    if (node.torusShape.empty()) {
        for (int from = 0; from < node.gpus; ++from) {
            for (int to = 0; to < node.gpus; ++to) {
                std::vector<int> route = from == to ? std::vector<int>{} : router.scaleUp(from, to);
                node.scaleUpPath.push_back(from == to || !route.empty() ? 1 : 0);
                if (from != to && route.empty())
                    route = router.pcie(from, to);
                node.gpuToGpu.append(route);
            }
        }
    }
    for (int gpu = 0; gpu < node.gpus && node.nics > 0; ++gpu) {
        const int nic = node.nicVertex[static_cast<std::size_t>(node.homeNic[static_cast<std::size_t>(gpu)])];
        node.gpuToNic.append(router.pcie(gpu, nic));
        node.nicToGpu.append(router.pcie(nic, gpu));
    }
}

} // namespace shardscape
