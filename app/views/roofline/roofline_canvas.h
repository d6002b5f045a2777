// SPDX-License-Identifier: GPL-3.0-or-later
// The roofline as a widget: hover, click and keys on its operations. Knows neither document nor hub. GUI thread only.
#pragma once

#include "views/roofline/roofline_painter.h"

#include <QWidget>

namespace shardscape {

class RooflineCanvas : public QWidget {
    Q_OBJECT
public:
    explicit RooflineCanvas(QWidget* parent = nullptr);

    void setRoofline(Roofline roofline);
    [[nodiscard]] const Roofline& roofline() const { return m_roofline; }
    void setTokens(const Tokens& tokens);
    [[nodiscard]] RooflineGeometry geometryNow() const;
    [[nodiscard]] std::optional<int> point() const { return m_point; }
    void paintPicture(QPainter& painter) const;

    QSize sizeHint() const override { return {520, 260}; }
    QSize minimumSizeHint() const override { return {220, 120}; }

Q_SIGNALS:
    void chosen(const QString& derivationId);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void setPoint(std::optional<int> point);
    void choose();

    Roofline m_roofline;
    const Tokens* m_tokens = nullptr;
    std::optional<int> m_point;
};

} // namespace shardscape
