// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/axis_chips.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace shardscape {

namespace {

constexpr int chipGap = 4;

QString axisText(Axis axis)
{
    return QString::fromUtf8(toText(axis));
}

} // namespace

AxisChips::AxisChips(QWidget* parent) : QWidget(parent), m_order(m_parallelism.axisOrder.begin(), m_parallelism.axisOrder.end())
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setToolTip(tr("Order of the ranks, innermost axis first. Drag a chip, or press Alt with an arrow key, to move an axis."));
    setAccessibleName(tr("Axis order, innermost first"));
}

void AxisChips::setParallelism(const Parallelism& parallelism)
{
    if (m_dragged)
        endDrag(false);
    m_parallelism = parallelism;
    m_order.assign(parallelism.axisOrder.begin(), parallelism.axisOrder.end());
    QStringList names;
    for (const Axis axis : m_order)
        names.append(textOf(axis));
    setAccessibleDescription(names.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

void AxisChips::setTokens(const Tokens& tokens)
{
    m_tokens = &tokens;
    update();
}

int AxisChips::degreeOf(Axis axis) const
{
    switch (axis) {
    case Axis::Tp:
        return m_parallelism.tp;
    case Axis::Cp:
        return m_parallelism.cp;
    case Axis::Ep:
        return m_parallelism.ep;
    case Axis::Dp:
        return m_parallelism.dp;
    case Axis::Pp:
        return m_parallelism.pp;
    }
    return 1;
}

QString AxisChips::textOf(Axis axis) const
{
    return QStringLiteral("%1 %2").arg(axisText(axis)).arg(degreeOf(axis));
}

QRectF AxisChips::chipRect(int index) const
{
    const double height = fontMetrics().height() + 8.0;
    double x = 1;
    for (int i = 0; i < static_cast<int>(m_order.size()); ++i) {
        const double width = fontMetrics().horizontalAdvance(textOf(m_order[static_cast<std::size_t>(i)])) + 18.0;
        if (i == index)
            return {x, 1, width, height};
        x += width + chipGap;
    }
    return {x, 1, 0, height};
}

QSize AxisChips::sizeHint() const
{
    return {static_cast<int>(chipRect(static_cast<int>(m_order.size())).left()) + 2, fontMetrics().height() + 11};
}

std::optional<int> AxisChips::chipAt(QPointF position) const
{
    for (int i = 0; i < static_cast<int>(m_order.size()); ++i)
        if (chipRect(i).contains(position))
            return i;
    return std::nullopt;
}

int AxisChips::slotAt(double x) const
{
    int slot = 0;
    while (slot + 1 < static_cast<int>(m_order.size()) && x > chipRect(slot).right())
        ++slot;
    return slot;
}

void AxisChips::moveChip(int from, int to)
{
    const Axis axis = m_order[static_cast<std::size_t>(from)];
    m_order.erase(m_order.begin() + from);
    m_order.insert(m_order.begin() + to, axis);
    m_current = to;
    update();
}

void AxisChips::paintEvent(QPaintEvent*)
{
    if (m_tokens == nullptr)
        return;
    QPainter painter(this);
    for (int i = 0; i < static_cast<int>(m_order.size()); ++i) {
        const Axis axis = m_order[static_cast<std::size_t>(i)];
        const QRectF rect = chipRect(i);
        painter.fillRect(rect, m_tokens->surface);
        painter.fillRect(QRectF(rect.left(), rect.top(), 5, rect.height()), m_tokens->axis[indexOf(axis)]);
        const bool current = m_dragged ? *m_dragged == i : hasFocus() && m_current == i;
        painter.setPen(QPen(current ? m_tokens->accent : m_tokens->line, current ? 2 : 1));
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
        painter.setPen(degreeOf(axis) > 1 ? m_tokens->text : m_tokens->textMuted);
        painter.drawText(rect.adjusted(8, 0, -2, 0), Qt::AlignCenter, textOf(axis));
    }
}

void AxisChips::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::RightButton && m_dragged)
        return endDrag(false);
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = chipAt(event->position());
    m_pressAt = event->position();
    if (m_pressed)
        m_current = *m_pressed;
    update();
}

void AxisChips::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_pressed)
        return;
    if (!m_dragged) {
        if ((event->position() - m_pressAt).manhattanLength() < QApplication::startDragDistance())
            return;
        m_dragged = m_pressed;
        m_orderBefore = m_order;
        setCursor(Qt::ClosedHandCursor);
    }
    const int slot = slotAt(event->position().x());
    if (slot == *m_dragged)
        return;
    moveChip(*m_dragged, slot);
    m_dragged = slot;
    Q_EMIT orderPreviewed(m_order == m_orderBefore ? std::vector<Axis>{} : m_order);
}

void AxisChips::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        endDrag(true);
}

void AxisChips::endDrag(bool keep)
{
    m_pressed.reset();
    if (!m_dragged)
        return;
    const Axis axis = m_order[static_cast<std::size_t>(*m_dragged)];
    m_dragged.reset();
    unsetCursor();
    Q_EMIT orderPreviewed({});
    if (!keep)
        m_order = m_orderBefore;
    else if (m_order != m_orderBefore)
        Q_EMIT orderEdited(m_order, tr("Move axis %1").arg(axisText(axis)));
    update();
}

void AxisChips::keyPressEvent(QKeyEvent* event)
{
    const bool back = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up;
    const bool forth = event->key() == Qt::Key_Right || event->key() == Qt::Key_Down;
    if (event->key() == Qt::Key_Escape && m_dragged)
        return endDrag(false);
    if (!back && !forth)
        return QWidget::keyPressEvent(event);
    const int next = std::clamp(m_current + (forth ? 1 : -1), 0, static_cast<int>(m_order.size()) - 1);
    if (next == m_current || m_dragged)
        return;
    if (!event->modifiers().testFlag(Qt::AltModifier)) {
        m_current = next;
        update();
        return;
    }
    const Axis axis = m_order[static_cast<std::size_t>(m_current)];
    moveChip(m_current, next);
    Q_EMIT orderEdited(m_order, tr("Move axis %1").arg(axisText(axis)));
}

void AxisChips::focusInEvent(QFocusEvent*)
{
    update();
}

void AxisChips::focusOutEvent(QFocusEvent*)
{
    update();
}

} // namespace shardscape
