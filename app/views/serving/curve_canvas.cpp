// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/serving/curve_canvas.h"

#include "evaluate/explanations.h"

#include <QPainter>

namespace shardscape {

CurveCanvas::CurveCanvas(QWidget* parent) : PointChart(parent) { setAccessibleName(tr("Throughput and latency over concurrency")); }

void CurveCanvas::setCurve(ThroughputLatency curve)
{
    m_curve = std::move(curve);
    pointsChanged(false);
}

CurvePlot CurveCanvas::plotNow() const { return {m_curve, QRectF(rect()), QFontMetricsF(font()).height()}; }

QString CurveCanvas::emptyText() const { return tr("No curve: it is drawn for inference, once the plan has an evaluation."); }

void CurveCanvas::paintChart(QPainter& painter, const Tokens& tokens) const
{
    paintCurve(painter, plotNow(), {.curve = m_curve, .tokens = tokens, .point = point()});
}

QString CurveCanvas::figureAtFocus() const
{
    if (!point())
        return {};
    return QString::fromStdString(figureAt(m_curve.points[static_cast<std::size_t>(*point())].concurrency, "inference/tpot"));
}

void CurveCanvas::take(int point) { Q_EMIT chosen(m_curve.points[static_cast<std::size_t>(point)].concurrency); }

} // namespace shardscape
