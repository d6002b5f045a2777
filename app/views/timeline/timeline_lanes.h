// SPDX-License-Identifier: GPL-3.0-or-later
// The communication lane below the passes of every stage: what passes show of tensor, context and expert parallelism, sends between
// stages, gradient and parameter buckets, and the optimizer at the end. The events are those the breakdown sums up. Free functions of
// their arguments; GUI or report thread.
#pragma once

#include "evaluate/step_lanes.h"
#include "shell/tokens.h"
#include "views/timeline/timeline_geometry.h"
#include "views/timeline/timeline_pyramid.h"

#include <QString>

#include <optional>

class QPainter;

namespace shardscape {

/// "TP", "DP", ...: the letters that stand in the blocks.
[[nodiscard]] QString laneLetters(StepLane lane);
[[nodiscard]] QString laneName(StepLane lane);
[[nodiscard]] QColor laneColor(const Tokens& tokens, StepLane lane);

/// The lanes that have something to show in this step.
[[nodiscard]] std::vector<StepLane> lanesInUse(const StepLanes& lanes);

/// Paints the lane of a stage into geometry.lane() and the optimizer into its row. Hidden transfers are hatched, shown ones solid. In rows
/// too low for a lane of their own only what follows the pipeline is drawn. \param pyramid as in TimelineHighlights
void paintStageLane(QPainter& painter, const TimelineGeometry& geometry, const Timeline& timeline, const StepLanes& lanes,
                    const Tokens& tokens, int stage, const TimelinePyramid* pyramid);

/// The event under a point of a lane, or of the row behind the last pass.
[[nodiscard]] std::optional<LaneEvent> laneEventAt(const TimelineGeometry& geometry, const Timeline& timeline, const StepLanes& lanes,
                                                   QPointF point);

/// "Gradient reduction on stage 3: 1.2 ms, hidden under passes."
[[nodiscard]] QString describeLaneEvent(const Timeline& timeline, const LaneEvent& event, int stage);

} // namespace shardscape
