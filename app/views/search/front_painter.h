// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the front of a search. A free function of its arguments for screen and paper; the painter's font sets the text size.
#pragma once

#include "shell/tokens.h"
#include "views/search/front_plot.h"

#include <QFontMetricsF>
#include <QLocale>

class QPainter;

namespace shardscape {

/// Room that the texts beside the vertical axis take with a font's metrics.
[[nodiscard]] double tickWidth(const FrontPicture& picture, const QFontMetricsF& metrics);

/// \param point index of the hovered or focused one
void paintFront(QPainter& painter, const FrontPlot& plot, const FrontPicture& picture, const Tokens& tokens, std::optional<std::size_t> point,
                const QLocale& locale = QLocale());

} // namespace shardscape
