// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_export.h"

#include "views/common/picture_file.h"
#include "views/timeline/comparison_canvas.h"
#include "views/timeline/timeline_canvas.h"

#include <QPainter>

namespace shardscape {

namespace {

PictureFile pictureOf(const QWidget& canvas, std::function<void(QPainter&)> paint)
{
    return {.size = canvas.size(),
            .font = canvas.font(),
            .title = canvas.accessibleName(),
            .description = canvas.accessibleDescription(),
            .paint = std::move(paint)};
}

} // namespace

bool exportTimeline(const TimelineCanvas& canvas, const QString& path)
{
    return writePicture(path, pictureOf(canvas, [&canvas](QPainter& painter) {
                            canvas.paintPicture(painter, QRectF(QPointF(0.0, 0.0), QSizeF(canvas.size())));
                        }));
}

bool exportComparison(const ComparisonCanvas& canvas, const QString& path)
{
    return canvas.comparison() != nullptr && writePicture(path, pictureOf(canvas, [&canvas](QPainter& painter) { canvas.paintPicture(painter); }));
}

} // namespace shardscape
