// SPDX-License-Identifier: GPL-3.0-or-later
// What is sent, and what it loads: bytes per directed link and axis. All groups of an axis run at the same time and load links together.
#pragma once

#include "cost/collective.h"
#include "hardware/fabric.h"
#include "plan/plan.h"

#include <array>
#include <vector>

namespace shardscape {

/// Bytes over one directed link, by axis; index with indexOf(Axis).
using AxisBytes = std::array<double, axisCount>;

struct LinkTraffic {
    AxisBytes byAxisTotal{};        ///< bytes that GPUs send, summed over the cluster, per axis (each byte counted once, not per hop)
    std::vector<AxisBytes> perLink; ///< [link] bytes over it; empty when the link map was not asked for
};

/// Which way the busiest member of an uneven all-to-all is busy.
enum class Skew : unsigned char { Receives, Sends };

/// What one kind of group sends during the period that is looked at (a step, or prefill plus one decoded token).
struct AxisTraffic {
    Axis axis = Axis::Tp; ///< under which the bytes are booked
    GroupKind group = GroupKind::Tp;
    CollectiveOp op = CollectiveOp::AllReduce;
    /// Sum of the sizes of all calls of one group, as nccl-tests counts, by pipeline stage of the group; one entry = the same on every
    /// stage. For GroupKind::Pp and EmbeddingTie the entry is that of the sending rank's stage. SendRecv: bytes to the next member of the
    /// group, the last one's successor being the first; a last entry of 0 leaves the wrap-around out.
    std::vector<double> bytesPerStage;
    std::vector<double> bytesToPreviousPerStage; ///< SendRecv only: the same to the previous member; empty = none
    /// AllToAll only: share of the bytes between nodes that crosses the network when the dispatcher sends a token once per node and
    /// forwards it over NVLink there (DeepEP); 1 = every byte crosses, straight to its GPU.
    double networkShare = 1.0;
    /// AllToAll only: what the group's first member receives over the mean (dispatch), the others less by as much in all; `skew` says
    /// whether it receives or sends (combine) so much. Beyond the group's size it counts as the group's size.
    double imbalance = 1.0;
    Skew skew = Skew::Receives;
};

/// Bytes that GPUs send per axis, without a link map. Linear in the stages.
[[nodiscard]] AxisBytes totalTraffic(const DeviceMesh& mesh, const std::vector<AxisTraffic>& traffic);

/// Bytes over every directed link. Rings as NCCL lays them: nodes in the order in which the group's ranks first meet them, inside a node
/// along the fastest links, and as many rings as the emptiest node has ranks, so that each crosses nodes on a rail of its own; complete
/// meshes exchange directly; cube meshes and tori use both directions of a ring. \pre the fabric has every GPU of the mesh.
[[nodiscard]] LinkTraffic mapTraffic(const DeviceMesh& mesh, const Fabric& fabric, const std::vector<AxisTraffic>& traffic);
[[nodiscard]] inline LinkTraffic mapTraffic(const Plan& plan, const Fabric& fabric, const std::vector<AxisTraffic>& traffic)
{
    return mapTraffic(plan.mesh, fabric, traffic);
}

} // namespace shardscape
