// SPDX-License-Identifier: GPL-3.0-or-later
// One collective by every algorithm that the machine runs it with, as moves with their price. Values; any thread.
#pragma once

#include "cost/collective_moves.h"
#include "views/common/table_data.h"

namespace shardscape {

struct CollectiveChoice {
    CollectiveOp op = CollectiveOp::AllReduce;
    int ranks = 8;
    double bytes = 1e9;
    bool acrossNodes = false; ///< one GPU on each node, instead of all on one
};

struct CollectiveLane {
    CollectiveMoves moves;
    double seconds = 0; ///< as estimateCollective() prices it
    double bytes = 0;   ///< of the vector
};

/// The fastest protocol of each algorithm, the fastest algorithm first. Empty where the machine cannot run it: too few GPUs in a node, no
/// network.
[[nodiscard]] std::vector<CollectiveLane> collectiveLanes(const CollectiveChoice& choice, const ClusterSpec& cluster);

/// How far a lane is when `share` of the slowest lane's time has passed: hops done, with the part of the one under way.
[[nodiscard]] double hopsDone(const CollectiveLane& lane, const std::vector<CollectiveLane>& all, double share);

[[nodiscard]] QString algorithmName(const std::string& algorithm);
[[nodiscard]] QString collectiveCaption(const std::vector<CollectiveLane>& lanes, double share);
[[nodiscard]] TableData collectiveTable(const std::vector<CollectiveLane>& lanes);

} // namespace shardscape
