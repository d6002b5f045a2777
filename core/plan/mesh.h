// SPDX-License-Identifier: GPL-3.0-or-later
// The device mesh: which rank has which coordinate, which GPU it sits on, and who belongs to a group of an axis. Arithmetic only; a
// mesh of 131,072 ranks costs no more to make than one of 8 unless it carries a permutation.
//
// There are two grids over the same ranks, as in Megatron-Core: the dense grid (tp, cp, dp, pp) in axis order, and, inside each pipeline
// stage, the expert grid (etp at tp's place, ep, expert-dp at dp's place). Both leave the pipeline stage of a rank the same.
#pragma once

#include "plan/parallelism.h"

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
    DataShard,   ///< part of dp-cp over which FSDP shards: all of it, or under HSDP followers in rank order (PyTorch's inner mesh dimension)
    DataReplica, ///< ranks of dp-cp that hold the same shard; one rank without HSDP
    Pp,
    Ep,
    Etp,
    ExpertDp, ///< replicas of an expert shard
    EmbeddingTie, ///< first and last stage of a tied model
};

template <> struct EnumNames<GroupKind> {
    static constexpr std::array<EnumName<GroupKind>, 11> table{{{GroupKind::Tp, "tp"},
                                                               {GroupKind::Cp, "cp"},
                                                               {GroupKind::Dp, "dp"},
                                                               {GroupKind::DpCp, "dp-cp"},
                                                               {GroupKind::DataShard, "data-shard"},
                                                               {GroupKind::DataReplica, "data-replica"},
                                                               {GroupKind::Pp, "pp"},
                                                               {GroupKind::Ep, "ep"},
                                                               {GroupKind::Etp, "etp"},
                                                               {GroupKind::ExpertDp, "expert-dp"},
                                                               {GroupKind::EmbeddingTie, "embedding-tie"}}};
};

class DeviceMesh {
public:
    /// \param parallelism legal degrees (all >= 1; ep * etp divides tp * cp * dp; hsdpShard divides dp * cp)
    /// \param etp the resolved expert tensor degree
    /// \param placement entry i = GPU of rank i; empty = rank i on GPU i
    DeviceMesh(const Parallelism& parallelism, int etp, std::vector<int> placement = {});

    [[nodiscard]] int ranks() const { return m_ranks; }
    [[nodiscard]] int ranksPerStage() const { return m_ranks / m_pp.size; }
    [[nodiscard]] Coordinate coordinateOf(int rank) const;
    /// The rank with the given tp, cp, dp and pp; the expert coordinates are ignored.
    [[nodiscard]] int rankAt(const Coordinate& dense) const;
    [[nodiscard]] int gpuOf(int rank) const { return m_placement.empty() ? rank : m_placement[static_cast<std::size_t>(rank)]; }
    [[nodiscard]] bool isPermuted() const { return !m_placement.empty(); }

    [[nodiscard]] int groupSize(GroupKind kind) const;
    /// Ranks of the group of `kind` that `rank` belongs to, in group order (ascending coordinate along the group).
    [[nodiscard]] std::vector<int> groupOf(GroupKind kind, int rank) const;

private:
    /// One axis of a grid: coordinate = (position / stride) % size.
    struct GridAxis {
        int size = 1;
        int stride = 1;
        [[nodiscard]] int coordinateOf(int position) const { return (position / stride) % size; }
    };
    /// Position of a rank among the ranks of its pipeline stage, counted in axis order; the expert grid folds over it.
    [[nodiscard]] int stageOrdinalOf(int rank) const;
    [[nodiscard]] int rankAtOrdinal(int ordinal, int pp) const;
    [[nodiscard]] std::vector<int> expertGroup(const GridAxis& along, int rank) const;
    [[nodiscard]] std::vector<int> denseGroup(const GridAxis& along, int rank) const;
    /// `count` ranks of a rank's dp x cp group from position `first` on, every step-th.
    [[nodiscard]] std::vector<int> dataContextRanks(int rank, int first, int count, int step) const;
    [[nodiscard]] int dataContextPosition(int rank) const;

    GridAxis m_tp, m_cp, m_dp, m_pp;                            ///< over ranks
    GridAxis m_tpInStage, m_cpInStage, m_dpInStage;             ///< over stage ordinals
    GridAxis m_etp, m_ep, m_edp;                                ///< the expert grid, over stage ordinals
    int m_shard = 1;                                            ///< ranks of a DataShard group
    int m_ranks = 1;
    std::vector<int> m_placement;
};

} // namespace shardscape
