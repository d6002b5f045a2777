// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/node_builders.h"

#include <algorithm>

namespace shardscape {

namespace {

/// NICs that serve one GPU together act as one with their summed rate (AWS P5: 32 EFA ports on 8 GPUs).
void bundleNics(const ClusterSpec& cluster, NodeTemplate& node)
{
    node.nics = cluster.nic.count;
    if (node.nics > node.gpus && node.nics % node.gpus == 0) {
        node.nicLanes = node.nics / node.gpus;
        node.nics = node.gpus;
    }
}

class PcieTree {
public:
    PcieTree(const ClusterSpec& cluster, NodeTemplate& node)
        : m_cluster{cluster}, m_node{node}, m_sockets{std::min(cluster.nodeFabric.sockets, node.gpus)},
          m_perSwitch{cluster.nodeFabric.gpusPerPcieSwitch}
    {
        bundleNics(cluster, node);
        m_switches = (node.gpus + m_perSwitch - 1) / m_perSwitch;
        m_nicsBelowSwitches = node.nics >= m_switches;
    }

    void build()
    {
        const bool hostLinks = m_cluster.nodeFabric.kind != NodeFabricKind::Torus;
        if (hostLinks)
            addSockets();
        if (m_perSwitch > 1 || m_nicsBelowSwitches)
            addSwitches(hostLinks);
        else if (hostLinks)
            for (int gpu = 0; gpu < m_node.gpus; ++gpu)
                m_node.addCable(pcie(gpu, m_firstSocket + socketOf(gpu), 1));
        addNics();
    }

private:
    [[nodiscard]] int socketOf(int gpu) const { return gpu * m_sockets / m_node.gpus; }
    [[nodiscard]] LocalLink pcie(int from, int to, int lanes) const
    {
        return {.from = from,
                .to = to,
                .kind = LinkKind::Pcie,
                .lanes = 16 * lanes,
                .bandwidth = m_cluster.nodeFabric.pcieBandwidth * lanes,
                .latency = m_cluster.nodeFabric.pcieLatency};
    }

    void addSockets()
    {
        m_firstSocket = static_cast<int>(m_node.vertices.size());
        for (int s = 0; s < m_sockets; ++s)
            m_node.addVertex(VertexKind::Socket, s);
        for (int a = 0; a < m_sockets; ++a)
            for (int b = a + 1; b < m_sockets; ++b)
                m_node.addCable({.from = m_firstSocket + a,
                                 .to = m_firstSocket + b,
                                 .kind = LinkKind::SocketLink,
                                 .lanes = 1,
                                 .bandwidth = m_cluster.nodeFabric.socketBandwidth,
                                 .latency = Seconds::fromMicroseconds(1.0)});
    }

    void addSwitches(bool hostLinks)
    {
        m_firstSwitch = static_cast<int>(m_node.vertices.size());
        for (int s = 0; s < m_switches; ++s) {
            const int vertex = m_node.addVertex(VertexKind::PcieSwitch, s);
            const int firstGpu = s * m_perSwitch;
            for (int gpu = firstGpu; gpu < std::min(firstGpu + m_perSwitch, m_node.gpus); ++gpu)
                m_node.addCable(pcie(gpu, vertex, 1));
            if (hostLinks)
                m_node.addCable(pcie(vertex, m_firstSocket + socketOf(firstGpu), 1));
        }
    }

    void addNics()
    {
        for (int nic = 0; nic < m_node.nics; ++nic) {
            const int vertex = m_node.addVertex(VertexKind::Nic, nic);
            const int firstGpu = nic * m_node.gpus / m_node.nics;
            const int parent = m_nicsBelowSwitches ? m_firstSwitch + firstGpu / m_perSwitch : m_firstSocket + socketOf(firstGpu);
            LocalLink slot = pcie(vertex, parent, 1);
            slot.bandwidth = std::max(slot.bandwidth, m_cluster.nic.bandwidth * m_node.nicLanes);
            m_node.addCable(slot);
            m_node.nicVertex.push_back(vertex);
        }
        for (const int vertex : m_node.nicVertex) {
            const int up = m_node.addCable({.from = vertex,
                                            .to = leafEnd,
                                            .kind = LinkKind::NicLink,
                                            .lanes = m_node.nicLanes,
                                            .bandwidth = m_cluster.nic.bandwidth * m_node.nicLanes,
                                            .latency = m_cluster.nic.latency});
            m_node.nicUp.push_back(up);
            m_node.nicDown.push_back(up + 1);
        }
        if (m_node.nics > 0)
            for (int gpu = 0; gpu < m_node.gpus; ++gpu)
                m_node.homeNic.push_back(gpu * m_node.nics / m_node.gpus);
    }

    const ClusterSpec& m_cluster;
    NodeTemplate& m_node;
    int m_sockets;
    int m_perSwitch;
    int m_switches = 0;
    int m_firstSocket = 0;
    int m_firstSwitch = 0;
    bool m_nicsBelowSwitches = false;
};

} // namespace

void addPcieTree(const ClusterSpec& cluster, NodeTemplate& node) { PcieTree{cluster, node}.build(); }

} // namespace shardscape
