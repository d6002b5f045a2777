// SPDX-License-Identifier: GPL-3.0-or-later
// The throughput-latency curve as a widget: hover, click and keys on its points. Knows neither document nor hub. GUI thread only.
#pragma once

#include "views/serving/curve_painter.h"

#include <QWidget>

namespace shardscape {

class CurveCanvas : public QWidget {
    Q_OBJECT
public:
    explicit CurveCanvas(QWidget* parent = nullptr);

    void setCurve(ThroughputLatency curve);
    [[nodiscard]] const ThroughputLatency& curve() const { return m_curve; }
    void setTokens(const Tokens& tokens);
    [[nodiscard]] CurvePlot plotNow() const;
    [[nodiscard]] std::optional<int> point() const { return m_point; }
    /// Everything on the present ground, for the screen and for files.
    void paintPicture(QPainter& painter) const;

    QSize sizeHint() const override { return {420, 300}; }
    QSize minimumSizeHint() const override { return {200, 160}; }

Q_SIGNALS:
    void chosen(int concurrency); ///< a click on a point, or Enter

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void setPoint(std::optional<int> point);

    ThroughputLatency m_curve;
    const Tokens* m_tokens = nullptr;
    std::optional<int> m_point;
};

} // namespace shardscape
