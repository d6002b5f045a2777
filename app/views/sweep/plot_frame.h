// SPDX-License-Identifier: GPL-3.0-or-later
// The frame of a plot over one input: where its panel lies, grid lines, labels of both axes, and marks of single values. Used by the
// curve and the break-even chart.
#pragma once

#include "shell/tokens.h"
#include "sweep/figure.h"
#include "views/sweep/plot_axis.h"

#include <QFont>
#include <QLocale>
#include <QRectF>

class QPainter;

namespace shardscape {

struct PlotFrame {
    const SweepAxis& values;
    const PlotAxis& x;
    const PlotAxis& y;
    Figure figure;
    int titleLines = 1; ///< lines of text above the panel

    /// The panel inside `area`, with room for labels in the height of `font`.
    [[nodiscard]] QRectF panel(const QRectF& area, const QFont& font) const;
    [[nodiscard]] double xAt(std::size_t index, const QRectF& panel) const { return panel.left() + panel.width() * x.shareOf(index); }
    [[nodiscard]] double yAt(double figureValue, const QRectF& panel) const { return panel.bottom() - panel.height() * y.share(figureValue); }
    /// The column of a value: half way to its neighbors.
    [[nodiscard]] QRectF column(std::size_t index, const QRectF& panel) const;

    void paint(QPainter& painter, const QRectF& area, const QString& title, const QString& xName, const Tokens& tokens,
               const QLocale& locale) const;
    /// A dotted vertical line with its name at the top; `line` counts rows of text from there.
    void mark(QPainter& painter, const QRectF& panel, double share, const QString& name, int line, const Tokens& tokens) const;
};

enum class PointShape : unsigned char { Disc, Square, Hollow, Cross };
void drawPoint(QPainter& painter, QPointF at, PointShape shape, double size, const QColor& color, const QColor& ground);

} // namespace shardscape
