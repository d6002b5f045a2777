// SPDX-License-Identifier: GPL-3.0-or-later
// The pinned baseline over the pipeline picture, on the same scale: the span of each stage as an outline, and where its step ends.
#pragma once

#include "shell/tokens.h"
#include "views/timeline/timeline_geometry.h"

#include <utility>
#include <vector>

class QPainter;

namespace shardscape {

/// What is drawn of a baseline: cheap to paint, whatever the number of its tasks.
struct TimelineBaseline {
    std::vector<std::pair<double, double>> spans; ///< [stage] first start and last end; equal for a stage without tasks
    double end = 0.0;                             ///< of the last task; 0 = there is nothing to draw
};
[[nodiscard]] TimelineBaseline timelineBaseline(const Timeline& timeline);

/// \param geometry of the present timeline \param stages of it. Outlines stages only where both have as many; the end is always marked,
/// at the edge with an arrow where it lies beyond what is visible.
void paintTimelineBaseline(QPainter& painter, const TimelineGeometry& geometry, int stages, const TimelineBaseline& baseline,
                           const Tokens& tokens);

} // namespace shardscape
