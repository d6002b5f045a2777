// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_export.h"

#include "views/common/picture_export.h"
#include "views/timeline/comparison_canvas.h"
#include "views/timeline/timeline_canvas.h"

namespace shardscape {

bool exportTimeline(const TimelineCanvas& canvas, const QString& path)
{
    return exportPicture(
        canvas, [&canvas](QPainter& painter) { canvas.paintPicture(painter, QRectF(QPointF(0.0, 0.0), QSizeF(canvas.size()))); }, path);
}

bool exportComparison(const ComparisonCanvas& canvas, const QString& path)
{
    return canvas.comparison() != nullptr && exportPicture(
                                                 canvas, [&canvas](QPainter& painter) { canvas.paintPicture(painter); }, path);
}

} // namespace shardscape
