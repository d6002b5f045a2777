// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/comparison_canvas.h"

#include "views/timeline/timeline_text.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {
constexpr double lowestRow = 4.0;
constexpr double gap = 6.0; ///< between two schedules
} // namespace

ComparisonCanvas::ComparisonCanvas(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Schedules compared"));
    m_axis.duration = 0.0;
}

double ComparisonCanvas::titleHeight() const { return std::ceil(QFontMetricsF(font()).height()) + 4.0; }

/// Rows of a stage become lower with more stages, but stay visible.
double ComparisonCanvas::rowsHeight(std::size_t index) const
{
    const ComparedSchedule& schedule = (*m_comparison)[index];
    return schedule.timeline == nullptr ? 0.0
                                        : std::clamp(15.0 * schedule.timeline->stages, 30.0, 130.0 + lowestRow * schedule.timeline->stages);
}

double ComparisonCanvas::topOf(std::size_t index) const
{
    double top = m_axis.area.bottom();
    for (std::size_t i = 0; i < index; ++i)
        top += titleHeight() + rowsHeight(i) + gap;
    return top;
}

TimelineGeometry ComparisonCanvas::geometryOf(std::size_t index) const
{
    const ComparedSchedule& schedule = (*m_comparison)[index];
    TimelineGeometry geometry = m_axis;
    geometry.area = QRectF(m_axis.area.left(), topOf(index) + titleHeight(), m_axis.area.width(), std::max(1.0, rowsHeight(index)));
    geometry.rulerHeight = 0.0;
    if (schedule.timeline != nullptr) {
        geometry.stages = std::max(1, schedule.timeline->stages);
        geometry.duration = schedule.summary.makespan; // idle ground as far as this schedule goes
    }
    return geometry;
}

std::optional<std::size_t> ComparisonCanvas::scheduleAt(double y) const
{
    if (!hasRows() || y < m_axis.area.bottom())
        return std::nullopt;
    for (std::size_t i = 0; i < m_comparison->size(); ++i)
        if (y < topOf(i + 1))
            return i;
    return std::nullopt;
}

void ComparisonCanvas::layOut()
{
    const QFontMetricsF metrics(font());
    const double axis = std::ceil(metrics.height()) + 8.0;
    m_axis.area = QRectF(4.0, 0.0, std::max(1.0, width() - 12.0), axis);
    m_axis.rulerHeight = axis;
    m_axis.labelWidth = std::ceil(metrics.horizontalAdvance(QStringLiteral("Stage 999"))) + 12.0;
    dropBase();
}

void ComparisonCanvas::setComparison(std::shared_ptr<const ScheduleComparison> comparison, const QString& why)
{
    const double before = m_axis.duration;
    const bool wasWhole = before <= 0.0 || m_axis.end - m_axis.begin >= before * (1.0 - 1e-9);
    m_comparison = std::move(comparison);
    m_why = why;
    m_axis.duration = m_comparison == nullptr ? 0.0 : longestOf(*m_comparison);
    layOut();
    if (hasRows()) {
        if (wasWhole)
            m_axis.fit();
        else
            m_axis.show(m_axis.begin, m_axis.end);
        setMinimumHeight(static_cast<int>(std::ceil(topOf(m_comparison->size()))));
        QStringList words;
        for (const ComparedSchedule& schedule : *m_comparison)
            words.append(describeSchedule(schedule, measureOf(*m_comparison)));
        setAccessibleDescription(words.join(QLatin1Char('\n')));
    } else {
        setMinimumHeight(0);
        setAccessibleDescription(why);
    }
}

void ComparisonCanvas::setTokens(const Tokens& tokens)
{
    m_tokens = &tokens;
    dropBase();
}

void ComparisonCanvas::setClock(double seconds)
{
    m_clock = seconds;
    update();
}

QString ComparisonCanvas::describe(QPointF point) const
{
    const std::optional<std::size_t> index = scheduleAt(point.y());
    if (!index)
        return {};
    const ComparedSchedule& schedule = (*m_comparison)[*index];
    const QString figures = describeSchedule(schedule, measureOf(*m_comparison));
    if (schedule.timeline == nullptr)
        return figures;
    const auto task = taskAt(geometryOf(*index), *schedule.timeline, point);
    return task ? describeTask(*schedule.timeline, *task) + QLatin1Char(' ') + figures : figures;
}

void ComparisonCanvas::paintPicture(QPainter& painter) const
{
    painter.fillRect(rect(), m_tokens->surface);
    paintTimelineAxis(painter, m_axis, *m_tokens);
    for (std::size_t i = 0; i < m_comparison->size(); ++i)
        paintSchedule(painter, i);
}

QRectF ComparisonCanvas::titleRect(std::size_t index) const { return {8.0, topOf(index), width() - 16.0, titleHeight()}; }

void ComparisonCanvas::paintSchedule(QPainter& painter, std::size_t index) const
{
    const ComparedSchedule& schedule = (*m_comparison)[index];
    const QRectF title = titleRect(index);
    painter.setPen(schedule.timeline == nullptr ? m_tokens->textMuted : m_tokens->text);
    QFont titleFont = font();
    titleFont.setBold(schedule.isPresent);
    painter.setFont(titleFont);
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(titleFont).elidedText(describeSchedule(schedule, measureOf(*m_comparison)), Qt::ElideRight, title.width()));
    painter.setFont(font());
    if (schedule.timeline == nullptr)
        return;
    TimelineHighlights highlights;
    highlights.pyramid = schedule.pyramid.get();
    paintTimelineBase(painter, geometryOf(index), *schedule.timeline, *m_tokens, highlights);
}

/// Zooming costs what is in sight: schedules further down are painted when they scroll in.
void ComparisonCanvas::completeBase(const QRect& exposed)
{
    const bool isNew = m_base.isNull();
    if (isNew) {
        m_base = QPixmap(size() * devicePixelRatioF());
        m_base.setDevicePixelRatio(devicePixelRatioF());
        m_base.fill(m_tokens->surface);
        m_painted.assign(m_comparison->size(), false);
    }
    QPainter base(&m_base);
    base.setFont(font());
    if (isNew)
        paintTimelineAxis(base, m_axis, *m_tokens);
    for (std::size_t i = 0; i < m_comparison->size(); ++i) {
        const QRectF place(0.0, topOf(i), width(), titleHeight() + rowsHeight(i));
        if (m_painted[i] || !place.intersects(exposed))
            continue;
        paintSchedule(base, i);
        m_painted[i] = true;
    }
}

void ComparisonCanvas::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    if (m_tokens == nullptr)
        return;
    if (!hasRows()) {
        painter.fillRect(rect(), m_tokens->surface);
        painter.setPen(m_tokens->textMuted);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_why);
        return;
    }
    completeBase(event->rect());
    painter.drawPixmap(0, 0, m_base);
    // The axis stays in sight while the schedules scroll below it.
    const double top = visibleRegion().boundingRect().top();
    const QRectF axis(0.0, top, width(), m_axis.area.height());
    painter.drawPixmap(axis, m_base, QRectF(0.0, 0.0, width() * devicePixelRatioF(), axis.height() * devicePixelRatioF()));
    paintPlayhead(painter, top);
    if (hasFocus()) {
        painter.setPen(QPen(m_tokens->accent, 1.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

/// Through the axis and the rows; the lines of figures between them stay legible.
void ComparisonCanvas::paintPlayhead(QPainter& painter, double axisTop) const
{
    const double x = m_axis.xOf(m_clock);
    if (x < m_axis.rows().left() || x > m_axis.rows().right())
        return;
    painter.setPen(QPen(m_tokens->accent, 2.0));
    painter.drawLine(QPointF(x, axisTop), QPointF(x, axisTop + m_axis.area.height()));
    for (std::size_t i = 0; i < m_comparison->size(); ++i) {
        const QRectF rows = geometryOf(i).rows();
        if ((*m_comparison)[i].timeline != nullptr && rows.bottom() > axisTop + m_axis.area.height())
            painter.drawLine(QPointF(x, std::max(rows.top(), axisTop + m_axis.area.height())), QPointF(x, rows.bottom()));
    }
}

void ComparisonCanvas::fit()
{
    m_axis.fit();
    dropBase();
}

void ComparisonCanvas::zoomBy(double factor, double x)
{
    if (!hasRows())
        return;
    m_axis.zoom(factor, x < 0.0 ? m_axis.rows().center().x() : x);
    dropBase();
}

void ComparisonCanvas::panBy(double pixels)
{
    if (!hasRows())
        return;
    m_axis.pan(pixels);
    dropBase();
}

void ComparisonCanvas::dropBase()
{
    m_base = QPixmap();
    update();
}

void ComparisonCanvas::resizeEvent(QResizeEvent*) { layOut(); }

void ComparisonCanvas::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        layOut();
    QWidget::changeEvent(event);
}

/// The wheel alone scrolls through the schedules; with Ctrl it zooms, with Shift it pans.
void ComparisonCanvas::wheelEvent(QWheelEvent* event)
{
    const QPoint turn = event->angleDelta();
    if ((event->modifiers() & Qt::ControlModifier) != 0)
        zoomBy(std::pow(1.2, turn.y() / 120.0), event->position().x());
    else if ((event->modifiers() & Qt::ShiftModifier) != 0)
        panBy(turn.x() != 0 ? turn.x() : turn.y());
    else
        event->ignore();
}

/// The axis in sight moves the playhead, as in the timeline.
void ComparisonCanvas::mousePressEvent(QMouseEvent* event)
{
    const double top = visibleRegion().boundingRect().top();
    m_scrubs = hasRows() && event->button() == Qt::LeftButton && event->position().y() < top + m_axis.area.height();
    if (m_scrubs)
        scrubTo(m_axis.timeAt(event->position().x()));
    else
        QWidget::mousePressEvent(event);
}

void ComparisonCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (m_scrubs && (event->buttons() & Qt::LeftButton) != 0)
        scrubTo(m_axis.timeAt(event->position().x()));
    Q_EMIT described(describe(event->position()));
}

void ComparisonCanvas::mouseReleaseEvent(QMouseEvent*) { m_scrubs = false; }

void ComparisonCanvas::scrubTo(double seconds) { Q_EMIT scrubbed(std::clamp(seconds, 0.0, m_axis.duration)); }

/// The same keys as in the timeline; without tasks of its own an arrow goes a hundredth of what is shown.
bool ComparisonCanvas::clockKey(int key)
{
    const double step = 0.01 * (m_axis.end - m_axis.begin);
    switch (key) { // NOLINT: Qt's own enum is open
    case Qt::Key_Space:
    case Qt::Key_K: Q_EMIT playToggled(); return true;
    case Qt::Key_L: Q_EMIT loopToggled(); return true;
    case Qt::Key_Left: scrubTo(m_clock - step); return true;
    case Qt::Key_Right: scrubTo(m_clock + step); return true;
    case Qt::Key_Home: scrubTo(0.0); return true;
    case Qt::Key_End: scrubTo(m_axis.duration); return true;
    case Qt::Key_BracketLeft: Q_EMIT speedChanged(-1); return true;
    case Qt::Key_BracketRight: Q_EMIT speedChanged(1); return true;
    default: return false;
    }
}

void ComparisonCanvas::leaveEvent(QEvent*) { Q_EMIT described(QString()); }

void ComparisonCanvas::keyPressEvent(QKeyEvent* event)
{
    const bool plain = (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) == 0;
    if (plain && hasRows() && clockKey(event->key()))
        return;
    switch (event->key()) {
    case Qt::Key_W:
    case Qt::Key_Plus: zoomIn(); return;
    case Qt::Key_S:
    case Qt::Key_Minus: zoomOut(); return;
    case Qt::Key_A: panBy(60.0); return;
    case Qt::Key_D: panBy(-60.0); return;
    case Qt::Key_F: fit(); return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace shardscape
