// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_canvas.h"

#include "views/timeline/timeline_lanes.h"
#include "views/timeline/timeline_text.h"

#include <QFontMetricsF>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {
constexpr std::size_t pyramidFrom = 20'000; ///< tasks from which rows may have to be blended quickly
}

TimelineCanvas::TimelineCanvas(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Pipeline timeline"));
}

double TimelineCanvas::legendHeight(double pictureWidth, const QFont& textFont) const
{
    return timelineLegendHeight(textFont, pictureWidth - 16.0, *m_content.timeline, *m_tokens, lanesShown());
}

QRectF TimelineCanvas::pictureArea() const
{
    const double legend = m_tokens != nullptr ? legendHeight(width(), font()) : 0.0;
    return QRectF(rect()).adjusted(4.0, legend, -8.0, -6.0);
}

TimelineGeometry TimelineCanvas::geometryIn(const QRectF& area, const QFont& textFont) const
{
    constexpr double laneShare = 0.34;
    TimelineGeometry geometry = timelineGeometry(area, *m_content.timeline, textFont, !m_content.memory.empty());
    if (const StepLanes* lanes = lanesShown()) {
        geometry.laneShare = laneShare;
        geometry.duration = std::max(geometry.duration, lanes->end);
        geometry.fit();
    }
    return geometry;
}

void TimelineCanvas::layOut(bool keepSpan)
{
    const TimelineGeometry before = m_geometry;
    if (!hasTasks())
        return;
    m_geometry = geometryIn(pictureArea(), font());
    if (keepSpan)
        m_geometry.show(before.begin, before.end);
    dropBase();
}

void TimelineCanvas::setContent(TimelineContent content)
{
    const bool wasWhole = m_geometry.end - m_geometry.begin >= m_geometry.duration * (1.0 - 1e-9) || !hasTasks();
    const bool critical = showsCriticalPath();
    m_content = std::move(content);
    m_baseline = m_content.baseline ? timelineBaseline(*m_content.baseline) : TimelineBaseline{};
    m_highlights = {};
    m_hovered = -1;
    if (!hasTasks()) {
        m_idle.clear();
        dropBase();
        return;
    }
    const Timeline& timeline = *m_content.timeline;
    m_pyramid = timeline.size() >= pyramidFrom ? TimelinePyramid(timeline) : TimelinePyramid();
    m_idle = idleIntervals(timeline);
    if (m_selectedStage >= timeline.stages)
        m_selectedStage = -1;
    layOut(!wasWhole);
    setShowsCriticalPath(critical);
    refreshStrip();
    const TimelineSummary summary = summarize(timeline);
    setAccessibleDescription(tr("%n stage(s), %1 micro-batches, %2 % of the time idle", nullptr, timeline.stages)
                                 .arg(timeline.microbatches)
                                 .arg(summary.bubbleFraction * 100.0, 0, 'f', 1));
}

void TimelineCanvas::setTokens(const Tokens& tokens)
{
    m_tokens = &tokens;
    layOut(true); // the first ones make room for the legend
    dropBase();
}

void TimelineCanvas::setClock(double seconds)
{
    m_highlights.clock = seconds;
    update();
}

void TimelineCanvas::setMarks(std::int64_t task, int stage)
{
    const bool known = hasTasks() && task >= 0 && task < static_cast<std::int64_t>(m_content.timeline->size());
    markTask(known ? task : -1);
    m_highlights.stage = hasTasks() && stage >= 0 && stage < m_content.timeline->stages ? std::optional(stage) : std::nullopt;
    refreshStrip();
    update();
}

void TimelineCanvas::markTask(std::int64_t task)
{
    if (task < 0) {
        m_highlights.task = std::nullopt;
        m_highlights.inputs.clear();
        m_highlights.outputs.clear();
        return;
    }
    if (m_highlights.task == static_cast<std::uint32_t>(task))
        return;
    m_highlights.task = static_cast<std::uint32_t>(task);
    TaskLinks links = linksOf(*m_content.timeline, static_cast<std::int32_t>(task));
    m_highlights.inputs = std::move(links.inputs);
    m_highlights.outputs = std::move(links.outputs);
}

void TimelineCanvas::setShowsCriticalPath(bool on)
{
    const bool was = showsCriticalPath();
    m_highlights.criticalPath = on && hasTasks() ? criticalPath(*m_content.timeline) : std::vector<std::int32_t>();
    if (was != showsCriticalPath())
        Q_EMIT criticalPathChanged(showsCriticalPath());
    update();
}

void TimelineCanvas::setShowsLanes(bool on)
{
    if (on == m_showsLanes)
        return;
    const bool wasWhole = m_geometry.end - m_geometry.begin >= m_geometry.duration * (1.0 - 1e-9);
    m_showsLanes = on;
    layOut(!wasWhole);
    Q_EMIT lanesChanged(on);
}

int TimelineCanvas::stripStage() const
{
    if (m_highlights.stage)
        return *m_highlights.stage;
    return m_selectedStage >= 0 ? m_selectedStage : m_content.worstStage;
}

void TimelineCanvas::refreshStrip()
{
    const auto stage = static_cast<std::size_t>(std::max(0, stripStage()));
    if (!hasTasks() || stage >= m_content.memory.size() || static_cast<int>(stage) >= m_content.timeline->stages)
        return;
    if (m_strip.activations.time.empty() || m_strip.stage != static_cast<int>(stage) || m_base.isNull()) {
        m_strip = memoryStrip(*m_content.timeline, static_cast<int>(stage), m_content.memory[stage],
                              m_content.capacityByStage.empty() ? m_content.capacity : m_content.capacityByStage[stage]);
        dropBase();
    }
}

const IdleInterval* TimelineCanvas::idleAt(int stage, double time) const
{
    const auto after = std::upper_bound(m_idle.begin(), m_idle.end(), std::pair(stage, time),
                                        [](const std::pair<int, double>& at, const IdleInterval& idle) {
                                            return at.first < idle.stage || (at.first == idle.stage && at.second < idle.start);
                                        });
    if (after == m_idle.begin())
        return nullptr;
    const IdleInterval& idle = *(after - 1);
    return idle.stage == stage && time <= idle.end ? &idle : nullptr;
}

QString TimelineCanvas::describe(QPointF point) const
{
    if (!hasTasks())
        return {};
    if (const auto task = taskAt(m_geometry, *m_content.timeline, point))
        return describeTask(*m_content.timeline, *task);
    const std::optional<int> stage = m_geometry.stageAt(point.y());
    if (const StepLanes* lanes = lanesShown(); lanes != nullptr && stage)
        if (const auto event = laneEventAt(m_geometry, *m_content.timeline, *lanes, point))
            return describeLaneEvent(*m_content.timeline, *event, *stage);
    const IdleInterval* idle = stage && point.x() >= m_geometry.rows().left() ? idleAt(*stage, m_geometry.timeAt(point.x())) : nullptr;
    return idle != nullptr ? describeIdle(*m_content.timeline, *idle) : QString();
}

double TimelineCanvas::eventFrom(double time, int direction, std::optional<int> stage) const
{
    if (!hasTasks())
        return 0.0;
    const Timeline& timeline = *m_content.timeline;
    const double slack = 1e-9 * m_geometry.duration;
    double best = direction > 0 ? m_geometry.duration : 0.0;
    for (int s = stage.value_or(0); s < (stage ? *stage + 1 : timeline.stages); ++s) {
        const auto begin = timeline.start.begin() + static_cast<std::ptrdiff_t>(timeline.laneBegin[static_cast<std::size_t>(s)]);
        const auto end = timeline.start.begin() + static_cast<std::ptrdiff_t>(timeline.laneBegin[static_cast<std::size_t>(s) + 1]);
        if (direction > 0) {
            const auto next = std::upper_bound(begin, end, time + slack);
            best = next != end ? std::min(best, *next) : best;
        } else {
            const auto next = std::lower_bound(begin, end, time - slack);
            best = next != begin ? std::max(best, *(next - 1)) : best;
        }
    }
    return best;
}

void TimelineCanvas::fit()
{
    m_geometry.fit();
    dropBase();
}

void TimelineCanvas::showRange()
{
    if (!m_highlights.range)
        return;
    m_geometry.show(m_highlights.range->first, m_highlights.range->second);
    dropBase();
}

void TimelineCanvas::zoomBy(double factor)
{
    const double clockX = m_highlights.clock ? m_geometry.xOf(*m_highlights.clock) : -1.0;
    const QRectF rows = m_geometry.rows();
    m_geometry.zoom(factor, clockX >= rows.left() && clockX <= rows.right() ? clockX : rows.center().x());
    dropBase();
}

void TimelineCanvas::panBy(double pixels)
{
    m_geometry.pan(pixels);
    dropBase();
}

void TimelineCanvas::dropBase()
{
    m_base = QPixmap();
    update();
}

void TimelineCanvas::resizeEvent(QResizeEvent*) { layOut(true); }

void TimelineCanvas::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        layOut(true);
    QWidget::changeEvent(event);
}

void TimelineCanvas::paintPicture(QPainter& painter, const QRectF& area) const
{
    if (m_tokens == nullptr || !hasTasks())
        return;
    painter.fillRect(area, m_tokens->surface);
    const double legend = legendHeight(area.width(), painter.font());
    TimelineGeometry geometry = geometryIn(area.adjusted(4.0, legend, -8.0, -6.0), painter.font());
    geometry.show(m_geometry.begin, m_geometry.end);
    paintTimelineLegend(painter, QRectF(area.left() + 8.0, area.top() + 3.0, area.width() - 16.0, legend - 6.0), *m_content.timeline,
                        *m_tokens, lanesShown());
    TimelineHighlights highlights = m_highlights;
    highlights.lanes = lanesShown();
    highlights.pyramid = m_pyramid.isEmpty() ? nullptr : &m_pyramid;
    paintTimelineBase(painter, geometry, *m_content.timeline, *m_tokens, highlights);
    paintMemoryStrip(painter, geometry, m_strip, *m_tokens);
    paintTimelineBaseline(painter, geometry, m_content.timeline->stages, m_baseline, *m_tokens);
    paintTimelineOverlay(painter, geometry, *m_content.timeline, *m_tokens, highlights);
}

void TimelineCanvas::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    if (m_tokens == nullptr)
        return;
    painter.setClipRegion(event->region());
    if (!hasTasks()) {
        painter.fillRect(rect(), m_tokens->surface);
        painter.setPen(m_tokens->textMuted);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("No timeline: the plan has no evaluation yet."));
        return;
    }
    if (m_base.isNull()) {
        m_base = QPixmap(size() * devicePixelRatioF());
        m_base.setDevicePixelRatio(devicePixelRatioF());
        m_base.fill(m_tokens->surface);
        QPainter base(&m_base);
        base.setFont(font());
        const double legend = m_geometry.area.top();
        paintTimelineLegend(base, QRectF(8.0, 3.0, width() - 16.0, legend - 6.0), *m_content.timeline, *m_tokens, lanesShown());
        TimelineHighlights rows;
        rows.lanes = lanesShown();
        rows.pyramid = m_pyramid.isEmpty() ? nullptr : &m_pyramid;
        paintTimelineBase(base, m_geometry, *m_content.timeline, *m_tokens, rows);
        paintMemoryStrip(base, m_geometry, m_strip, *m_tokens);
    }
    painter.drawPixmap(0, 0, m_base);
    paintTimelineBaseline(painter, m_geometry, m_content.timeline->stages, m_baseline, *m_tokens);
    paintTimelineOverlay(painter, m_geometry, *m_content.timeline, *m_tokens, m_highlights);
    if (hasFocus()) {
        painter.setPen(QPen(m_tokens->accent, 1.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

} // namespace shardscape
