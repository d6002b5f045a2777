// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the throughput-latency curve. A free function of its arguments for screen and paper; the painter's font sets the text size.
#pragma once

#include "shell/tokens.h"
#include "views/serving/curve_plot.h"

class QPainter;

namespace shardscape {

struct CurvePicture {
    const ThroughputLatency& curve;
    const Tokens& tokens;
    std::optional<int> point; ///< hovered or focused
    QLocale locale = QLocale();
};

void paintCurve(QPainter& painter, const CurvePlot& plot, const CurvePicture& picture);

} // namespace shardscape
