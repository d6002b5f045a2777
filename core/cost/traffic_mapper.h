// SPDX-License-Identifier: GPL-3.0-or-later
// Lays the groups of a mesh onto a fabric and adds up bytes per link. Internal to core/cost; one object per map, used by one thread.
#pragma once

#include "cost/traffic.h"

#include <map>
#include <span>

namespace shardscape {

/// The GPUs of one group sorted into scale-up domains, domains in the order in which the group meets them.
struct GroupLayout {
    std::vector<int> gpus;        ///< in group order
    std::vector<int> sorted;      ///< by domain
    std::vector<int> domainStart; ///< [domain] into sorted, one more than there are domains

    [[nodiscard]] int ranks() const { return static_cast<int>(gpus.size()); }
    [[nodiscard]] int domains() const { return static_cast<int>(domainStart.size()) - 1; }
    [[nodiscard]] std::span<const int> members(int domain) const
    {
        const auto first = static_cast<std::size_t>(domainStart[static_cast<std::size_t>(domain)]);
        const auto last = static_cast<std::size_t>(domainStart[static_cast<std::size_t>(domain) + 1]);
        return std::span{sorted}.subspan(first, last - first);
    }
    [[nodiscard]] int fewestMembers() const;
};

/// A ring over local GPUs and its share of the bytes.
struct WeightedCycle {
    std::vector<int> gpus;
    double share = 1.0;
};

struct PairTraffic;

class TrafficMapper {
public:
    TrafficMapper(const DeviceMesh& mesh, const Fabric& fabric);

    void add(const AxisTraffic& traffic);
    /// Moves what was added since the last call into the map as the bytes of an axis.
    void collect(Axis axis, std::vector<AxisBytes>& perLink);
    /// Counts who sends to whom instead of what links carry.
    void addPairs(const AxisTraffic& traffic, PairTraffic& pairs);
    /// GPUs of a group in the order of its first ring.
    [[nodiscard]] std::vector<int> ringOrder(const std::vector<int>& ranks);

private:
    void layOut(const std::vector<int>& ranks);
    void sortByDomain();
    void orderForRings();
    [[nodiscard]] const std::vector<WeightedCycle>& fastestCycles(int node, const std::vector<int>& locals);
    void parallelRings(std::span<const int> members, double bytes);

    void addGroup(const AxisTraffic& traffic, double bytes);
    void ring(double bytesPerRank);
    void closedRing(std::span<const int> members, double bytes);
    void railRings(double bytesPerRank);
    void directExchange(std::span<const int> members, double bytesPerPair);
    void broadcastChain(double bytes);
    void neighbors(const AxisTraffic& traffic, int groupStage);

    void allToAll(const AxisTraffic& traffic, double bytesPerPair);
    void evenAllToAll(double bytesPerPair, double networkShare);
    void skewToFirst(const AxisTraffic& traffic, double bytesPerPair);
    void allToAllInside(double bytesPerPair);
    void allToAllAcross(double bytesPerPair);
    void dispatchAcross(double bytesPerPair, double networkShare);
    void allToAllUnlike(double bytesPerPair, double networkShare);

    void countPair(int fromGpu, int toGpu, double bytes);
    void countExchange(double bytesPerPair);

    void send(int fromGpu, int toGpu, double bytes);
    void load(std::int32_t link, double bytes) { m_bytes[static_cast<std::size_t>(link)] += bytes; }
    void loadNodeRoute(int node, std::span<const std::int32_t> route, double bytes);
    void loadLocal(int node, int from, int to, double bytes);
    [[nodiscard]] const NodeTemplate& wiringOf(int gpu) const { return m_fabric.nodeTemplate(nodeOf(gpu)); }
    /// True when all nodes of the group are wired alike.
    [[nodiscard]] bool groupIsUniform() const;
    [[nodiscard]] int nodeOf(int gpu) const { return gpu / m_fabric.gpusPerNode(); }
    [[nodiscard]] int localOf(int gpu) const { return gpu % m_fabric.gpusPerNode(); }
    [[nodiscard]] int domainOf(int gpu) const { return gpu / m_fabric.gpusPerDomain(); }

    const DeviceMesh& m_mesh;
    const Fabric& m_fabric;
    std::vector<double> m_bytes; ///< [link] of the axis that is being added: one axis at a time stays in the cache; empty = none yet
    PairTraffic* m_pairs = nullptr; ///< while pairs are counted
    std::size_t m_pairAxis = 0;
    GroupLayout m_group;
    std::vector<std::int32_t> m_route;
    std::vector<int> m_slotOfDomain;                                 ///< -1 but while a group is sorted
    std::vector<std::map<std::vector<int>, std::vector<WeightedCycle>>> m_cycles; ///< [kind of node] fastest rings of sets of local GPUs
};

} // namespace shardscape
