// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/picture_export.h"

#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QWidget>

namespace shardscape {

namespace {

bool paintPng(const QWidget& widget, const std::function<void(QPainter&)>& paint, QIODevice& file)
{
    return pictureImage(widget, paint).save(&file, "PNG");
}

bool paintSvg(const QWidget& widget, const std::function<void(QPainter&)>& paint, QIODevice& file)
{
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
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

QImage pictureImage(const QWidget& widget, const std::function<void(QPainter&)>& paint)
{
    QImage image(widget.size() * 2, QImage::Format_RGB32);
    image.setDevicePixelRatio(2.0);
    image.fill(widget.palette().color(QPalette::Window));
    QPainter painter(&image);
    painter.setFont(widget.font());
    paint(painter);
    return image;
}

bool exportPicture(const QWidget& widget, const std::function<void(QPainter&)>& paint, const QString& path)
{
    const bool svg = path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive);
    QSaveFile file(path);
    if ((!svg && !path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) || !file.open(QIODevice::WriteOnly))
        return false;
    return (svg ? paintSvg(widget, paint, file) : paintPng(widget, paint, file)) && file.commit();
}

QString pictureFileProblem(const QString& path)
{
    return QCoreApplication::translate(
               "PictureFile", "The picture could not be written to %1. Choose a writable place and a name that ends in .png or .svg.")
        .arg(path);
}

} // namespace shardscape
