// SPDX-License-Identifier: GPL-3.0-or-later
// A chart of points of which one is chosen: by the pointer, or by arrow keys from the first to the last; Enter or a click takes it.
// Roofline and throughput-latency curve are such charts. GUI thread only.
#pragma once

#include "shell/tokens.h"
#include "views/common/explainable.h"

#include <QWidget>

#include <optional>

namespace shardscape {

class PointChart : public QWidget, public Explainable {
    Q_OBJECT
public:
    explicit PointChart(QWidget* parent = nullptr);

    void setTokens(const Tokens& tokens);
    [[nodiscard]] std::optional<int> point() const { return m_point; }
    /// Everything on the present ground, for the screen and for files.
    void paintPicture(QPainter& painter) const;

protected:
    [[nodiscard]] virtual int pointCount() const = 0;
    [[nodiscard]] virtual int firstPoint() const { return 0; } ///< where the keys begin
    [[nodiscard]] virtual std::optional<int> pointAt(QPointF position) const = 0;
    [[nodiscard]] virtual QString pointWords(int point) const = 0;
    [[nodiscard]] virtual QString emptyText() const = 0; ///< in place of a chart without points
    virtual void paintChart(QPainter& painter, const Tokens& tokens) const = 0;
    virtual void take(int point) = 0;

    /// The points are others: the chosen one goes unless it may stay by its number.
    void pointsChanged(bool keepsPoint);

    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void setPoint(std::optional<int> point);

    const Tokens* m_tokens = nullptr;
    std::optional<int> m_point;
};

} // namespace shardscape
