// SPDX-License-Identifier: GPL-3.0-or-later
// The axis chips under mouse and keys.
#include "views/mesh/axis_chips.h"

#include "views/mesh/degree_strip.h"

#include <QApplication>
#include <QKeyEvent>

#include <algorithm>

namespace shardscape {

namespace {

constexpr int longestDegree = 7; ///< digits

DegreeTrade tradeOf(Qt::KeyboardModifiers modifiers)
{
    return modifiers.testFlag(Qt::ShiftModifier) ? DegreeTrade::Alone : DegreeTrade::WithData;
}

int indexOfDegree(const std::vector<DegreeStep>& steps, int degree)
{
    const auto at = std::find_if(steps.begin(), steps.end(), [degree](const DegreeStep& step) { return step.degree == degree; });
    return at == steps.end() ? 0 : static_cast<int>(at - steps.begin());
}

} // namespace

void AxisChips::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::RightButton && m_stretched)
        return endStretch(false);
    if (event->button() == Qt::RightButton && m_dragged)
        return endDrag(false);
    if (event->button() != Qt::LeftButton || m_stretched || m_dragged)
        return;
    m_pressed = chipAt(event->position());
    m_pressAt = event->position();
    if (!m_pressed)
        return;
    setCurrent(*m_pressed);
    if (handleRect(*m_pressed).contains(event->position()) && m_stepsOf)
        beginStretch(*m_pressed, event->modifiers());
}

void AxisChips::mouseMoveEvent(QMouseEvent* event)
{
    if (m_stretched)
        return stretchTo(event->position(), event->modifiers());
    if (!m_pressed) {
        const std::optional<int> over = chipAt(event->position());
        if (over && handleRect(*over).contains(event->position()))
            setCursor(Qt::SplitHCursor);
        else
            unsetCursor();
        return;
    }
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
    if (event->button() != Qt::LeftButton)
        return;
    if (m_stretched)
        endStretch(true);
    else
        endDrag(true);
}

/// Opens the scale so that the present degree stands under the pointer.
void AxisChips::beginStretch(int index, Qt::KeyboardModifiers modifiers)
{
    std::vector<DegreeStep> steps = m_stepsOf(axisAt(index), tradeOf(modifiers));
    if (steps.empty() || m_tokens == nullptr)
        return;
    m_pressed.reset();
    m_stretched = index;
    m_trade = tradeOf(modifiers);
    if (m_strip.isNull())
        m_strip = new DegreeStrip(window());
    else if (m_strip->parentWidget() != window())
        m_strip->setParent(window()); // the pane was moved to another window
    const int present = indexOfDegree(steps, degreeOf(m_parallelism, axisAt(index)));
    m_strip->setFont(font());
    m_strip->open(std::move(steps), present, *m_tokens);
    const QPoint at = mapTo(window(), m_pressAt.toPoint());
    const int bottom = mapTo(window(), QPoint(0, height())).y() + 4;
    const int x = std::clamp(at.x() - m_strip->fieldRect(present).center().x(), 2, std::max(2, window()->width() - m_strip->width() - 2));
    m_strip->move(x, bottom + m_strip->height() <= window()->height() ? bottom : std::max(0, bottom - height() - 8 - m_strip->height()));
    setCursor(Qt::SplitHCursor);
    update();
}

void AxisChips::stretchTo(QPointF position, Qt::KeyboardModifiers modifiers)
{
    const Axis axis = axisAt(*m_stretched);
    const int before = m_strip->chosen();
    const bool retrade = tradeOf(modifiers) != m_trade;
    if (retrade) {
        m_trade = tradeOf(modifiers);
        std::vector<DegreeStep> steps = m_stepsOf(axis, m_trade);
        const int present = indexOfDegree(steps, degreeOf(m_parallelism, axis));
        m_strip->open(std::move(steps), present, *m_tokens);
    }
    // A press that trembles is no drag: the scale may have been shifted into the window, away from the pointer.
    if ((position - m_pressAt).manhattanLength() < QApplication::startDragDistance())
        return;
    m_strip->choose(m_strip->fieldNear(m_strip->mapFrom(window(), mapTo(window(), position.toPoint())).x()));
    if (m_strip->chosen() == before && !retrade)
        return;
    const DegreeStep& step = m_strip->steps()[static_cast<std::size_t>(m_strip->chosen())];
    const bool previews = step.reason.isEmpty() && step.degree != degreeOf(m_parallelism, axis);
    Q_EMIT degreePreviewed(axis, previews ? step.degree : 0, m_trade);
    Q_EMIT spoken(m_strip->line().isEmpty() ? QString::number(step.degree) : m_strip->line());
}

void AxisChips::endStretch(bool keep)
{
    const Axis axis = axisAt(*m_stretched);
    const DegreeStep step = m_strip->steps()[static_cast<std::size_t>(m_strip->chosen())];
    m_stretched.reset();
    m_strip->hide();
    unsetCursor();
    update();
    Q_EMIT degreePreviewed(axis, 0, m_trade);
    if (!keep || step.degree == degreeOf(m_parallelism, axis))
        return;
    if (step.reason.isEmpty())
        Q_EMIT degreeEdited(axis, step.degree, m_trade);
    else
        Q_EMIT spoken(step.reason);
}

void AxisChips::setGestureNote(const QString& note)
{
    if (m_stretched)
        m_strip->setNote(note);
}

void AxisChips::stepDegree(int direction, DegreeTrade trade)
{
    if (!m_stepsOf)
        return;
    const Axis axis = axisAt(m_current);
    const std::vector<DegreeStep> steps = m_stepsOf(axis, trade);
    QString reason = direction > 0 ? tr("There is no larger degree.") : tr("There is no smaller degree.");
    bool first = true;
    for (int i = indexOfDegree(steps, degreeOf(m_parallelism, axis)) + direction; i >= 0 && i < static_cast<int>(steps.size()); i += direction) {
        const DegreeStep& step = steps[static_cast<std::size_t>(i)];
        if (step.reason.isEmpty())
            return Q_EMIT degreeEdited(axis, step.degree, trade);
        if (first)
            reason = step.reason;
        first = false;
    }
    Q_EMIT spoken(reason);
}

/// Digits build a degree, Enter sets it; it need not be a divisor, and a plan that is illegal then says why.
bool AxisChips::typeDegree(QKeyEvent* event)
{
    const QString text = event->text();
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (plain && text.size() == 1 && text[0] >= u'0' && text[0] <= u'9' && m_typed.size() < longestDegree) {
        m_typed += text;
        Q_EMIT spoken(tr("Degree %1: Enter sets it, Escape drops it").arg(m_typed));
    } else if (m_typed.isEmpty()) {
        return false;
    } else if (event->key() == Qt::Key_Escape) {
        m_typed.clear();
    } else if (event->key() == Qt::Key_Backspace) {
        m_typed.chop(1);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        const int degree = m_typed.toInt();
        m_typed.clear();
        if (degree > 0)
            Q_EMIT degreeEdited(axisAt(m_current), degree, tradeOf(event->modifiers()));
    } else {
        return false;
    }
    update();
    return true;
}

bool AxisChips::walk(QKeyEvent* event)
{
    const bool level = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    const bool back = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up;
    if (!level && event->key() != Qt::Key_Up && event->key() != Qt::Key_Down)
        return false;
    if (level && event->modifiers().testFlag(Qt::AltModifier)) {
        stepDegree(back ? -1 : 1, tradeOf(event->modifiers()));
        return true;
    }
    const int next = std::clamp(m_current + (back ? -1 : 1), 0, static_cast<int>(m_order.size()) - 1);
    if (next == m_current)
        return true;
    if (!event->modifiers().testFlag(Qt::AltModifier)) {
        setCurrent(next);
        return true;
    }
    const Axis axis = axisAt(m_current);
    moveChip(m_current, next);
    Q_EMIT orderEdited(m_order, tr("Move axis %1").arg(QString::fromUtf8(toText(axis))));
    return true;
}

void AxisChips::keyPressEvent(QKeyEvent* event)
{
    if (m_dragged || m_stretched) {
        if (event->key() == Qt::Key_Escape && m_stretched)
            endStretch(false);
        else if (event->key() == Qt::Key_Escape)
            endDrag(false);
        return; // a drag swallows the rest, so that no other edit slips in
    }
    if (typeDegree(event) || walk(event))
        return;
    if (event->key() == Qt::Key_Space)
        Q_EMIT coordinateAsked(axisAt(m_current));
    else
        QWidget::keyPressEvent(event);
}

void AxisChips::focusInEvent(QFocusEvent*)
{
    announceItem(*this, *this);
    update();
}

void AxisChips::focusOutEvent(QFocusEvent*)
{
    m_typed.clear();
    update();
}

} // namespace shardscape
