// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the pipeline picture: one row per stage, tasks by color and letter, idle time hatched, ruler, playhead, dependencies and the
// critical path. Free functions of their arguments, so that screen, PNG, SVG and PDF show the same; units are logical pixels and the
// painter's font sets the text size. GUI or report thread.
#pragma once

#include "evaluate/step_lanes.h"
#include "shell/tokens.h"
#include "views/timeline/timeline_geometry.h"
#include "views/timeline/timeline_pyramid.h"

#include <QLocale>

class QPainter;

namespace shardscape {

/// What stands out in the picture beside the tasks themselves. All optional.
struct TimelineHighlights {
    std::optional<std::uint32_t> task;              ///< hovered or pinned
    std::vector<std::int32_t> inputs;               ///< tasks with an arrow to it
    std::vector<std::int32_t> outputs;              ///< tasks with an arrow from it
    std::optional<int> stage;                       ///< row to mark
    std::vector<std::int32_t> criticalPath;         ///< tasks to draw above the dimmed rest; empty = off
    std::optional<double> clock;                    ///< playhead
    std::optional<std::pair<double, double>> range; ///< measured span of time
    const TimelinePyramid* pyramid = nullptr; ///< shares for rows whose tasks are narrower than two pixels; null = read from the tasks
    const StepLanes* lanes = nullptr; ///< transfers and optimizer, drawn where geometry.laneShare is set; null = none
    bool arbitraryUnits = false;              ///< ruler without seconds (the schedule alone)
};

/// Rows and ruler, then everything of paintTimelineOverlay().
void paintTimeline(QPainter& painter, const TimelineGeometry& geometry, const Timeline& timeline, const Tokens& tokens,
                   const TimelineHighlights& highlights);

/// Rows and ruler only: what a view may keep as a picture while the pointer moves.
void paintTimelineBase(QPainter& painter, const TimelineGeometry& geometry, const Timeline& timeline, const Tokens& tokens,
                       const TimelineHighlights& highlights);

/// The ruler alone, for several pictures that share one axis.
void paintTimelineAxis(QPainter& painter, const TimelineGeometry& geometry, const Tokens& tokens);

/// Marks, arrows, critical path and playhead on top of the base.
void paintTimelineOverlay(QPainter& painter, const TimelineGeometry& geometry, const Timeline& timeline, const Tokens& tokens,
                          const TimelineHighlights& highlights);

/// Height of the legend with its margins: one line where all entries fit into the width, else two.
[[nodiscard]] double timelineLegendHeight(const QFont& font, double width, const Timeline& timeline, const Tokens& tokens,
                                          const StepLanes* lanes);

/// Legend of the kinds that the timeline has and of its lanes, in as many lines as \p area is high, with the letters that stand in the
/// blocks. An entry that does not fit is left out.
void paintTimelineLegend(QPainter& painter, const QRectF& area, const Timeline& timeline, const Tokens& tokens,
                         const StepLanes* lanes = nullptr);

/// The color of a task: its kind's, lighter for later chunks.
[[nodiscard]] QColor taskColor(const Tokens& tokens, TaskKind kind, int chunk, int chunks);

/// "F12", or "F12" with a small chunk number where stages hold several chunks.
[[nodiscard]] QString taskLabel(const Timeline& timeline, std::uint32_t task);

/// The tasks of a row are drawn as shares of pixel columns because they are narrower than two pixels on average.
[[nodiscard]] bool drawsShares(const TimelineGeometry& geometry, const Timeline& timeline, int stage);

} // namespace shardscape
