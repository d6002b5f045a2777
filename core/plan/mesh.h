// SPDX-License-Identifier: GPL-3.0-or-later
// The device mesh: which rank has which coordinate, which GPU it sits on, and who belongs to a group of an axis. Arithmetic only; a
// mesh of 131,072 ranks costs no more to make than one of 8 unless it carries a permutation.
#pragma once

#include "plan/parallelism.h"

#include <array>
#include <vector>

namespace shardscape {

/// Coordinates of a rank. tp, cp, dp, pp place it in the dense grid; etp, ep, edp in the expert grid of its pipeline stage.
struct Coordinate {
    int tp = 0, cp = 0, dp = 0, pp = 0;
    int etp = 0, ep = 0, edp = 0;
    bool operator==(const Coordinate&) const = default;
};

/// A communicator's kind: the axes and the derived groups that real frameworks create.
enum class GroupKind : unsigned char {
    Tp,
    Cp,
    Dp,       ///< gradient replicas of dense parameters within one cp coordinate
    DpCp,     ///< the group that reduces and shards dense parameters: dp x cp
    Pp,
    Ep,
    Etp,
    ExpertDp, ///< replicas of an expert shard
    EmbeddingTie, ///< first and last stage of a tied model
};

class DeviceMesh {
public:
    /// \param parallelism legal degrees (all >= 1; ep * etp divides tp * cp * dp)
    /// \param etp the resolved expert tensor degree
    /// \param placement entry i = GPU of rank i; empty = rank i on GPU i
    DeviceMesh(const Parallelism& parallelism, int etp, std::vector<int> placement = {});

    [[nodiscard]] int ranks() const { return m_ranks; }
    [[nodiscard]] int ranksPerStage() const { return m_ranks / m_pp; }
    [[nodiscard]] Coordinate coordinateOf(int rank) const;
    /// The rank with the given tp, cp, dp and pp; the expert coordinates are ignored.
    [[nodiscard]] int rankAt(const Coordinate& dense) const;
    [[nodiscard]] int gpuOf(int rank) const { return m_placement.empty() ? rank : m_placement[static_cast<std::size_t>(rank)]; }
    [[nodiscard]] bool isPermuted() const { return !m_placement.empty(); }

    [[nodiscard]] int groupSize(GroupKind kind) const;
    /// Ranks of the group of `kind` that `rank` belongs to, in group order (ascending coordinate along the group).
    [[nodiscard]] std::vector<int> groupOf(GroupKind kind, int rank) const;

private:
    [[nodiscard]] int stageOrdinal(const Coordinate& dense) const;

    std::array<int, axisCount> m_denseStride{}; ///< stride of tp, cp, dp, pp in rank space (ep unused)
    int m_tp, m_cp, m_dp, m_pp, m_ep, m_etp, m_edp;
    int m_etpStride = 1, m_epStride = 1, m_edpStride = 1; ///< strides inside the stage's ordinal space
    int m_ranks;
    std::vector<Axis> m_order;
    std::vector<int> m_placement;
};

} // namespace shardscape
