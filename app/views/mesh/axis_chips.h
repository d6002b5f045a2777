// SPDX-License-Identifier: GPL-3.0-or-later
// The axes of the mesh as a row of chips, innermost first: dragging a chip to another place reorders the ranks (TP inside a node or across
// nodes in one move). Arrows choose a chip, Alt with an arrow moves it; Escape ends a drag without a trace. GUI thread only.
#pragma once

#include "plan/parallelism.h"
#include "shell/tokens.h"

#include <QWidget>

#include <optional>

namespace shardscape {

class AxisChips : public QWidget {
    Q_OBJECT
public:
    explicit AxisChips(QWidget* parent = nullptr);

    void setParallelism(const Parallelism& parallelism);
    void setTokens(const Tokens& tokens);
    [[nodiscard]] const std::vector<Axis>& order() const { return m_order; }
    [[nodiscard]] QRectF chipRect(int index) const;
    [[nodiscard]] bool isDragging() const { return m_dragged.has_value(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void orderEdited(const std::vector<shardscape::Axis>& order, const QString& text);
    void orderPreviewed(const std::vector<shardscape::Axis>& order); ///< empty: nothing to preview any more

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] QString textOf(Axis axis) const;
    [[nodiscard]] int degreeOf(Axis axis) const;
    [[nodiscard]] std::optional<int> chipAt(QPointF position) const;
    [[nodiscard]] int slotAt(double x) const;
    void moveChip(int from, int to);
    void endDrag(bool keep);

    Parallelism m_parallelism;
    std::vector<Axis> m_order;
    const Tokens* m_tokens = nullptr;
    int m_current = 0;
    std::optional<int> m_pressed;
    std::optional<int> m_dragged; ///< index of the chip in m_order while it is dragged
    std::vector<Axis> m_orderBefore;
    QPointF m_pressAt;
};

} // namespace shardscape
