// SPDX-License-Identifier: GPL-3.0-or-later
// A widget's picture as a file: PNG at twice the size, or SVG, by the ending of the name. GUI thread only.
#pragma once

#include <QString>

#include <functional>

class QImage;
class QPainter;
class QWidget;

namespace shardscape {

/// What `paint` paints at the size and with the font of `widget`, at twice the resolution.
[[nodiscard]] QImage pictureImage(const QWidget& widget, const std::function<void(QPainter&)>& paint);

/// Writes what `paint` paints at the size, with the font and under the accessible name of `widget`. False when the file cannot be written
/// or the ending is neither .png nor .svg; a file that was there before is unharmed then.
[[nodiscard]] bool exportPicture(const QWidget& widget, const std::function<void(QPainter&)>& paint, const QString& path);

/// What to tell whoever chose a path that exportPicture() refused.
[[nodiscard]] QString pictureFileProblem(const QString& path);

} // namespace shardscape
