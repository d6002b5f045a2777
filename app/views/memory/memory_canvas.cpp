// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/memory/memory_canvas.h"

#include "views/common/number_text.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace shardscape {

MemoryCanvas::MemoryCanvas(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Memory bars"));
}

void MemoryCanvas::setBars(MemoryBars bars)
{
    m_bars = std::move(bars);
    rescale();
    if (m_cursor.bar >= m_bars.count())
        m_cursor = {};
    m_hovered = {};
    setAccessibleDescription(m_bars.count() == 0 ? QString()
                                                 : tr("Worst GPU: %1 of %2, %3")
                                                       .arg(memoryText(m_bars.peak()), memoryText(m_bars.capacity),
                                                            headroomText(m_bars.peak(), m_bars.capacity)));
    update();
}

void MemoryCanvas::setBaseline(MemoryBars bars)
{
    m_baseline = std::move(bars);
    rescale();
    update();
}

/// One scale for both.
void MemoryCanvas::rescale()
{
    const Bytes need = m_bars.scaleNeed();
    m_scaleTop = stickyScaleTop(m_scaleTop, m_baseline.count() > 0 ? std::max(need, m_baseline.peak()) : need);
}

void MemoryCanvas::setTokens(const Tokens& tokens)
{
    m_tokens = &tokens;
    update();
}

void MemoryCanvas::setHighlight(std::optional<int> stage, std::optional<MemoryPart> part)
{
    if (m_stage == stage && m_part == part)
        return;
    m_stage = stage;
    m_part = part;
    update();
}

MemoryBarsGeometry MemoryCanvas::geometryNow() const
{
    return {memoryPlotRect(QRectF(rect()).adjusted(4, 4, -4, -4), font(), m_bars), m_bars.count(), m_scaleTop};
}

MemoryTarget MemoryCanvas::targetAt(QPointF position) const
{
    const MemoryBarsGeometry geometry = geometryNow();
    const std::optional<int> column = geometry.columnAt(position);
    if (!column)
        return {};
    const auto [first, last] = geometry.barsOf(*column);
    MemoryTarget target{m_bars.fullest(first, last), std::nullopt};
    target.part = partAt(geometry, m_bars.bar(target.bar), *column, position);
    return target;
}

QRectF MemoryCanvas::rectOf(const MemoryTarget& target) const
{
    const MemoryBarsGeometry geometry = geometryNow();
    if (target.bar < 0 || geometry.columns() == 0)
        return {};
    const int column = static_cast<int>(static_cast<long long>(target.bar) * geometry.columns() / m_bars.count());
    return target.part ? partRect(geometry, m_bars.bar(target.bar), *target.part, column) : geometry.columnRect(column);
}

QString MemoryCanvas::describe(const MemoryTarget& target) const
{
    if (target.bar < 0 || target.bar >= m_bars.count())
        return {};
    const StageMemory& memory = m_bars.bar(target.bar);
    const int stage = m_bars.stageOf(target.bar);
    const QString place = m_bars.perRank ? tr("rank %1 (stage %2)").arg(target.bar).arg(stage) : tr("stage %1").arg(stage);
    if (target.part)
        return tr("%1 of %2: %3 of %4")
            .arg(memoryPartName(*target.part), place, memoryText(memory[*target.part]), memoryText(m_bars.capacityOf(target.bar)));
    return tr("%1: %2 of %3, %4")
        .arg(place, memoryText(memory.total()), memoryText(m_bars.capacityOf(target.bar)), headroomText(memory.total(), m_bars.capacityOf(target.bar)));
}

void MemoryCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_tokens == nullptr)
        return;
    painter.fillRect(rect(), m_tokens->surface);
    if (m_bars.count() == 0) {
        painter.setPen(m_tokens->textMuted);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("No memory figures: the plan has no evaluation yet."));
        return;
    }
    const std::optional<int> focusBar = hasFocus() && m_cursor.bar >= 0 ? std::optional(m_cursor.bar) : std::nullopt;
    paintMemoryBars(painter, QRectF(rect()).adjusted(4, 4, -4, -4),
                    {.bars = m_bars, .tokens = *m_tokens, .scaleTop = m_scaleTop, .stage = m_stage, .part = m_part, .bar = focusBar, .baseline = &m_baseline});
    if (hasFocus() && m_cursor.part) {
        painter.setPen(QPen(m_tokens->accent, 2, Qt::DotLine));
        painter.drawRect(rectOf(m_cursor));
    }
}

void MemoryCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const MemoryTarget target = targetAt(event->position());
    if (target == m_hovered)
        return;
    m_hovered = target;
    setCursor(target.part ? Qt::PointingHandCursor : Qt::ArrowCursor);
    Q_EMIT hovered(target);
}

void MemoryCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const MemoryTarget target = targetAt(event->position());
    if (target.bar >= 0)
        m_cursor = target;
    announce(target);
    Q_EMIT chosen(target);
}

void MemoryCanvas::leaveEvent(QEvent*)
{
    m_hovered = {};
    Q_EMIT hovered(m_hovered);
}

void MemoryCanvas::moveCursor(int bars, int parts)
{
    if (m_bars.count() == 0)
        return;
    if (m_cursor.bar < 0)
        m_cursor = {0, std::nullopt};
    else
        m_cursor.bar = std::clamp(m_cursor.bar + bars, 0, m_bars.count() - 1);
    const StageMemory& memory = m_bars.bar(m_cursor.bar);
    int part = m_cursor.part ? static_cast<int>(*m_cursor.part) : -1;
    if (parts != 0) {
        do
            part += parts;
        while (part >= 0 && part < static_cast<int>(memoryPartCount) && memory[static_cast<MemoryPart>(part)] <= Bytes{});
        if (part < 0)
            m_cursor.part = std::nullopt;
        else if (part < static_cast<int>(memoryPartCount))
            m_cursor.part = static_cast<MemoryPart>(part);
    }
    announce(m_cursor);
    Q_EMIT hovered(m_cursor);
}

void MemoryCanvas::announce(const MemoryTarget& target)
{
    if (target.bar >= 0)
        setAccessibleDescription(describe(target));
    update();
}

void MemoryCanvas::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) { // NOLINT: Qt's own enum is open
    case Qt::Key_Left: return moveCursor(-1, 0);
    case Qt::Key_Right: return moveCursor(1, 0);
    case Qt::Key_Up: return moveCursor(0, 1);
    case Qt::Key_Down: return moveCursor(0, -1);
    case Qt::Key_Home: return moveCursor(-m_bars.count(), 0);
    case Qt::Key_End: return moveCursor(m_bars.count(), 0);
    case Qt::Key_Return:
    case Qt::Key_Enter: Q_EMIT chosen(m_cursor); return;
    default: QWidget::keyPressEvent(event);
    }
}

void MemoryCanvas::focusInEvent(QFocusEvent* event)
{
    if (m_cursor.bar < 0 && event->reason() != Qt::MouseFocusReason)
        moveCursor(0, 0);
    update();
}

/// What the keyboard pointed at lets go of the other views, too; a menu or a dialog above is no leaving.
void MemoryCanvas::focusOutEvent(QFocusEvent* event)
{
    const Qt::FocusReason reason = event->reason();
    if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason && reason != Qt::MenuBarFocusReason && m_cursor.bar >= 0) {
        m_cursor = {};
        Q_EMIT hovered(m_cursor);
    }
    update();
}

bool MemoryCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString text = describe(targetAt(help->pos()));
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

QString MemoryCanvas::figureAtFocus() const
{
    const MemoryTarget& target = m_hovered.bar >= 0 ? m_hovered : m_cursor;
    return target.bar >= 0 && target.bar < m_bars.count() ? memoryFigure(m_bars.stageOf(target.bar), target.part) : QString();
}

} // namespace shardscape
