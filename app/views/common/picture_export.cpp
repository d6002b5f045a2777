// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/picture_export.h"

#include <QImage>
#include <QPainter>
#include <QSvgGenerator>
#include <QWidget>

namespace shardscape {

namespace {

bool exportPng(const QWidget& widget, const std::function<void(QPainter&)>& paint, const QString& path)
{
    QImage image(widget.size() * 2, QImage::Format_RGB32);
    image.setDevicePixelRatio(2.0);
    QPainter painter(&image);
    painter.setFont(widget.font());
    paint(painter);
    painter.end();
    return image.save(path);
}

bool exportSvg(const QWidget& widget, const std::function<void(QPainter&)>& paint, const QString& path)
{
    QSvgGenerator generator;
    generator.setFileName(path);
    generator.setSize(widget.size());
    generator.setViewBox(QRect(QPoint(0, 0), widget.size()));
    generator.setTitle(widget.accessibleName());
    generator.setDescription(widget.accessibleDescription());
    QPainter painter;
    if (!painter.begin(&generator))
        return false;
    painter.setFont(widget.font());
    paint(painter);
    return painter.end();
}

} // namespace

bool exportPicture(const QWidget& widget, const std::function<void(QPainter&)>& paint, const QString& path)
{
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive))
        return exportSvg(widget, paint, path);
    return path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive) && exportPng(widget, paint, path);
}

} // namespace shardscape
