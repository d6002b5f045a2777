// SPDX-License-Identifier: GPL-3.0-or-later
// Paints waterfalls: a line of name, time and share over each bar. A free function of its arguments for screen and paper; units are
// logical pixels, the painter's font sets the text size.
#pragma once

#include "shell/tokens.h"
#include "views/breakdown/waterfall.h"

class QPainter;

namespace shardscape {

struct WaterfallPicture {
    const std::vector<Waterfall>& all;
    const Tokens& tokens;
    std::optional<int> row; ///< hovered or focused row
    const std::vector<Waterfall>* baseline = nullptr; ///< drawn as outlines on the same scale; null = none
    QLocale locale = QLocale();
};

void paintWaterfalls(QPainter& painter, const WaterfallGeometry& geometry, const WaterfallPicture& picture);

/// The color of a part by its meaning: computing parts as their tasks, exposed communication as its axis. Nothing for idle time, which is
/// hatched on the ground.
[[nodiscard]] std::optional<QColor> timePartColor(const std::string& key, const Tokens& tokens);

} // namespace shardscape
