// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/roofline/roofline_canvas.h"

#include <QPainter>

namespace shardscape {

RooflineCanvas::RooflineCanvas(QWidget* parent) : PointChart(parent) { setAccessibleName(tr("Roofline of the step's operations")); }

void RooflineCanvas::setRoofline(Roofline roofline)
{
    m_roofline = std::move(roofline);
    pointsChanged(true);
}

RooflineGeometry RooflineCanvas::geometryNow() const
{
    const QFontMetricsF metrics(font());
    return {m_roofline, QRectF(rect()).adjusted(6, 4, -6, -2), metrics.height(), metrics.horizontalAdvance(QLatin1Char('0'))};
}

QString RooflineCanvas::pointWords(int point) const { return describe(m_roofline.points[static_cast<std::size_t>(point)]); }

QString RooflineCanvas::emptyText() const { return tr("The operations of a training step stand here; this evaluation lists none."); }

void RooflineCanvas::paintChart(QPainter& painter, const Tokens& tokens) const
{
    paintRoofline(painter, geometryNow(), {.roofline = m_roofline, .tokens = tokens, .point = point()});
}

QString RooflineCanvas::figureAtFocus() const
{
    return point() ? m_roofline.points[static_cast<std::size_t>(*point())].derivation : QString();
}

void RooflineCanvas::take(int point)
{
    if (const QString& derivation = m_roofline.points[static_cast<std::size_t>(point)].derivation; !derivation.isEmpty())
        Q_EMIT chosen(derivation);
}

} // namespace shardscape
