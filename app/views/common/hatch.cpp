// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/hatch.h"

#include <QPainter>
#include <QVector>

#include <cmath>

namespace shardscape {

namespace {

/// Lines x + sign * y = k * spacing inside the rectangle, cut by hand: clip paths would bloat a PDF.
void slanted(QVector<QLineF>& lines, const QRectF& rect, double spacing, bool rising)
{
    const double width = rect.width();
    const double height = rect.height();
    // u runs along the rectangle's top or bottom edge; a line enters there and leaves height further left.
    const double phase = rising ? rect.left() + rect.bottom() : rect.left() - rect.top();
    for (double u = spacing - std::fmod(std::fmod(phase, spacing) + spacing, spacing); u < width + height; u += spacing) {
        const double fromX = std::min(u, width);
        const double fromY = u - fromX;
        const double toX = std::max(0.0, u - height);
        const double toY = u - toX;
        if (rising)
            lines.append(QLineF(rect.left() + toX, rect.top() + toY, rect.left() + fromX, rect.top() + fromY));
        else
            lines.append(QLineF(rect.left() + toX, rect.bottom() - toY, rect.left() + fromX, rect.bottom() - fromY));
    }
}

} // namespace

void drawHatch(QPainter& painter, const QRectF& rect, Hatch hatch, const QColor& color, double spacing)
{
    if (hatch == Hatch::None || rect.width() <= 0 || rect.height() <= 0 || spacing <= 0)
        return;
    QVector<QLineF> lines;
    if (hatch == Hatch::Rising || hatch == Hatch::Cross)
        slanted(lines, rect, spacing, true);
    if (hatch == Hatch::Falling || hatch == Hatch::Cross)
        slanted(lines, rect, spacing, false);
    if (hatch == Hatch::Horizontal)
        for (double y = rect.top() + spacing / 2; y < rect.bottom(); y += spacing)
            lines.append(QLineF(rect.left(), y, rect.right(), y));
    if (hatch == Hatch::Vertical)
        for (double x = rect.left() + spacing / 2; x < rect.right(); x += spacing)
            lines.append(QLineF(x, rect.top(), x, rect.bottom()));
    if (hatch == Hatch::Dots)
        for (double y = rect.top() + spacing / 2; y < rect.bottom(); y += spacing)
            for (double x = rect.left() + spacing / 2; x + spacing / 4 <= rect.right(); x += spacing)
                lines.append(QLineF(x, y, x + spacing / 5, y));
    painter.save();
    painter.setPen(QPen(color, hatch == Hatch::Dots ? spacing / 4 : spacing / 6));
    painter.drawLines(lines);
    painter.restore();
}

} // namespace shardscape
