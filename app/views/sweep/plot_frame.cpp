// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sweep/plot_frame.h"

#include "views/sweep/sweep_words.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace shardscape {

QRectF PlotFrame::panel(const QRectF& area, const QFont& font) const
{
    const QFontMetricsF metrics(font);
    const double line = metrics.height();
    const double left = metrics.horizontalAdvance(QStringLiteral("00.00 GiB")) + 12;
    const double above = (1.0 + titleLines) * line;
    return {area.left() + left, area.top() + above, std::max(1.0, area.width() - left - 1.5 * line),
            std::max(1.0, area.height() - above - 2.8 * line)};
}

QRectF PlotFrame::column(std::size_t index, const QRectF& panel) const
{
    const double own = xAt(index, panel);
    const std::size_t last = values.values.size() - 1;
    const double left = index == 0 ? panel.left() - 6 : (own + xAt(index - 1, panel)) / 2.0;
    const double right = index == last ? panel.right() + 6 : (own + xAt(index + 1, panel)) / 2.0;
    return QRectF(QPointF(std::min(left, right), panel.top()), QPointF(std::max(left, right), panel.bottom() + 14));
}

void PlotFrame::paint(QPainter& painter, const QRectF& area, const QString& title, const QString& xName, const Tokens& tokens,
                      const QLocale& locale) const
{
    const QFontMetricsF metrics(painter.font());
    const QRectF inner = panel(area, painter.font());
    painter.setPen(tokens.text);
    const QRectF head(area.left() + 8, area.top() + 2, area.width() - 16, (titleLines + 0.4) * metrics.height());
    if (titleLines > 1)
        painter.drawText(head, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, title);
    else
        painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(title, Qt::ElideRight, head.width()));
    for (const double tick : y.ticks()) {
        const double at = yAt(tick, inner);
        painter.setPen(QPen(tick == 0.0 ? tokens.textMuted : tokens.line, 1));
        painter.drawLine(QPointF(inner.left(), at), QPointF(inner.right(), at));
        painter.setPen(tokens.textMuted);
        painter.drawText(QRectF(area.left(), at - metrics.height() / 2, inner.left() - area.left() - 6, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, tick == 0.0 ? QStringLiteral("0") : figureText(figure, tick, locale));
    }
    painter.setPen(tokens.textMuted);
    double free = area.left();
    for (std::size_t i = 0; i < values.values.size(); ++i) {
        const QString text = sweepValueText(values.input, values.values[i], locale);
        const double width = metrics.horizontalAdvance(text) + 8;
        const double at = std::clamp(xAt(i, inner), area.left() + width / 2, area.right() - width / 2);
        painter.drawLine(QPointF(xAt(i, inner), inner.bottom()), QPointF(xAt(i, inner), inner.bottom() + 4));
        if (at - width / 2 < free)
            continue;
        free = at + width / 2;
        painter.drawText(QRectF(at - width / 2, inner.bottom() + 0.7 * metrics.height(), width, metrics.height()), Qt::AlignCenter, text);
    }
    painter.drawText(QRectF(inner.left(), inner.bottom() + 1.7 * metrics.height(), inner.width(), metrics.height()), Qt::AlignCenter, xName);
}

void PlotFrame::mark(QPainter& painter, const QRectF& panel, double share, const QString& name, int line, const Tokens& tokens) const
{
    if (share < -0.001 || share > 1.001)
        return;
    const QFontMetricsF metrics(painter.font());
    const double at = panel.left() + panel.width() * share;
    painter.setPen(QPen(tokens.capacity, 1.5, Qt::DotLine));
    painter.drawLine(QPointF(at, panel.top()), QPointF(at, panel.bottom()));
    const double width = metrics.horizontalAdvance(name) + 8;
    const bool leftward = at + width > panel.right();
    const QRectF box(leftward ? at - width : at, panel.top() + line * metrics.height(), width, metrics.height());
    painter.fillRect(box.adjusted(2, 0, -2, 0), tokens.surface);
    painter.setPen(tokens.text);
    painter.drawText(box, Qt::AlignCenter, name);
}

void drawPoint(QPainter& painter, QPointF at, PointShape shape, double size, const QColor& color, const QColor& ground)
{
    painter.setPen(QPen(color, 1.6));
    painter.setBrush(shape == PointShape::Hollow ? ground : color);
    const QRectF box(at.x() - size, at.y() - size, 2 * size, 2 * size);
    switch (shape) {
    case PointShape::Disc:
    case PointShape::Hollow: painter.drawEllipse(box); return;
    case PointShape::Square: painter.drawRect(box); return;
    case PointShape::Cross:
        painter.drawLine(box.topLeft(), box.bottomRight());
        painter.drawLine(box.topRight(), box.bottomLeft());
        return;
    }
}

} // namespace shardscape
