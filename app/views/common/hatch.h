// SPDX-License-Identifier: GPL-3.0-or-later
// Line patterns as the second code beside color. Drawn as lines clipped to the rectangle, so that the same call gives crisp vectors in a
// PDF and the same spacing at every scale factor. Painters of all views use it; GUI or report thread.
#pragma once

#include <QColor>
#include <QRectF>

class QPainter;

namespace shardscape {

enum class Hatch : unsigned char { None, Rising, Falling, Cross, Horizontal, Vertical, Dots };

/// Draws the pattern's lines over `rect`; the ground must be filled before. \param spacing distance of two lines, in painter units
void drawHatch(QPainter& painter, const QRectF& rect, Hatch hatch, const QColor& color, double spacing = 6.0);

} // namespace shardscape
