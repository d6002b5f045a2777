// SPDX-License-Identifier: GPL-3.0-or-later
// The roofline as a widget: hover, click and keys on its operations. Knows neither document nor hub. GUI thread only.
#pragma once

#include "views/common/point_chart.h"
#include "views/roofline/roofline_painter.h"

namespace shardscape {

class RooflineCanvas : public PointChart {
    Q_OBJECT
public:
    explicit RooflineCanvas(QWidget* parent = nullptr);

    void setRoofline(Roofline roofline);
    [[nodiscard]] const Roofline& roofline() const { return m_roofline; }
    [[nodiscard]] RooflineGeometry geometryNow() const;
    [[nodiscard]] QString figureAtFocus() const override;

    QSize sizeHint() const override { return {520, 260}; }
    QSize minimumSizeHint() const override { return {220, 120}; }

Q_SIGNALS:
    void chosen(const QString& derivationId);

protected:
    [[nodiscard]] int pointCount() const override { return static_cast<int>(m_roofline.points.size()); }
    [[nodiscard]] std::optional<int> pointAt(QPointF position) const override { return geometryNow().pointAt(position); }
    [[nodiscard]] QString pointWords(int point) const override;
    [[nodiscard]] QString emptyText() const override;
    void paintChart(QPainter& painter, const Tokens& tokens) const override;
    void take(int point) override;

private:
    Roofline m_roofline; ///< points from the longest to the shortest
};

} // namespace shardscape
