// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/topology_import.h"

#include <algorithm>
#include <set>

namespace shardscape {

namespace {

/// Links of NVk, 0 for everything else.
int nvLinks(const std::optional<std::string>& cell)
{
    return cell && cell->size() > 2 && cell->compare(0, 2, "NV") == 0 ? std::stoi(cell->substr(2)) : 0;
}

bool sharesBridge(const std::optional<std::string>& cell) { return cell && (*cell == "PIX" || *cell == "PXB"); }

struct LinkRates {
    double nvLink, pcie, nic; ///< GB/s, one direction
};

/// Of one NVLink, a x16 slot and the usual compute NIC of a generation; vendor sheets as in the accelerator presets.
LinkRates ratesOf(const AcceleratorSpec* accelerator)
{
    const std::string architecture = accelerator != nullptr ? accelerator->architecture : "ampere";
    const bool bridgeCard = accelerator != nullptr && (accelerator->id == "rtx-3090" || accelerator->id == "a40");
    if (architecture == "volta")
        return {25.0, 15.8, 12.5};
    if (architecture == "hopper")
        return {25.0, 63.0, 50.0};
    if (architecture == "blackwell")
        return {50.0, 63.0, 50.0};
    return {bridgeCard ? 14.0625 : 25.0, 31.5, 25.0};
}

class ClusterBuilder {
public:
    ClusterBuilder(const ImportedTopology& topology, const AcceleratorSpec* accelerator, int nodes)
        : m_topology{topology}, m_gpus{static_cast<int>(topology.gpus.size())}, m_rates{ratesOf(accelerator)}
    {
        ClusterSpec& c = m_result.cluster;
        c.id = "imported";
        c.name = "Imported from nvidia-smi topo -m";
        c.source = "nvidia-smi topo -m";
        c.gpusPerNode = m_gpus;
        c.nodes = nodes;
        if (accelerator != nullptr)
            c.accelerator = *accelerator;
        else
            assume("The text does not name the GPU: link rates are those of the Ampere generation.");
    }

    TopologyCluster build()
    {
        NodeFabricSpec& fabric = m_result.cluster.nodeFabric;
        fabric.linkLatency = Seconds::fromMicroseconds(0.7);
        fabric.pcieBandwidth = BytesPerSecond::fromGBPerSecond(m_rates.pcie);
        fabric.pcieLatency = Seconds::fromMicroseconds(1.0);
        fabric.socketBandwidth = BytesPerSecond::fromGBPerSecond(22.0);
        assume("PCIe slots are taken as full x16 of the GPU's generation; the text prints neither generation nor width.");
        inferKind(fabric);
        if (fabric.linksPerGpu > 0)
            fabric.linkBandwidth = BytesPerSecond::fromGBPerSecond(m_rates.nvLink);
        fabric.sockets = numaNodes();
        fabric.gpusPerPcieSwitch = gpusPerSwitch();
        addNics();
        return std::move(m_result);
    }

private:
    void assume(std::string sentence) { m_result.assumptions.push_back(std::move(sentence)); }
    [[nodiscard]] int links(int a, int b) const
    {
        return nvLinks(m_topology.gpuGpu[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)]);
    }
    [[nodiscard]] bool linksAre(int a, int b, int expected) const { return a == b || links(a, b) == expected; }

    [[nodiscard]] std::vector<int> offTheFabric() const
    {
        std::vector<int> alone;
        for (int a = 0; a < m_gpus; ++a) {
            int total = 0;
            for (int b = 0; b < m_gpus; ++b)
                total += a == b ? 0 : links(a, b);
            if (total == 0)
                alone.push_back(a);
        }
        return alone;
    }

    /// All GPUs in `members` joined by the same number of links, 0 if not.
    [[nodiscard]] int uniformLinks(const std::vector<int>& members) const
    {
        if (members.size() < 2)
            return 0;
        const int first = links(members[0], members[1]);
        for (const int a : members)
            for (const int b : members)
                if (!linksAre(a, b, first))
                    return 0;
        return first;
    }

    void inferKind(NodeFabricSpec& fabric)
    {
        const std::vector<int> alone = offTheFabric();
        if (m_gpus == 1) {
            fabric.kind = NodeFabricKind::Single;
        } else if (static_cast<int>(alone.size()) == m_gpus) {
            fabric.kind = NodeFabricKind::Pcie;
            assume("No pair shows NVLink: the GPUs talk over PCIe. `topo -mp` hides NVLink; use `topo -m` on machines that have it.");
        } else if (isCubeMesh()) {
            fabric.kind = NodeFabricKind::HybridCubeMesh;
            fabric.linksPerGpu = 6;
            fabric.domainGpus = 8;
        } else if (!inferIslands(fabric)) {
            inferUniform(fabric, alone);
        }
    }

    [[nodiscard]] bool isCubeMesh() const
    {
        if (m_gpus != 8)
            return false;
        for (int a = 0; a < 8; ++a) {
            int total = 0;
            int peers = 0;
            for (int b = 0; b < 8; ++b) {
                total += a == b ? 0 : links(a, b);
                peers += a != b && links(a, b) > 0 ? 1 : 0;
            }
            if (total != 6 || peers != 4 || links(a, (a + 4) % 8) == 0)
                return false;
        }
        return true;
    }

    /// Islands of neighbors (bridged cards): NVLink exactly inside blocks of equal size.
    bool inferIslands(NodeFabricSpec& fabric)
    {
        for (const int size : {2, 4}) {
            bool fits = size < m_gpus || m_gpus == 2;
            const int lanes = m_gpus > 1 ? links(0, 1) : 0;
            for (int a = 0; a < m_gpus && fits; ++a)
                for (int b = 0; b < m_gpus && fits; ++b)
                    fits = linksAre(a, b, a / size == b / size ? lanes : 0);
            if (!fits || lanes == 0 || lanes > 12)
                continue;
            fabric.kind = NodeFabricKind::NvLinkBridges;
            fabric.linksPerGpu = lanes * (size - 1);
            fabric.domainGpus = size;
            return true;
        }
        return false;
    }

    void inferUniform(NodeFabricSpec& fabric, const std::vector<int>& alone)
    {
        std::vector<int> members;
        for (int gpu = 0; gpu < m_gpus; ++gpu)
            if (std::find(alone.begin(), alone.end(), gpu) == alone.end())
                members.push_back(gpu);
        const int lanes = uniformLinks(members);
        if (lanes == 0) {
            fabric.kind = NodeFabricKind::Pcie;
            assume("The NVLink pattern is none that the program knows; only PCIe is used, so times are pessimistic.");
            return;
        }
        // A GPU has at most 18 links: more than that over all peers means that the links end in a switch.
        const bool switched = lanes * (static_cast<int>(members.size()) - 1) > 18 || !alone.empty();
        fabric.kind = switched ? NodeFabricKind::NvSwitch : NodeFabricKind::NvLinkMesh;
        fabric.linksPerGpu = switched ? lanes : lanes * (m_gpus - 1);
        fabric.domainGpus = m_gpus;
        fabric.inSwitchReduction = switched && lanes >= 18;
        for (const int gpu : alone) {
            for (int node = 0; node < m_result.cluster.nodes; ++node)
                m_result.cluster.outOfOrder.push_back(node * m_gpus + gpu);
            assume(m_topology.gpus[static_cast<std::size_t>(gpu)] + " has no NVLink while the others do: it is marked as out of order.");
        }
        if (switched)
            assume("All pairs show the same links, so they end in a switch; whether the NVLink domain reaches beyond this node "
                   "(NVL72) is not in the text.");
    }

    [[nodiscard]] int numaNodes() const
    {
        std::set<std::string> nodes;
        const TopologyRow& affinity =
            m_topology.numaAffinity.empty() || !m_topology.numaAffinity.front() ? m_topology.cpuAffinity : m_topology.numaAffinity;
        for (const auto& entry : affinity)
            if (entry)
                nodes.insert(*entry);
        return std::clamp(static_cast<int>(nodes.size()), 1, 16);
    }

    /// GPUs below one PCIe switch: those that reach each other, or the same NIC, without a host bridge.
    [[nodiscard]] int gpusPerSwitch() const
    {
        const auto together = [&](int a, int b) {
            const auto ia = static_cast<std::size_t>(a);
            const auto ib = static_cast<std::size_t>(b);
            if (sharesBridge(m_topology.gpuGpu[ia][ib]))
                return true;
            for (std::size_t nic = 0; nic < m_topology.nics.size(); ++nic)
                if (sharesBridge(m_topology.gpuNic[ia][nic]) && sharesBridge(m_topology.gpuNic[ib][nic]))
                    return true;
            return false;
        };
        int size = 1;
        while (size < m_gpus && together(0, size))
            ++size;
        for (int a = 0; a < m_gpus; ++a)
            if (a % size != 0 && !together(a - 1, a))
                return 1;
        return std::min(size, 64);
    }

    /// NICs below a GPU's PCIe switch serve compute; others are counted only when there is none of those (they may serve storage).
    void addNics()
    {
        int near = 0;
        for (std::size_t nic = 0; nic < m_topology.nics.size(); ++nic) {
            const bool below = std::any_of(m_topology.gpuNic.begin(), m_topology.gpuNic.end(),
                                           [nic](const TopologyRow& row) { return sharesBridge(row[nic]); });
            near += below ? 1 : 0;
        }
        const int all = static_cast<int>(m_topology.nics.size());
        const int count = near > 0 ? near : all;
        if (count == 0)
            return;
        ClusterSpec& c = m_result.cluster;
        c.nic.count = std::min(count, 256);
        c.nic.bandwidth = BytesPerSecond::fromGBPerSecond(m_rates.nic);
        c.nic.latency = Seconds::fromMicroseconds(1.0);
        c.scaleOut.kind = ScaleOutKind::LeafSpine;
        c.scaleOut.network = "infiniband";
        c.scaleOut.switchLatency = Seconds::fromMicroseconds(0.5);
        assume(std::to_string(c.nic.count) + " NICs are taken as compute NICs of " + std::to_string(static_cast<int>(m_rates.nic * 8)) +
               " Gbit/s on a non-blocking leaf-spine network; the text prints neither their rate nor the network.");
        if (near > 0 && near < all)
            assume(std::to_string(all - near) + " NICs that share no PCIe switch with a GPU are left out as storage or management ports.");
    }

    const ImportedTopology& m_topology;
    int m_gpus;
    LinkRates m_rates;
    TopologyCluster m_result;
};

} // namespace

TopologyCluster clusterFromTopology(const ImportedTopology& topology, const AcceleratorSpec* accelerator, int nodes)
{
    return ClusterBuilder{topology, accelerator, nodes}.build();
}

} // namespace shardscape
