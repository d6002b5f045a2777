// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/picture_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

namespace shardscape {

namespace {

bool writePng(const QString& path, const PictureFile& picture)
{
    QImage image(picture.size * 2, QImage::Format_RGB32);
    image.setDevicePixelRatio(2.0);
    QPainter painter(&image);
    painter.setFont(picture.font);
    picture.paint(painter);
    painter.end();
    return image.save(path);
}

bool writeSvg(const QString& path, const PictureFile& picture)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setSize(picture.size);
    generator.setViewBox(QRect(QPoint(0, 0), picture.size));
    generator.setTitle(picture.title);
    generator.setDescription(picture.description);
    QPainter painter;
    if (!painter.begin(&generator))
        return false;
    painter.setFont(picture.font);
    picture.paint(painter);
    return painter.end() && file.error() == QFileDevice::NoError;
}

} // namespace

bool writePicture(const QString& path, const PictureFile& picture)
{
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive))
        return writeSvg(path, picture);
    return path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive) && writePng(path, picture);
}

QString pictureFileProblem(const QString& path)
{
    return QCoreApplication::translate(
               "PictureFile", "The picture could not be written to %1. Choose a writable place and a name that ends in .png or .svg.")
        .arg(path);
}

} // namespace shardscape
