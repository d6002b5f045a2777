// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/traffic.h"

#include "cost/traffic_mapper.h"

#include <algorithm>

namespace shardscape {

namespace {

double entryOf(const std::vector<double>& perStage, int stage)
{
    if (perStage.empty())
        return 0.0;
    return perStage.size() == 1 ? perStage.front() : perStage[static_cast<std::size_t>(stage)];
}

/// Bytes all members of a group send together for a size as nccl-tests counts; a broadcast is passed on p - 1 times.
double sentByGroup(CollectiveOp op, int ranks, double bytes)
{
    return op == CollectiveOp::Broadcast ? (ranks - 1) * bytes : ranks * busFactor(op, ranks) * bytes;
}

double sentByAxis(const DeviceMesh& mesh, const AxisTraffic& traffic)
{
    const int size = mesh.groupSize(traffic.group);
    if (size < 2)
        return 0.0;
    const int stages = mesh.groupSize(GroupKind::Pp);
    double bytes = 0.0;
    if (traffic.group == GroupKind::Pp || traffic.group == GroupKind::EmbeddingTie) {
        const int groups = mesh.ranks() / stages;
        if (traffic.op != CollectiveOp::SendRecv)
            return groups * sentByGroup(traffic.op, size, entryOf(traffic.bytesPerStage, 0));
        for (int stage = 0; stage < stages; ++stage)
            bytes += entryOf(traffic.bytesPerStage, stage) + entryOf(traffic.bytesToPreviousPerStage, stage);
        return groups * bytes;
    }
    const double groupsPerStage = static_cast<double>(mesh.ranksPerStage()) / size;
    for (int stage = 0; stage < stages; ++stage) {
        const double forward = entryOf(traffic.bytesPerStage, stage);
        bytes += traffic.op == CollectiveOp::SendRecv ? size * (forward + entryOf(traffic.bytesToPreviousPerStage, stage))
                                                      : sentByGroup(traffic.op, size, forward);
    }
    return groupsPerStage * bytes;
}

bool isRingOp(CollectiveOp op)
{
    return op == CollectiveOp::AllReduce || op == CollectiveOp::AllGather || op == CollectiveOp::ReduceScatter;
}

void addPerStage(std::vector<double>& sum, const std::vector<double>& bytes, double factor, std::size_t stages)
{
    if (sum.size() != bytes.size() && sum.size() == 1)
        sum.assign(stages, sum.front());
    for (std::size_t stage = 0; stage < sum.size(); ++stage)
        sum[stage] += factor * entryOf(bytes, static_cast<int>(stage));
}

/// Ring collectives of one kind of group load the same links in proportion: they are walked once, as all-gathers of the summed size.
std::vector<AxisTraffic> folded(const std::vector<AxisTraffic>& traffic, std::size_t stages)
{
    std::vector<AxisTraffic> result;
    for (const AxisTraffic& entry : traffic) {
        if (entry.bytesPerStage.empty() || !isRingOp(entry.op)) {
            result.push_back(entry);
            continue;
        }
        const double factor = entry.op == CollectiveOp::AllReduce ? 2.0 : 1.0; // an all-reduce is a reduce-scatter and an all-gather
        const auto same = std::find_if(result.begin(), result.end(), [&](const AxisTraffic& other) {
            return other.axis == entry.axis && other.group == entry.group && other.op == CollectiveOp::AllGather;
        });
        if (same != result.end()) {
            addPerStage(same->bytesPerStage, entry.bytesPerStage, factor, stages);
            continue;
        }
        AxisTraffic& sum = result.emplace_back(entry);
        sum.op = CollectiveOp::AllGather;
        for (double& bytes : sum.bytesPerStage)
            bytes *= factor;
    }
    return result;
}

} // namespace

AxisBytes totalTraffic(const DeviceMesh& mesh, const std::vector<AxisTraffic>& traffic)
{
    AxisBytes total{};
    for (const AxisTraffic& entry : traffic)
        total[indexOf(entry.axis)] += sentByAxis(mesh, entry);
    return total;
}

LinkTraffic mapTraffic(const DeviceMesh& mesh, const Fabric& fabric, const std::vector<AxisTraffic>& traffic)
{
    LinkTraffic result;
    result.byAxisTotal = totalTraffic(mesh, traffic);
    TrafficMapper mapper{mesh, fabric};
    result.perLink.resize(fabric.links().size());
    const std::vector<AxisTraffic> entries = folded(traffic, static_cast<std::size_t>(mesh.groupSize(GroupKind::Pp)));
    for (const auto& axis : EnumNames<Axis>::table) {
        for (const AxisTraffic& entry : entries)
            if (entry.axis == axis.value)
                mapper.add(entry);
        mapper.collect(axis.value, result.perLink);
    }
    return result;
}

TrafficMapper::TrafficMapper(const DeviceMesh& mesh, const Fabric& fabric)
    : m_mesh{mesh}, m_fabric{fabric}, m_slotOfDomain(static_cast<std::size_t>(fabric.gpus() / fabric.gpusPerDomain() + 1), -1),
      m_cycles(static_cast<std::size_t>(fabric.kinds()))
{
}

void TrafficMapper::add(const AxisTraffic& traffic)
{
    if (m_mesh.groupSize(traffic.group) < 2)
        return;
    if (m_pairs == nullptr)
        m_bytes.resize(m_fabric.links().size());
    std::vector<char> done(static_cast<std::size_t>(m_mesh.ranks()), 0);
    for (int rank = 0; rank < m_mesh.ranks(); ++rank) {
        if (done[static_cast<std::size_t>(rank)] != 0)
            continue;
        const std::vector<int> ranks = m_mesh.groupOf(traffic.group, rank);
        const bool known = done[static_cast<std::size_t>(ranks.front())] != 0; // a middle stage names the tie of its first and last
        for (const int member : ranks)
            done[static_cast<std::size_t>(member)] = 1;
        if (known)
            continue;
        const int stage = m_mesh.coordinateOf(ranks.front()).pp;
        layOut(ranks);
        if (traffic.op == CollectiveOp::SendRecv)
            neighbors(traffic, stage);
        else
            addGroup(traffic, entryOf(traffic.bytesPerStage, stage));
    }
}

void TrafficMapper::collect(Axis axis, std::vector<AxisBytes>& perLink)
{
    for (std::size_t link = 0; link < m_bytes.size(); ++link)
        perLink[link][indexOf(axis)] = m_bytes[link];
    std::fill(m_bytes.begin(), m_bytes.end(), 0.0);
}

void TrafficMapper::addGroup(const AxisTraffic& traffic, double bytes)
{
    if (bytes <= 0.0)
        return;
    const int ranks = m_group.ranks();
    switch (traffic.op) {
    case CollectiveOp::AllReduce:
    case CollectiveOp::AllGather:
    case CollectiveOp::ReduceScatter: ring(busFactor(traffic.op, ranks) * bytes); return;
    case CollectiveOp::AllToAll: allToAll(traffic, bytes / ranks); return;
    case CollectiveOp::Broadcast: broadcastChain(bytes); return;
    case CollectiveOp::SendRecv: return; // goes by neighbors()
    }
}

void TrafficMapper::neighbors(const AxisTraffic& traffic, int groupStage)
{
    const int ranks = m_group.ranks();
    const bool alongStages = traffic.group == GroupKind::Pp || traffic.group == GroupKind::EmbeddingTie;
    for (int i = 0; i < ranks; ++i) {
        const int stage = alongStages ? i : groupStage;
        const int from = m_group.gpus[static_cast<std::size_t>(i)];
        if (const double next = entryOf(traffic.bytesPerStage, stage); next > 0.0)
            send(from, m_group.gpus[static_cast<std::size_t>((i + 1) % ranks)], next);
        if (const double previous = entryOf(traffic.bytesToPreviousPerStage, stage); previous > 0.0)
            send(from, m_group.gpus[static_cast<std::size_t>((i + ranks - 1) % ranks)], previous);
    }
}

void TrafficMapper::send(int fromGpu, int toGpu, double bytes)
{
    if (m_pairs != nullptr)
        return countPair(fromGpu, toGpu, bytes);
    m_fabric.route(fromGpu, toGpu, m_route);
    for (const std::int32_t link : m_route)
        load(link, bytes);
}

void TrafficMapper::loadNodeRoute(int node, std::span<const std::int32_t> route, double bytes)
{
    const std::int32_t first = m_fabric.firstLinkOf(node);
    for (const std::int32_t link : route)
        load(first + link, bytes);
}

void TrafficMapper::loadLocal(int node, int from, int to, double bytes)
{
    m_route.clear();
    m_fabric.nodeTemplate(node).appendRoute(from, to, m_route, m_fabric.firstLinkOf(node));
    for (const std::int32_t link : m_route)
        load(link, bytes);
}

} // namespace shardscape
