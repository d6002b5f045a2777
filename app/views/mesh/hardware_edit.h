// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of the cluster from the mesh's hardware mode: nodes come and go. Pure functions from scenario to scenario; any thread.
#pragma once

#include "plan/scenario.h"
#include "units/result.h"

#include <vector>

namespace shardscape {

/// One more node of the last kind. A cluster that the scenario describes itself fails: it has no kind to take a node of.
[[nodiscard]] Result<Scenario> withNodeAdded(const Scenario& scenario);

/// The cluster without these nodes; GPUs behind them move up. Marks and a placement by hand follow their GPUs; ranks of a placement by hand
/// that lose theirs take the first free ones, and where those do not suffice the placement is given up. Fails when no node, or none of a
/// group of nodes, would be left.
/// \param cluster the present one
[[nodiscard]] Result<Scenario> withNodesRemoved(const Scenario& scenario, const ClusterSpec& cluster, const std::vector<int>& nodes);

} // namespace shardscape
