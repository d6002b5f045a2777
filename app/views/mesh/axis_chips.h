// SPDX-License-Identifier: GPL-3.0-or-later
// The axes of the mesh as a row of chips, innermost first. Dragging a chip to another place reorders the ranks (TP inside a node or across
// nodes in one move), dragging its right edge changes its degree, a click takes all GPUs of one of its coordinates. Key twins: arrows choose
// a chip, Alt+Up and Alt+Down move it, Alt+Left and Alt+Right change its degree, digits and Enter set it, Space takes a coordinate. Escape or
// the right button end a drag without a trace. GUI thread only.
#pragma once

#include "plan/parallelism.h"
#include "shell/tokens.h"
#include "views/common/painted_items.h"
#include "views/mesh/degree_edit.h"

#include <QPointer>
#include <QWidget>

#include <functional>
#include <optional>

namespace shardscape {

class DegreeStrip;

class AxisChips : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    /// The degrees an axis can have at the moment.
    using StepsOf = std::function<std::vector<DegreeStep>(Axis, DegreeTrade)>;

    explicit AxisChips(QWidget* parent = nullptr);
    ~AxisChips() override;

    void setStepsOf(StepsOf stepsOf) { m_stepsOf = std::move(stepsOf); }

    void setParallelism(const Parallelism& parallelism);
    void setTokens(const Tokens& tokens);
    [[nodiscard]] const std::vector<Axis>& order() const { return m_order; }
    [[nodiscard]] QRectF chipRect(int index) const;
    [[nodiscard]] QRectF handleRect(int index) const; ///< the edge that is dragged to change the degree
    [[nodiscard]] bool isDragging() const { return m_dragged.has_value(); }
    [[nodiscard]] bool isStretching() const { return m_stretched.has_value(); }
    /// What the drag of an edge would change, shown at its scale.
    void setGestureNote(const QString& note);
    /// The scale of degrees while an edge is dragged; else null.
    [[nodiscard]] const DegreeStrip* strip() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    [[nodiscard]] int itemCount() const override { return static_cast<int>(m_order.size()); }
    [[nodiscard]] QString itemName(int index) const override;
    [[nodiscard]] QString itemValue(int index) const override;
    [[nodiscard]] QRect itemRect(int index) const override { return chipRect(index).toAlignedRect(); }
    [[nodiscard]] int itemAt(QPoint position) const override { return chipAt(position).value_or(-1); }
    [[nodiscard]] int currentItem() const override { return m_current; }

Q_SIGNALS:
    void orderEdited(const std::vector<shardscape::Axis>& order, const QString& text);
    void orderPreviewed(const std::vector<shardscape::Axis>& order); ///< empty: nothing to preview any more
    void degreeEdited(shardscape::Axis axis, int degree, shardscape::DegreeTrade trade);
    void degreePreviewed(shardscape::Axis axis, int degree, shardscape::DegreeTrade trade); ///< degree 0: nothing to preview any more
    void coordinateAsked(shardscape::Axis axis); ///< all GPUs of one coordinate; asked again, of the next
    void spoken(const QString& text);            ///< words for the status bar

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
    [[nodiscard]] Axis axisAt(int index) const { return m_order[static_cast<std::size_t>(index)]; }
    [[nodiscard]] std::optional<int> chipAt(QPointF position) const;
    [[nodiscard]] int slotAt(double x) const;
    void moveChip(int from, int to);
    void endDrag(bool keep);
    void setCurrent(int index);
    void beginStretch(int index, Qt::KeyboardModifiers modifiers);
    void stretchTo(QPointF position, Qt::KeyboardModifiers modifiers);
    void endStretch(bool keep);
    void stepDegree(int direction, DegreeTrade trade);
    bool typeDegree(QKeyEvent* event);
    bool walk(QKeyEvent* event);

    Parallelism m_parallelism;
    std::vector<Axis> m_order;
    const Tokens* m_tokens = nullptr;
    int m_current = 0;
    std::optional<int> m_pressed;
    std::optional<int> m_dragged; ///< index of the chip in m_order while it is dragged
    std::vector<Axis> m_orderBefore;
    QPointF m_pressAt;

    StepsOf m_stepsOf;
    std::optional<int> m_stretched; ///< index of the chip whose edge is dragged
    DegreeTrade m_trade = DegreeTrade::WithData;
    QPointer<DegreeStrip> m_strip; ///< a child of the window, so that it may stand over the picture
    QString m_typed;               ///< digits of a degree that is being typed
};

} // namespace shardscape
