// SPDX-License-Identifier: GPL-3.0-or-later
// The pipeline picture as a file: PNG at twice the size, or SVG, by the ending of the name. GUI thread only.
#pragma once

#include <QString>

namespace shardscape {

class ComparisonCanvas;
class TimelineCanvas;

/// Writes what the canvas shows. False when the file cannot be written or the ending is neither .png nor .svg.
[[nodiscard]] bool exportTimeline(const TimelineCanvas& canvas, const QString& path);
/// The same with all compared schedules, those scrolled out of sight included. False also when nothing is compared yet.
[[nodiscard]] bool exportComparison(const ComparisonCanvas& canvas, const QString& path);

} // namespace shardscape
