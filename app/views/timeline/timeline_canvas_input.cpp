// SPDX-License-Identifier: GPL-3.0-or-later
// Pointer and keys of the pipeline picture. Every drag has a key: panning A and D, zooming W and S, scrubbing the arrow keys.
#include "views/timeline/timeline_canvas.h"

#include "views/common/number_text.h"
#include "views/timeline/timeline_text.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace shardscape {

void TimelineCanvas::wheelEvent(QWheelEvent* event)
{
    if (!hasTasks())
        return;
    const QPoint turn = event->angleDelta();
    const bool sideways = (event->modifiers() & Qt::ShiftModifier) != 0 || std::abs(turn.x()) > std::abs(turn.y());
    if (sideways) {
        panBy(turn.x() != 0 ? turn.x() : turn.y());
    } else {
        m_geometry.zoom(std::pow(1.2, turn.y() / 120.0), event->position().x());
        dropBase();
    }
    event->accept();
}

void TimelineCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !hasTasks())
        return;
    m_dragFrom = event->position();
    if (m_dragFrom.y() < m_geometry.rows().top()) {
        m_drag = Drag::Scrub;
        Q_EMIT scrubbed(std::clamp(m_geometry.timeAt(m_dragFrom.x()), 0.0, m_geometry.duration));
        return;
    }
    const bool measure = (event->modifiers() & Qt::ShiftModifier) != 0;
    m_drag = measure ? Drag::Measure : Drag::Press;
    if (measure) {
        const double time = m_geometry.timeAt(m_dragFrom.x());
        m_highlights.range = std::pair(time, time);
        update();
    }
}

void TimelineCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (!hasTasks())
        return;
    const QPointF point = event->position();
    if (m_drag == Drag::Press && (point - m_dragFrom).manhattanLength() >= QApplication::startDragDistance())
        m_drag = Drag::Pan;
    switch (m_drag) {
    case Drag::None:
    case Drag::Press: hoverAt(point); return;
    case Drag::Pan:
        panBy(point.x() - m_dragFrom.x());
        m_dragFrom = point;
        setCursor(Qt::ClosedHandCursor);
        return;
    case Drag::Scrub: Q_EMIT scrubbed(std::clamp(m_geometry.timeAt(point.x()), 0.0, m_geometry.duration)); return;
    case Drag::Measure:
        m_highlights.range->second = std::clamp(m_geometry.timeAt(point.x()), 0.0, m_geometry.duration);
        Q_EMIT described(
            tr("Measured span: %1.").arg(timeText(Seconds::fromSeconds(std::abs(m_highlights.range->second - m_highlights.range->first)))));
        update();
        return;
    }
}

void TimelineCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    unsetCursor();
    if (!hasTasks() || event->button() != Qt::LeftButton)
        return;
    if (drag == Drag::Measure && std::abs(m_geometry.xOf(m_highlights.range->second) - m_geometry.xOf(m_highlights.range->first)) < 2.0)
        m_highlights.range = std::nullopt;
    if (drag == Drag::Press) {
        if (const auto stage = m_geometry.stageAt(event->position().y())) {
            m_selectedStage = *stage;
            refreshStrip();
        }
        const auto task = taskAt(m_geometry, *m_content.timeline, event->position());
        Q_EMIT taskChosen(task ? static_cast<qint64>(*task) : -1);
    }
    update();
}

void TimelineCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!hasTasks() || event->button() != Qt::LeftButton)
        return;
    if (m_highlights.range)
        showRange();
    else
        fit();
}

void TimelineCanvas::hoverAt(QPointF point)
{
    const auto task = taskAt(m_geometry, *m_content.timeline, point);
    const std::int64_t now = task ? static_cast<std::int64_t>(*task) : -1;
    Q_EMIT described(describe(point));
    if (now == m_hovered)
        return;
    m_hovered = now;
    Q_EMIT taskHovered(now);
}

void TimelineCanvas::leaveEvent(QEvent*)
{
    m_hovered = -1;
    Q_EMIT taskHovered(-1);
    Q_EMIT described({});
}

/// Moves the keyboard's task along its row, or to the task of another row that runs at the same time.
void TimelineCanvas::moveCursor(int tasks, int stages)
{
    const Timeline& timeline = *m_content.timeline;
    const int before = std::max(0, m_selectedStage);
    const int stage = m_selectedStage < 0 ? 0 : std::clamp(m_selectedStage + stages, 0, timeline.stages - 1);
    const auto first = static_cast<std::int64_t>(timeline.laneBegin[static_cast<std::size_t>(stage)]);
    const auto last = static_cast<std::int64_t>(timeline.laneBegin[static_cast<std::size_t>(stage) + 1]) - 1;
    std::int64_t task = m_highlights.task ? static_cast<std::int64_t>(*m_highlights.task) : -1;
    if (task < 0 || stageOfTask(timeline, static_cast<std::uint32_t>(task)) != stage) {
        const double time = task >= 0 ? timeline.start[static_cast<std::size_t>(task)] : m_geometry.begin;
        task = static_cast<std::int64_t>(tasksBetween(timeline, stage, time, time).first);
    } else {
        task += tasks;
    }
    m_selectedStage = stage;
    if (first > last)
        return;
    task = std::clamp(task, first, last);
    const auto at = static_cast<std::size_t>(task);
    if (timeline.start[at] < m_geometry.begin || timeline.end[at] > m_geometry.end)
        m_geometry.pan(m_geometry.rows().center().x() - m_geometry.xOf(timeline.start[at]));
    if (stage != before || tasks != 0)
        dropBase();
    refreshStrip();
    setAccessibleDescription(describeTask(timeline, static_cast<std::uint32_t>(task)));
    Q_EMIT taskHovered(task);
    Q_EMIT described(describeTask(timeline, static_cast<std::uint32_t>(task)));
}

bool TimelineCanvas::viewKey(int key)
{
    const double page = m_geometry.rows().width() * 0.2;
    switch (key) { // NOLINT: Qt's own enum is open
    case Qt::Key_W:
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomIn(); return true;
    case Qt::Key_S:
    case Qt::Key_Minus: zoomOut(); return true;
    case Qt::Key_A: panBy(page); return true;
    case Qt::Key_D: panBy(-page); return true;
    case Qt::Key_F:
    case Qt::Key_0: fit(); return true;
    case Qt::Key_R: showRange(); return true;
    case Qt::Key_C: setShowsCriticalPath(!showsCriticalPath()); return true;
    case Qt::Key_T: setShowsLanes(!m_showsLanes); return true;
    case Qt::Key_Comma: moveCursor(-1, 0); return true;
    case Qt::Key_Period: moveCursor(1, 0); return true;
    case Qt::Key_Up: moveCursor(0, -1); return true;
    case Qt::Key_Down: moveCursor(0, 1); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: Q_EMIT taskChosen(m_highlights.task ? static_cast<qint64>(*m_highlights.task) : -1); return true;
    case Qt::Key_M: // the key twin of measuring: from the playhead to the marked task
        if (m_highlights.task && m_highlights.clock)
            m_highlights.range = std::pair(*m_highlights.clock, m_content.timeline->start[*m_highlights.task]);
        update();
        return true;
    default: return false;
    }
}

bool TimelineCanvas::clockKey(int key, bool shift)
{
    const double now = m_highlights.clock.value_or(0.0);
    const std::optional<int> lane = shift ? std::optional(std::max(0, m_selectedStage)) : std::nullopt;
    switch (key) { // NOLINT: Qt's own enum is open
    case Qt::Key_Space:
    case Qt::Key_K: Q_EMIT playToggled(); return true;
    case Qt::Key_L: Q_EMIT loopToggled(); return true;
    case Qt::Key_Left: Q_EMIT scrubbed(eventFrom(now, -1, lane)); return true;
    case Qt::Key_Right: Q_EMIT scrubbed(eventFrom(now, 1, lane)); return true;
    case Qt::Key_Home: Q_EMIT scrubbed(0.0); return true;
    case Qt::Key_End: Q_EMIT scrubbed(m_geometry.duration); return true;
    case Qt::Key_BracketLeft: Q_EMIT speedChanged(-1); return true;
    case Qt::Key_BracketRight: Q_EMIT speedChanged(1); return true;
    default: return false;
    }
}

void TimelineCanvas::keyPressEvent(QKeyEvent* event)
{
    const bool plain = (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) == 0;
    if (!hasTasks() || !plain) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (event->key() == Qt::Key_Escape && m_highlights.range) {
        m_highlights.range = std::nullopt;
        update();
        return;
    }
    const bool shift = (event->modifiers() & Qt::ShiftModifier) != 0;
    if (!clockKey(event->key(), shift) && !viewKey(event->key()))
        QWidget::keyPressEvent(event);
}

void TimelineCanvas::focusInEvent(QFocusEvent*) { update(); }

void TimelineCanvas::focusOutEvent(QFocusEvent*) { update(); }

bool TimelineCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString text = describe(help->pos());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace shardscape
