// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a roofline: roofs, ridge, axes and one mark an operation, its shape by kind and its color by pass. A free function of its
// arguments for screen and paper; units are logical pixels, the painter's font sets the text size.
#pragma once

#include "shell/tokens.h"
#include "views/roofline/roofline.h"

class QPainter;

namespace shardscape {

struct RooflinePicture {
    const Roofline& roofline;
    const Tokens& tokens;
    std::optional<int> point; ///< hovered or focused
    QLocale locale = QLocale();
};

void paintRoofline(QPainter& painter, const RooflineGeometry& geometry, const RooflinePicture& picture);

} // namespace shardscape
