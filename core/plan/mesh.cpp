// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/mesh.h"

#include <algorithm>
#include <utility>

namespace shardscape {

DeviceMesh::DeviceMesh(const Parallelism& parallelism, int etp, std::vector<int> placement) : m_placement{std::move(placement)}
{
    int rankStride = 1;
    int ordinalStride = 1;
    int expertStride = 1;
    const auto append = [](int size, int& stride) {
        const GridAxis axis{size, stride};
        stride *= size;
        return axis;
    };
    const int ordinals = parallelism.tp * parallelism.cp * parallelism.dp;
    for (const Axis axis : parallelism.axisOrder) {
        switch (axis) {
        case Axis::Tp:
            m_tp = append(parallelism.tp, rankStride);
            m_tpInStage = append(parallelism.tp, ordinalStride);
            m_etp = append(etp, expertStride);
            break;
        case Axis::Cp:
            m_cp = append(parallelism.cp, rankStride);
            m_cpInStage = append(parallelism.cp, ordinalStride);
            break;
        case Axis::Dp:
            m_dp = append(parallelism.dp, rankStride);
            m_dpInStage = append(parallelism.dp, ordinalStride);
            m_edp = append(ordinals / (etp * parallelism.ep), expertStride);
            break;
        case Axis::Ep: m_ep = append(parallelism.ep, expertStride); break;
        case Axis::Pp: m_pp = append(parallelism.pp, rankStride); break;
        }
    }
    m_ranks = rankStride;
    m_shard = parallelism.hsdpShard.value_or(m_dp.size * m_cp.size);
}

int DeviceMesh::stageOrdinalOf(int rank) const
{
    return m_tp.coordinateOf(rank) * m_tpInStage.stride + m_cp.coordinateOf(rank) * m_cpInStage.stride
           + m_dp.coordinateOf(rank) * m_dpInStage.stride;
}

int DeviceMesh::rankAtOrdinal(int ordinal, int pp) const
{
    return m_tpInStage.coordinateOf(ordinal) * m_tp.stride + m_cpInStage.coordinateOf(ordinal) * m_cp.stride
           + m_dpInStage.coordinateOf(ordinal) * m_dp.stride + pp * m_pp.stride;
}

Coordinate DeviceMesh::coordinateOf(int rank) const
{
    const int ordinal = stageOrdinalOf(rank);
    return {.tp = m_tp.coordinateOf(rank),
            .cp = m_cp.coordinateOf(rank),
            .dp = m_dp.coordinateOf(rank),
            .pp = m_pp.coordinateOf(rank),
            .etp = m_etp.coordinateOf(ordinal),
            .ep = m_ep.coordinateOf(ordinal),
            .edp = m_edp.coordinateOf(ordinal)};
}

int DeviceMesh::rankAt(const Coordinate& dense) const
{
    return dense.tp * m_tp.stride + dense.cp * m_cp.stride + dense.dp * m_dp.stride + dense.pp * m_pp.stride;
}

int DeviceMesh::groupSize(GroupKind kind) const
{
    switch (kind) {
    case GroupKind::Tp: return m_tp.size;
    case GroupKind::Cp: return m_cp.size;
    case GroupKind::Dp: return m_dp.size;
    case GroupKind::DpCp: return m_dp.size * m_cp.size;
    case GroupKind::DataShard: return m_shard;
    case GroupKind::DataReplica: return m_dp.size * m_cp.size / m_shard;
    case GroupKind::Pp: return m_pp.size;
    case GroupKind::Ep: return m_ep.size;
    case GroupKind::Etp: return m_etp.size;
    case GroupKind::ExpertDp: return m_edp.size;
    case GroupKind::EmbeddingTie: return m_pp.size > 1 ? 2 : 1;
    }
    return 1;
}

std::vector<int> DeviceMesh::denseGroup(const GridAxis& along, int rank) const
{
    std::vector<int> group;
    group.reserve(static_cast<std::size_t>(along.size));
    const int first = rank - along.coordinateOf(rank) * along.stride;
    for (int i = 0; i < along.size; ++i)
        group.push_back(first + i * along.stride);
    return group;
}

std::vector<int> DeviceMesh::expertGroup(const GridAxis& along, int rank) const
{
    std::vector<int> group;
    group.reserve(static_cast<std::size_t>(along.size));
    const int ordinal = stageOrdinalOf(rank);
    const int first = ordinal - along.coordinateOf(ordinal) * along.stride;
    for (int i = 0; i < along.size; ++i)
        group.push_back(rankAtOrdinal(first + i * along.stride, m_pp.coordinateOf(rank)));
    return group;
}

/// dp and cp of a rank as one coordinate, in rank order: the axis with the longer stride counts blocks of the other.
std::vector<int> DeviceMesh::dataContextRanks(int rank, int first, int count, int step) const
{
    const bool cpInside = m_cp.stride <= m_dp.stride;
    const GridAxis& inner = cpInside ? m_cp : m_dp;
    const GridAxis& outer = cpInside ? m_dp : m_cp;
    const int base = rank - m_dp.coordinateOf(rank) * m_dp.stride - m_cp.coordinateOf(rank) * m_cp.stride;
    std::vector<int> group;
    group.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const int position = first + i * step;
        group.push_back(base + position / inner.size * outer.stride + position % inner.size * inner.stride);
    }
    return group;
}

int DeviceMesh::dataContextPosition(int rank) const
{
    return m_cp.stride <= m_dp.stride ? m_dp.coordinateOf(rank) * m_cp.size + m_cp.coordinateOf(rank)
                                      : m_cp.coordinateOf(rank) * m_dp.size + m_dp.coordinateOf(rank);
}

std::vector<int> DeviceMesh::groupOf(GroupKind kind, int rank) const
{
    switch (kind) {
    case GroupKind::Tp: return denseGroup(m_tp, rank);
    case GroupKind::Cp: return denseGroup(m_cp, rank);
    case GroupKind::Dp: return denseGroup(m_dp, rank);
    case GroupKind::DpCp: return dataContextRanks(rank, 0, m_dp.size * m_cp.size, 1);
    case GroupKind::DataShard: return dataContextRanks(rank, dataContextPosition(rank) / m_shard * m_shard, m_shard, 1);
    case GroupKind::DataReplica: return dataContextRanks(rank, dataContextPosition(rank) % m_shard, groupSize(kind), m_shard);
    case GroupKind::Pp: return denseGroup(m_pp, rank);
    case GroupKind::Ep: return expertGroup(m_ep, rank);
    case GroupKind::Etp: return expertGroup(m_etp, rank);
    case GroupKind::ExpertDp: return expertGroup(m_edp, rank);
    case GroupKind::EmbeddingTie: {
        const std::vector<int> stages = denseGroup(m_pp, rank);
        return stages.size() > 1 ? std::vector<int>{stages.front(), stages.back()} : stages;
    }
    }
    return {rank};
}

} // namespace shardscape
