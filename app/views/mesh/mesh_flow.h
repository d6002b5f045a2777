// SPDX-License-Identifier: GPL-3.0-or-later
// Micro-batches on their way through the mesh: which task every stage runs at a moment of the step, and its tag on the GPUs of the stage.
// One search per stage and moment. Pure functions; GUI thread.
#pragma once

#include "schedule/timeline.h"
#include "views/mesh/mesh_painter.h"

#include <cstdint>
#include <vector>

namespace shardscape {

/// What a stage does at a moment.
struct StageNow {
    std::int32_t task = -1;  ///< index into the timeline; -1 = idle
    std::int32_t other = -1; ///< the backward that runs overlapped with it; -1 = none
    bool operator==(const StageNow&) const = default;
};

/// The task of a stage at a moment. O(log tasks). A task runs from its start up to, not including, its end.
[[nodiscard]] StageNow stageAt(const Timeline& timeline, int stage, double seconds);

/// What is drawn over the mesh while the clock is in the step. A value that holds on to its timeline.
struct MeshFlow {
    std::shared_ptr<const Timeline> timeline;
    std::vector<StageNow> stages; ///< empty = nothing to draw

    [[nodiscard]] bool isEmpty() const { return stages.empty(); }
    bool operator==(const MeshFlow&) const = default;
};

[[nodiscard]] MeshFlow meshFlow(std::shared_ptr<const Timeline> timeline, double seconds);

/// "F3", or "F3 BW1" for an overlapped pair; empty when idle.
[[nodiscard]] QString flowLabel(const MeshFlow& flow, int stage);

/// A tag in the cell of every GPU whose stage is at work. Where letters have no room, a forward is a bar at the cell's top and a backward
/// one at its bottom. Nothing where nodes are drawn as one.
void paintMeshFlow(QPainter& painter, const MeshPicture& picture, const MeshFlow& flow);

} // namespace shardscape
