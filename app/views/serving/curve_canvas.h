// SPDX-License-Identifier: GPL-3.0-or-later
// The throughput-latency curve as a widget: hover, click and keys on its points. Knows neither document nor hub. GUI thread only.
#pragma once

#include "views/common/point_chart.h"
#include "views/serving/curve_painter.h"

namespace shardscape {

class CurveCanvas : public PointChart {
    Q_OBJECT
public:
    explicit CurveCanvas(QWidget* parent = nullptr);

    void setCurve(ThroughputLatency curve);
    [[nodiscard]] const ThroughputLatency& curve() const { return m_curve; }
    [[nodiscard]] CurvePlot plotNow() const;
    /// The time per token at the concurrency of the chosen point.
    [[nodiscard]] QString figureAtFocus() const override;

    QSize sizeHint() const override { return {420, 300}; }
    QSize minimumSizeHint() const override { return {200, 160}; }

Q_SIGNALS:
    void chosen(int concurrency); ///< a click on a point, or Enter

protected:
    [[nodiscard]] int pointCount() const override { return static_cast<int>(m_curve.points.size()); }
    [[nodiscard]] int firstPoint() const override { return m_curve.chosen; }
    [[nodiscard]] std::optional<int> pointAt(QPointF position) const override { return plotNow().pointAt(position); }
    [[nodiscard]] QString pointWords(int point) const override { return curvePointText(m_curve, point); }
    [[nodiscard]] QString emptyText() const override;
    void paintChart(QPainter& painter, const Tokens& tokens) const override;
    void take(int point) override;

private:
    ThroughputLatency m_curve;
};

} // namespace shardscape
