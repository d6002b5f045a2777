// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of the assignment of ranks to GPUs, as functions from scenario to scenario. An edit never loses or doubles a rank; one that is not
// possible gives a Problem that says why. Used by the mesh's gestures, their key twins and tests; any thread.
#pragma once

#include "plan/scenario.h"
#include "units/result.h"
#include "views/mesh/mesh_geometry.h"

#include <vector>

namespace shardscape {

/// The GPU of every rank, written out. \param ranks the plan's world size
[[nodiscard]] std::vector<int> placementOf(const Scenario& scenario, int ranks);

/// The rank on every GPU; -1 where none sits.
[[nodiscard]] std::vector<int> ranksOnGpus(const std::vector<int>& placement, int gpus);

/// The scenario with this placement; rank i on GPU i becomes "no placement", so that going back leaves no trace in the file. (Not while
/// GPUs are out of order: then "no placement" means to keep away from their nodes.)
[[nodiscard]] Scenario withPlacement(const Scenario& scenario, std::vector<int> placement);

/// Exchanges what sits on two GPUs; with one of them empty it is a move.
[[nodiscard]] std::vector<int> swapped(const std::vector<int>& placement, int gpuA, int gpuB);

/// GPUs that a block of GPUs lands on when `grabbed` is dropped on `target`: the same shift in the grid of all cells for each. Fails when
/// a cell would fall off the mesh or on a GPU that is out of order.
[[nodiscard]] Result<std::vector<int>> blockTargets(const MeshGeometry& geometry, const std::vector<int>& block, QPoint shift,
                                                    const std::vector<int>& outOfOrder);

/// Moves what sits on `from[i]` to `to[i]`; what sat there moves to the places that became free, in order.
[[nodiscard]] std::vector<int> blockMoved(const std::vector<int>& placement, const std::vector<int>& from, const std::vector<int>& to,
                                          int gpus);

/// The scenario with these GPUs marked out of order, and no others. A rank on one of them moves to the first free GPU, as long as there is
/// one. An inline description has a list of its own and fails.
/// \param shown GPU of each rank now; \param cluster its present cluster
[[nodiscard]] Result<Scenario> withOutOfOrder(const Scenario& scenario, std::vector<int> broken, const std::vector<int>& shown,
                                              ClusterSpec cluster);

} // namespace shardscape
