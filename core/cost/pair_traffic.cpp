// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/pair_traffic.h"

#include "cost/traffic_mapper.h"

#include <algorithm>
#include <map>

namespace shardscape {

namespace {

constexpr int blocksOf(int gpus, int perBlock) { return (gpus + perBlock - 1) / perBlock; }

} // namespace

PairTraffic pairTraffic(const DeviceMesh& mesh, const Fabric& fabric, const std::vector<AxisTraffic>& traffic, int gpusPerBlock)
{
    PairTraffic pairs;
    pairs.gpusPerBlock = gpusPerBlock;
    pairs.blocks = blocksOf(fabric.gpus(), gpusPerBlock);
    pairs.bytes.resize(static_cast<std::size_t>(pairs.blocks) * static_cast<std::size_t>(pairs.blocks));
    TrafficMapper mapper{mesh, fabric};
    for (const AxisTraffic& entry : traffic)
        mapper.addPairs(entry, pairs);
    return pairs;
}

int blockFor(const Fabric& fabric, int most)
{
    int unit = fabric.nodesPerDomain();
    while (unit < fabric.nodes() && fabric.unitOf(unit) == fabric.unitOf(0))
        ++unit;
    for (const int block : {1, fabric.gpusPerNode(), fabric.gpusPerDomain(), unit * fabric.gpusPerNode()})
        if (blocksOf(fabric.gpus(), block) <= most)
            return block;
    int block = unit * fabric.gpusPerNode();
    while (blocksOf(fabric.gpus(), block) > most)
        block *= 2;
    return block;
}

void TrafficMapper::addPairs(const AxisTraffic& traffic, PairTraffic& pairs)
{
    m_pairs = &pairs;
    m_pairAxis = indexOf(traffic.axis);
    add(traffic);
    m_pairs = nullptr;
}

void TrafficMapper::countPair(int fromGpu, int toGpu, double bytes)
{
    const auto from = static_cast<std::size_t>(fromGpu / m_pairs->gpusPerBlock);
    const auto to = static_cast<std::size_t>(toGpu / m_pairs->gpusPerBlock);
    m_pairs->bytes[from * static_cast<std::size_t>(m_pairs->blocks) + to][m_pairAxis] += bytes;
}

/// Every member to every other, counted by blocks; a member sends nothing to itself.
void TrafficMapper::countExchange(double bytesPerPair)
{
    std::map<int, int> members;
    for (const int gpu : m_group.gpus)
        ++members[gpu / m_pairs->gpusPerBlock];
    for (const auto& [from, senders] : members)
        for (const auto& [to, receivers] : members)
            countPair(from * m_pairs->gpusPerBlock, to * m_pairs->gpusPerBlock,
                      bytesPerPair * (from == to ? senders * (receivers - 1.0) : 1.0 * senders * receivers));
}

} // namespace shardscape
