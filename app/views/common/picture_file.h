// SPDX-License-Identifier: GPL-3.0-or-later
// Any picture as a file: PNG at twice the size, or SVG, by the ending of the name. GUI thread only.
#pragma once

#include <QFont>
#include <QSize>
#include <QString>

#include <functional>

class QPainter;

namespace shardscape {

struct PictureFile {
    QSize size; ///< logical pixels
    QFont font;
    QString title;       ///< of an SVG
    QString description; ///< of an SVG
    std::function<void(QPainter&)> paint;
};

/// False when the file cannot be written or the ending is neither .png nor .svg.
[[nodiscard]] bool writePicture(const QString& path, const PictureFile& picture);

/// What to tell whoever chose a path that writePicture() refused.
[[nodiscard]] QString pictureFileProblem(const QString& path);

} // namespace shardscape
