// SPDX-License-Identifier: GPL-3.0-or-later
// What the mesh picture shows, ready for painting: geometry, the rank and stage on every GPU, and names. Made once per plan, immutable
// while painted; any thread.
#pragma once

#include "hardware/cluster.h"
#include "plan/plan.h"
#include "views/common/table_data.h"
#include "views/mesh/mesh_geometry.h"

#include <QString>
#include <QStringList>

#include <array>
#include <memory>
#include <vector>

namespace shardscape {

/// The four groups that are outlined around a GPU, in the order of their keys T, D, P, E.
inline constexpr std::array<GroupKind, 4> meshGroups{GroupKind::Tp, GroupKind::Dp, GroupKind::Pp, GroupKind::Ep};

/// The axis whose color a group wears.
[[nodiscard]] Axis axisOf(GroupKind kind);

struct MeshModel {
    MeshGeometry geometry;
    std::shared_ptr<const Plan> plan;
    std::vector<int> rankOfGpu;  ///< -1 = no rank
    std::vector<int> stageOfGpu; ///< -1 = no rank
    std::vector<bool> outOfOrder;
    std::vector<int> outOfOrderList;
    ClusterSpec cluster;
    int stages = 1;

    [[nodiscard]] int gpus() const { return geometry.gpus(); }
    [[nodiscard]] int rankOn(int gpu) const { return rankOfGpu[static_cast<std::size_t>(gpu)]; }
    [[nodiscard]] int stageOn(int gpu) const { return stageOfGpu[static_cast<std::size_t>(gpu)]; }
    [[nodiscard]] bool isOut(int gpu) const { return outOfOrder[static_cast<std::size_t>(gpu)]; }

    /// "node 3", in a cluster of unlike nodes with the letter of its kind and its accelerator.
    [[nodiscard]] QString nodeName(int node) const;
    [[nodiscard]] std::vector<int> placement() const; ///< the GPU of every rank
    /// The coordinate of the rank on a GPU on the axes longer than 1, such as {"pp 0", "dp 1", "tp 3"}; outermost first.
    [[nodiscard]] QStringList coordinateOf(int gpu) const;
    /// Coordinate of the rank on a GPU on an axis; -1 without a rank.
    [[nodiscard]] int coordinateOn(Axis axis, int gpu) const;
    [[nodiscard]] QString stateOf(int gpu) const; ///< "rank 11, pp 0, dp 1, tp 3", "no rank" or "out of order"
    /// GPUs of the group of `kind` of the rank on `gpu`; empty without a rank.
    [[nodiscard]] std::vector<int> groupGpus(GroupKind kind, int gpu) const;
    /// "GPU 11, node 1: rank 11, pp 0, dp 1, tp 3".
    [[nodiscard]] QString describe(int gpu) const;
};

/// Nodes are of the same kinds, under the same names.
[[nodiscard]] bool sameKinds(const ClusterSpec& a, const ClusterSpec& b);

/// \param plan a legal plan for this cluster; its placement points into the cluster's GPUs
[[nodiscard]] MeshModel makeMeshModel(std::shared_ptr<const Plan> plan, const ClusterSpec& cluster);

/// The table twin: one row a GPU.
[[nodiscard]] TableData meshTable(const MeshModel& model);

} // namespace shardscape
