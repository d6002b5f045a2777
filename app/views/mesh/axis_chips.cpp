// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/axis_chips.h"

#include "views/mesh/degree_strip.h"

#include <QPainter>

#include <algorithm>

namespace shardscape {

namespace {

constexpr int chipGap = 4;
constexpr int handleWidth = 10;

QString axisText(Axis axis)
{
    return QString::fromUtf8(toText(axis));
}

} // namespace

AxisChips::AxisChips(QWidget* parent) : QWidget(parent), m_order(m_parallelism.axisOrder.begin(), m_parallelism.axisOrder.end())
{
    makeItemsAccessible(); // before the name, whose change makes the widget known to readers
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setToolTip(tr("Axes of the mesh, innermost first. Drag a chip (Alt+Up, Alt+Down) to reorder the ranks, its right edge (Alt+Left, "
                  "Alt+Right, or digits and Enter) to change its degree; click it (Space) to select the GPUs of one coordinate."));
    setAccessibleName(tr("Axis order, innermost first"));
}

AxisChips::~AxisChips()
{
    delete m_strip;
}

const DegreeStrip* AxisChips::strip() const
{
    return isStretching() ? m_strip.data() : nullptr;
}

void AxisChips::setParallelism(const Parallelism& parallelism)
{
    if (parallelism == m_parallelism)
        return; // an evaluation that arrives must not end a drag
    if (m_dragged)
        endDrag(false);
    if (m_stretched)
        endStretch(false);
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

QString AxisChips::textOf(Axis axis) const
{
    return QStringLiteral("%1 %2").arg(axisText(axis)).arg(degreeOf(m_parallelism, axis));
}

QString AxisChips::itemName(int index) const
{
    return tr("Axis %1, place %2 of %3").arg(axisText(axisAt(index))).arg(index + 1).arg(m_order.size());
}

QString AxisChips::itemValue(int index) const
{
    return QString::number(degreeOf(m_parallelism, axisAt(index)));
}

QRectF AxisChips::chipRect(int index) const
{
    const double height = std::max(24.0, fontMetrics().height() + 8.0);
    double x = 1;
    for (int i = 0; i < static_cast<int>(m_order.size()); ++i) {
        const double width = fontMetrics().horizontalAdvance(textOf(axisAt(i))) + 16.0 + handleWidth;
        if (i == index)
            return {x, 1, width, height};
        x += width + chipGap;
    }
    return {x, 1, 0, height};
}

QRectF AxisChips::handleRect(int index) const
{
    const QRectF chip = chipRect(index);
    return {chip.right() - handleWidth, chip.top(), handleWidth, chip.height()};
}

QSize AxisChips::sizeHint() const
{
    const QRectF end = chipRect(static_cast<int>(m_order.size()));
    return {static_cast<int>(end.left()) + 2, static_cast<int>(end.height()) + 3};
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

void AxisChips::setCurrent(int index)
{
    m_current = index;
    m_typed.clear();
    update();
    if (hasFocus())
        announceItem(*this, *this);
    Q_EMIT spoken(tr("%1: %2").arg(itemName(index), itemValue(index)));
}

void AxisChips::moveChip(int from, int to)
{
    const Axis axis = axisAt(from);
    m_order.erase(m_order.begin() + from);
    m_order.insert(m_order.begin() + to, axis);
    m_current = to;
    update();
}

void AxisChips::endDrag(bool keep)
{
    const std::optional<int> pressed = m_pressed;
    m_pressed.reset();
    if (!m_dragged) {
        if (keep && pressed)
            Q_EMIT coordinateAsked(axisAt(*pressed));
        return;
    }
    const Axis axis = axisAt(*m_dragged);
    m_dragged.reset();
    unsetCursor();
    Q_EMIT orderPreviewed({});
    if (!keep)
        m_order = m_orderBefore;
    else if (m_order != m_orderBefore)
        Q_EMIT orderEdited(m_order, tr("Move axis %1").arg(axisText(axis)));
    update();
}

void AxisChips::paintEvent(QPaintEvent*)
{
    if (m_tokens == nullptr)
        return;
    QPainter painter(this);
    for (int i = 0; i < static_cast<int>(m_order.size()); ++i) {
        const Axis axis = axisAt(i);
        const QRectF rect = chipRect(i);
        painter.fillRect(rect, m_tokens->surface);
        painter.fillRect(QRectF(rect.left(), rect.top(), 5, rect.height()), m_tokens->axis[indexOf(axis)]);
        const bool busy = m_dragged == i || m_stretched == i;
        const bool current = m_dragged || m_stretched ? busy : hasFocus() && m_current == i;
        painter.setPen(QPen(current ? m_tokens->accent : m_tokens->line, current ? 2 : 1));
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
        painter.setPen(degreeOf(m_parallelism, axis) > 1 ? m_tokens->text : m_tokens->textMuted);
        const bool typing = i == m_current && !m_typed.isEmpty();
        const QString text = typing ? QStringLiteral("%1 %2_").arg(axisText(axis), m_typed) : textOf(axis);
        painter.drawText(rect.adjusted(8, 0, -handleWidth, 0), Qt::AlignCenter, text);
        // Two lines that look like something to hold on to.
        const QRectF handle = handleRect(i);
        painter.setPen(QPen(m_stretched == i ? m_tokens->accent : m_tokens->textMuted, 1));
        for (const double x : {handle.left() + 3.5, handle.left() + 6.5})
            painter.drawLine(QPointF(x, handle.top() + 6), QPointF(x, handle.bottom() - 6));
    }
}

} // namespace shardscape
