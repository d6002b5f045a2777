// SPDX-License-Identifier: GPL-3.0-or-later
// Where everything of the pipeline picture lies: ruler, one row per stage, memory strip, and the map between time and pixels. A value
// without a window, so that zooming, panning and hit tests are tested on their own. Logical pixels; any thread.
#pragma once

#include "schedule/timeline.h"

#include <QFont>
#include <QRectF>

#include <cstdint>
#include <optional>

namespace shardscape {

struct TimelineGeometry {
    QRectF area;
    int stages = 1;
    double duration = 1.0; ///< of the whole step
    double begin = 0.0;    ///< visible time span
    double end = 1.0;
    double labelWidth = 56.0;  ///< stage names, left of the rows
    double rulerHeight = 22.0; ///< above the rows
    double laneShare = 0.0;    ///< of a row that is high enough: its communication lane, below the passes; 0 = none
    double stripHeight = 0.0;  ///< memory over time, below the rows; 0 = none

    [[nodiscard]] QRectF ruler() const;
    [[nodiscard]] QRectF rows() const;
    [[nodiscard]] QRectF strip() const;
    [[nodiscard]] QRectF row(int stage) const;  ///< of the passes
    [[nodiscard]] QRectF lane(int stage) const; ///< of the transfers; empty where the row is too low for one
    [[nodiscard]] QRectF labelRect(int stage) const;
    [[nodiscard]] double xOf(double time) const;
    [[nodiscard]] double timeAt(double x) const;
    [[nodiscard]] double pixelsPerSecond() const;
    [[nodiscard]] std::optional<int> stageAt(double y) const;

    /// Shows the whole step.
    void fit();
    /// Scales the span by 1/factor, keeping the time under pixel x. The span stays within the step and above a billionth of it.
    void zoom(double factor, double x);
    /// Moves the picture by that many pixels to the right.
    void pan(double pixels);
    /// Shows a span of time, cut to the step.
    void show(double from, double to);

private:
    [[nodiscard]] QRectF wholeRow(int stage) const;
    [[nodiscard]] double laneHeight(double rowHeight) const;
    void clampSpan();
};

/// The geometry of a timeline in a picture of that size, showing the whole step. Text has the size of \p font.
[[nodiscard]] TimelineGeometry timelineGeometry(const QRectF& area, const Timeline& timeline, const QFont& font, bool withStrip);

/// First and one-past-last task of a stage that touch the span [from, to]. O(log tasks).
struct TaskRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};
[[nodiscard]] TaskRange tasksBetween(const Timeline& timeline, int stage, double from, double to);

/// The rectangle of a task. The two parts of an overlapped pair share the pair's time, forward above backward.
[[nodiscard]] QRectF taskRect(const TimelineGeometry& geometry, const Timeline& timeline, int stage, std::uint32_t task);

/// The task under a point, if any.
[[nodiscard]] std::optional<std::uint32_t> taskAt(const TimelineGeometry& geometry, const Timeline& timeline, QPointF point);

/// The stage a task belongs to.
[[nodiscard]] int stageOfTask(const Timeline& timeline, std::uint32_t task);

} // namespace shardscape
