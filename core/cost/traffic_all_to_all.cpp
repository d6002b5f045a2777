// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/traffic_mapper.h"

#include <algorithm>

namespace shardscape {

namespace {

/// Members of a group by where they sit, so that all pairs are counted in time linear in the members.
class MemberCounts {
public:
    MemberCounts(const GroupLayout& group, const Fabric& fabric) : m_fabric{fabric}, m_locals{fabric.gpusPerNode()}
    {
        for (const int gpu : group.gpus) {
            const auto local = static_cast<std::size_t>(gpu % m_locals);
            const int node = gpu / m_locals;
            m_all.resize(static_cast<std::size_t>(m_locals), 0);
            ++m_all[local];
            ++row(m_domain, node / fabric.nodesPerDomain())[local];
            ++row(m_unit, fabric.unitOf(node))[local];
            ++m_pod[fabric.podOf(fabric.unitOf(node))];
            ++m_domainSize[node / fabric.nodesPerDomain()];
            ++m_unitSize[fabric.unitOf(node)];
        }
    }

    /// Members of other domains that have this local index, seen from a node; of other units; and of other pods in all.
    [[nodiscard]] int outsideDomain(int node, int local) const
    {
        return all(local) - at(m_domain, node / m_fabric.nodesPerDomain(), local);
    }
    [[nodiscard]] int outsideUnit(int node, int local) const { return all(local) - at(m_unit, m_fabric.unitOf(node), local); }
    [[nodiscard]] int outsidePod(int node, int members) const { return members - m_pod.at(m_fabric.podOf(m_fabric.unitOf(node))); }
    [[nodiscard]] int inDomain(int node) const { return m_domainSize.at(node / m_fabric.nodesPerDomain()); }
    [[nodiscard]] int inUnit(int node) const { return m_unitSize.at(m_fabric.unitOf(node)); }

private:
    using Rows = std::map<int, std::vector<int>>;
    [[nodiscard]] std::vector<int>& row(Rows& rows, int key) const
    {
        std::vector<int>& counts = rows[key];
        counts.resize(static_cast<std::size_t>(m_locals), 0);
        return counts;
    }
    [[nodiscard]] int all(int local) const { return m_all[static_cast<std::size_t>(local)]; }
    [[nodiscard]] static int at(const Rows& rows, int key, int local) { return rows.at(key)[static_cast<std::size_t>(local)]; }

    const Fabric& m_fabric;
    int m_locals;
    std::vector<int> m_all;
    Rows m_domain, m_unit;
    std::map<int, int> m_pod, m_domainSize, m_unitSize;
};

} // namespace

bool TrafficMapper::groupIsUniform() const
{
    const auto kindOf = [this](int gpu) { return m_fabric.kindOf(nodeOf(gpu)); };
    return !m_fabric.isMixed() || std::all_of(m_group.gpus.begin(), m_group.gpus.end(),
                                              [&](int gpu) { return kindOf(gpu) == kindOf(m_group.gpus.front()); });
}

/// An uneven exchange is an even one of the other members' pairs and what the busy member has beyond them.
void TrafficMapper::allToAll(const AxisTraffic& traffic, double bytesPerPair)
{
    const double ranks = m_group.ranks();
    const double busy = std::min(traffic.imbalance, ranks);
    const double others = (ranks - busy) / (ranks - 1.0);
    evenAllToAll(bytesPerPair * others, traffic.networkShare);
    if (busy > others)
        skewToFirst(traffic, bytesPerPair * (busy - others));
}

/// Between the first member and all others: straight, or in two stages by the GPU of the first one's node with the other's local index.
void TrafficMapper::skewToFirst(const AxisTraffic& traffic, double bytesPerPair)
{
    const int busy = m_group.gpus.front();
    const bool straight = traffic.networkShare >= 1.0 || m_pairs != nullptr;
    const auto direct = [&](int from, int to, double bytes) {
        traffic.skew == Skew::Receives ? send(from, to, bytes) : send(to, from, bytes);
    };
    for (const int gpu : m_group.gpus) {
        const int relay = nodeOf(busy) * m_fabric.gpusPerNode() + localOf(gpu);
        if (gpu == busy)
            continue;
        if (straight || domainOf(gpu) == domainOf(busy)) {
            direct(gpu, busy, bytesPerPair);
            continue;
        }
        direct(gpu, relay, bytesPerPair * traffic.networkShare);
        direct(relay, busy, bytesPerPair);
    }
}

void TrafficMapper::evenAllToAll(double bytesPerPair, double networkShare)
{
    if (bytesPerPair <= 0.0)
        return;
    if (m_pairs != nullptr)
        return countExchange(bytesPerPair);
    allToAllInside(bytesPerPair);
    if (m_group.domains() == 1 || m_fabric.leaves() == 0)
        return;
    if (!groupIsUniform())
        allToAllUnlike(bytesPerPair, networkShare);
    else if (networkShare < 1.0)
        dispatchAcross(bytesPerPair, networkShare);
    else
        allToAllAcross(bytesPerPair);
}

void TrafficMapper::allToAllInside(double bytesPerPair)
{
    for (int d = 0; d < m_group.domains(); ++d) {
        const std::span<const int> members = m_group.members(d);
        const NodeTemplate& node = wiringOf(members.front());
        if (node.switchUp.empty()) {
            directExchange(members, bytesPerPair);
            continue;
        }
        const double bytes = bytesPerPair * static_cast<double>(members.size() - 1);
        for (const int gpu : members) {
            const std::int32_t first = m_fabric.firstLinkOf(nodeOf(gpu));
            load(first + node.switchUp[static_cast<std::size_t>(localOf(gpu))], bytes);
            load(first + node.switchDown[static_cast<std::size_t>(localOf(gpu))], bytes);
        }
    }
}

/// Every member sends to every member of another domain, as Fabric::route goes: over NVLink to the GPU with the peer's local index and
/// out on the peer's rail where that is possible, else out through its own NIC. Counted per member and local index, not per pair.
void TrafficMapper::allToAllAcross(double bytesPerPair)
{
    const MemberCounts counts{m_group, m_fabric};
    const bool manyLeaves = m_fabric.leaves() > 1;
    const bool railLeaves = m_fabric.scaleOut() == ScaleOutKind::RailOptimized;
    const NodeTemplate& wiring = wiringOf(m_group.gpus.front());
    const auto home = [&](int local) { return wiring.homeNic[static_cast<std::size_t>(local)]; };
    for (const int gpu : m_group.gpus) {
        const int node = nodeOf(gpu);
        const int local = localOf(gpu);
        const std::int32_t first = m_fabric.firstLinkOf(node);
        const double incoming = bytesPerPair * (m_group.ranks() - counts.inDomain(node));
        load(first + wiring.nicDown[static_cast<std::size_t>(home(local))], incoming);
        loadNodeRoute(node, wiring.nicToGpu.at(local), incoming);
        for (int peer = 0; peer < m_fabric.gpusPerNode(); ++peer) {
            const int others = counts.outsideDomain(node, peer);
            if (others == 0)
                continue;
            const double bytes = bytesPerPair * others;
            const bool sameRail = home(peer) == home(local);
            const bool relays = !sameRail && m_fabric.relaysToRail(node, local, peer);
            const int exit = relays ? peer : local;
            if (relays)
                loadLocal(node, local, peer, bytes);
            loadNodeRoute(node, wiring.gpuToNic.at(exit), bytes);
            load(first + wiring.nicUp[static_cast<std::size_t>(home(exit))], bytes);
            if (!manyLeaves)
                continue;
            const bool unitsMatter = sameRail || relays || !railLeaves;
            load(m_fabric.leafUp(m_fabric.leafOf(node, home(exit))),
                 bytesPerPair * (unitsMatter ? counts.outsideUnit(node, peer) : others));
            const bool unitsMatterBack = sameRail || !railLeaves || m_fabric.relaysToRail(node, peer, local);
            load(m_fabric.leafDown(m_fabric.leafOf(node, home(local))),
                 bytesPerPair * (unitsMatterBack ? counts.outsideUnit(node, peer) : others));
        }
        if (m_fabric.pods() > 1) {
            const int pod = m_fabric.podOf(m_fabric.unitOf(node));
            const double bytes = bytesPerPair * counts.outsidePod(node, m_group.ranks());
            load(m_fabric.podUp(pod), bytes);
            load(m_fabric.podDown(pod), bytes);
        }
    }
}

/// DeepEP's two stages: over the network once per node, to the GPU with the sender's own local index (same rail), then over NVLink there.
void TrafficMapper::dispatchAcross(double bytesPerPair, double networkShare)
{
    const MemberCounts counts{m_group, m_fabric};
    const double crossing = bytesPerPair * networkShare;
    const NodeTemplate& wiring = wiringOf(m_group.gpus.front());
    const auto home = [&](int local) { return wiring.homeNic[static_cast<std::size_t>(local)]; };
    for (const int gpu : m_group.gpus) {
        const int node = nodeOf(gpu);
        const int local = localOf(gpu);
        const std::int32_t first = m_fabric.firstLinkOf(node);
        const double out = crossing * (m_group.ranks() - counts.inDomain(node));
        loadNodeRoute(node, wiring.gpuToNic.at(local), out);
        load(first + wiring.nicUp[static_cast<std::size_t>(home(local))], out);
        const double leavesUnit = crossing * (m_group.ranks() - counts.inUnit(node));
        if (leavesUnit > 0.0)
            load(m_fabric.leafUp(m_fabric.leafOf(node, home(local))), leavesUnit);
        for (int relay = 0; relay < m_fabric.gpusPerNode(); ++relay) {
            const int senders = counts.outsideDomain(node, relay);
            if (senders == 0)
                continue;
            load(first + wiring.nicDown[static_cast<std::size_t>(home(relay))], crossing * senders);
            loadNodeRoute(node, wiring.nicToGpu.at(relay), crossing * senders);
            if (relay != local)
                loadLocal(node, relay, local, bytesPerPair * senders);
            if (const int farSenders = counts.outsideUnit(node, relay); farSenders > 0)
                load(m_fabric.leafDown(m_fabric.leafOf(node, home(relay))), crossing * farSenders);
        }
        if (m_fabric.pods() > 1) {
            const int pod = m_fabric.podOf(m_fabric.unitOf(node));
            const double bytes = crossing * counts.outsidePod(node, m_group.ranks());
            load(m_fabric.podUp(pod), bytes);
            load(m_fabric.podDown(pod), bytes);
        }
    }
}

/// The same two ways pair by pair, for groups over nodes that are wired differently. Quadratic in the members.
void TrafficMapper::allToAllUnlike(double bytesPerPair, double networkShare)
{
    for (const int from : m_group.gpus)
        for (const int to : m_group.gpus) {
            if (domainOf(from) == domainOf(to))
                continue;
            if (networkShare >= 1.0) {
                send(from, to, bytesPerPair);
                continue;
            }
            const int relay = nodeOf(to) * m_fabric.gpusPerNode() + localOf(from);
            send(from, relay, bytesPerPair * networkShare);
            if (relay != to)
                loadLocal(nodeOf(to), localOf(relay), localOf(to), bytesPerPair);
        }
}

} // namespace shardscape
