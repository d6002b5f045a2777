// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

/// A curve from the end of one task to the start of another, with a head.
void paintArrow(QPainter& painter, QPointF from, QPointF to)
{
    const double bend = std::clamp(std::abs(to.x() - from.x()) * 0.5, 12.0, 80.0);
    QPainterPath path(from);
    path.cubicTo(from + QPointF(bend, 0.0), to - QPointF(bend, 0.0), to - QPointF(5.0, 0.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.setBrush(painter.pen().color());
    painter.drawPolygon(QPolygonF({to, to + QPointF(-8.0, -4.0), to + QPointF(-8.0, 4.0)}));
}

QRectF rectOf(const TimelineGeometry& geometry, const Timeline& timeline, std::int32_t task)
{
    const auto t = static_cast<std::uint32_t>(task);
    return taskRect(geometry, timeline, stageOfTask(timeline, t), t);
}

QPointF endOf(const QRectF& rect) { return {rect.right(), rect.center().y()}; }
QPointF startOf(const QRectF& rect) { return {rect.left(), rect.center().y()}; }

void paintFocusTask(QPainter& painter, const TimelineGeometry& geometry, const Timeline& timeline, const Tokens& tokens,
                    const TimelineHighlights& highlights)
{
    if (!highlights.task || *highlights.task >= timeline.size())
        return;
    const QRectF rect = rectOf(geometry, timeline, static_cast<std::int32_t>(*highlights.task));
    painter.setPen(QPen(tokens.text, 2.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(-1.0, -1.0, 1.0, 1.0));
    for (const QColor& color : {tokens.surface, tokens.accent}) { // a light edge keeps the arrow legible over the blocks
        painter.setPen(QPen(color, color == tokens.surface ? 4.0 : 2.0));
        for (const std::int32_t input : highlights.inputs)
            paintArrow(painter, endOf(rectOf(geometry, timeline, input)), startOf(rect));
        for (const std::int32_t output : highlights.outputs)
            paintArrow(painter, endOf(rect), startOf(rectOf(geometry, timeline, output)));
    }
}

void paintCriticalPath(QPainter& painter, const TimelineGeometry& geometry, const Timeline& timeline, const Tokens& tokens,
                       const std::vector<std::int32_t>& path)
{
    if (path.empty())
        return;
    QColor veil = tokens.surface;
    veil.setAlpha(190);
    painter.fillRect(geometry.rows(), veil);
    QPolygonF line;
    double drawnUntil = -1.0;
    int drawnStage = -1;
    for (const std::int32_t task : path) {
        const auto t = static_cast<std::size_t>(task);
        if (timeline.end[t] < geometry.begin || timeline.start[t] > geometry.end)
            continue;
        const int stage = stageOfTask(timeline, static_cast<std::uint32_t>(task));
        const QRectF rect = taskRect(geometry, timeline, stage, static_cast<std::uint32_t>(task));
        const double low = rect.bottom() - std::min(4.0, rect.height() * 0.5); // below the label
        line << QPointF(rect.left(), low) << QPointF(rect.right(), low);
        if (stage == drawnStage && rect.right() < drawnUntil + 0.5)
            continue; // within a pixel column that is drawn already
        painter.fillRect(QRectF(rect.left(), rect.top(), std::max(1.0, rect.width() - (rect.width() >= 4.0 ? 1.0 : 0.0)), rect.height()),
                         taskColor(tokens, timeline.kind[t], timeline.chunk[t], timeline.chunks));
        if (rect.width() >= QFontMetricsF(painter.font()).horizontalAdvance(taskLabel(timeline, static_cast<std::uint32_t>(task))) + 4.0 &&
            rect.height() >= QFontMetricsF(painter.font()).ascent()) {
            painter.setPen(textOn(taskColor(tokens, timeline.kind[t], timeline.chunk[t], timeline.chunks)));
            painter.drawText(rect, Qt::AlignCenter, taskLabel(timeline, static_cast<std::uint32_t>(task)));
        }
        drawnUntil = rect.right();
        drawnStage = stage;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokens.bad, 2.0));
    painter.setRenderHint(QPainter::Antialiasing, line.size() < 4000);
    painter.drawPolyline(line);
}

void paintRange(QPainter& painter, const TimelineGeometry& geometry, const Tokens& tokens, std::pair<double, double> range)
{
    const double left = geometry.xOf(std::min(range.first, range.second));
    const double right = geometry.xOf(std::max(range.first, range.second));
    QColor fill = tokens.accent;
    fill.setAlpha(45);
    painter.fillRect(QRectF(left, geometry.rows().top(), right - left, geometry.rows().height()), fill);
    painter.setPen(QPen(tokens.accent, 1.0, Qt::DashLine));
    for (const double x : {left, right})
        painter.drawLine(QPointF(x, geometry.ruler().top()), QPointF(x, geometry.rows().bottom()));
}

/// The playhead, and an outline around what runs at that moment.
void paintClock(QPainter& painter, const TimelineGeometry& geometry, const Timeline& timeline, const Tokens& tokens, double clock)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokens.text, 1.5));
    for (int stage = 0; stage < timeline.stages && geometry.row(0).height() >= 6.0; ++stage) {
        if (drawsShares(geometry, timeline, stage))
            continue;
        const TaskRange range = tasksBetween(timeline, stage, clock, clock);
        for (std::uint32_t i = range.first; i < range.last; ++i)
            if (timeline.start[i] <= clock && clock < timeline.end[i])
                painter.drawRect(taskRect(geometry, timeline, stage, i).adjusted(0.5, 0.5, -1.5, -0.5));
    }
    const double x = geometry.xOf(clock);
    if (x < geometry.rows().left() - 1.0 || x > geometry.rows().right() + 1.0)
        return;
    const double bottom = geometry.stripHeight > 0.0 ? geometry.strip().bottom() : geometry.rows().bottom();
    painter.setPen(QPen(tokens.accent, 2.0));
    painter.drawLine(QPointF(x, geometry.ruler().top() + 8.0), QPointF(x, bottom));
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.accent);
    const double top = geometry.ruler().top();
    painter.drawPolygon(QPolygonF({{x - 6.0, top}, {x + 6.0, top}, {x + 6.0, top + 6.0}, {x, top + 13.0}, {x - 6.0, top + 6.0}}));
}

} // namespace

void paintTimelineOverlay(QPainter& painter, const TimelineGeometry& geometry, const Timeline& timeline, const Tokens& tokens,
                          const TimelineHighlights& highlights)
{
    if (timeline.size() == 0)
        return;
    painter.save();
    painter.save();
    painter.setClipRect(geometry.rows(), Qt::IntersectClip);
    paintCriticalPath(painter, geometry, timeline, tokens, highlights.criticalPath);
    painter.setRenderHint(QPainter::Antialiasing, true);
    if (highlights.stage && *highlights.stage < timeline.stages) {
        painter.setPen(QPen(tokens.accent, 2.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(geometry.row(*highlights.stage).adjusted(1.0, 0.0, -1.0, 0.0));
    }
    paintFocusTask(painter, geometry, timeline, tokens, highlights);
    painter.restore();
    painter.setRenderHint(QPainter::Antialiasing, true);
    if (highlights.range)
        paintRange(painter, geometry, tokens, *highlights.range);
    if (highlights.clock)
        paintClock(painter, geometry, timeline, tokens, *highlights.clock);
    painter.restore();
}

} // namespace shardscape
