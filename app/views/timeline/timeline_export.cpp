// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_export.h"

#include "views/timeline/comparison_canvas.h"
#include "views/timeline/timeline_canvas.h"

#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

namespace shardscape {

namespace {

void paintInto(QPainter& painter, const TimelineCanvas& canvas)
{
    canvas.paintPicture(painter, QRectF(QPointF(0.0, 0.0), QSizeF(canvas.size())));
}

void paintInto(QPainter& painter, const ComparisonCanvas& canvas) { canvas.paintPicture(painter); }

template <class Canvas> bool exportPng(const Canvas& canvas, const QString& path)
{
    QImage image(canvas.size() * 2, QImage::Format_RGB32);
    image.setDevicePixelRatio(2.0);
    QPainter painter(&image);
    painter.setFont(canvas.font());
    paintInto(painter, canvas);
    painter.end();
    return image.save(path);
}

template <class Canvas> bool exportSvg(const Canvas& canvas, const QString& path)
{
    QSvgGenerator generator;
    generator.setFileName(path);
    generator.setSize(canvas.size());
    generator.setViewBox(QRect(QPoint(0, 0), canvas.size()));
    generator.setTitle(canvas.accessibleName());
    generator.setDescription(canvas.accessibleDescription());
    QPainter painter;
    if (!painter.begin(&generator))
        return false;
    painter.setFont(canvas.font());
    paintInto(painter, canvas);
    return painter.end();
}

template <class Canvas> bool exportByEnding(const Canvas& canvas, const QString& path)
{
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive))
        return exportSvg(canvas, path);
    return path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive) && exportPng(canvas, path);
}

} // namespace

bool exportTimeline(const TimelineCanvas& canvas, const QString& path) { return exportByEnding(canvas, path); }

bool exportComparison(const ComparisonCanvas& canvas, const QString& path)
{
    return canvas.comparison() != nullptr && exportByEnding(canvas, path);
}

} // namespace shardscape
