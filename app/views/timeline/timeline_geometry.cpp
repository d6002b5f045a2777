// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_geometry.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace shardscape {

QRectF TimelineGeometry::ruler() const
{
    return {area.left() + labelWidth, area.top(), std::max(1.0, area.width() - labelWidth), rulerHeight};
}

QRectF TimelineGeometry::rows() const
{
    const double gap = stripHeight > 0.0 ? 8.0 : 0.0;
    return {area.left() + labelWidth, area.top() + rulerHeight, std::max(1.0, area.width() - labelWidth),
            std::max(1.0, area.height() - rulerHeight - stripHeight - gap)};
}

QRectF TimelineGeometry::strip() const
{
    return {area.left() + labelWidth, area.bottom() - stripHeight, std::max(1.0, area.width() - labelWidth), stripHeight};
}

double TimelineGeometry::laneHeight(double rowHeight) const
{
    constexpr double lowestRowWithLane = 22.0;
    return rowHeight >= lowestRowWithLane ? std::round(rowHeight * laneShare) : 0.0;
}

QRectF TimelineGeometry::row(int stage) const
{
    const QRectF whole = wholeRow(stage);
    return whole.adjusted(0.0, 0.0, 0.0, -laneHeight(whole.height()));
}

QRectF TimelineGeometry::lane(int stage) const
{
    const QRectF whole = wholeRow(stage);
    return whole.adjusted(0.0, whole.height() - laneHeight(whole.height()), 0.0, 0.0);
}

QRectF TimelineGeometry::wholeRow(int stage) const
{
    const QRectF all = rows();
    const double height = all.height() / std::max(1, stages);
    const double gap = height >= 12.0 ? 3.0 : height >= 5.0 ? 1.0 : 0.0;
    const double top = std::round(all.top() + stage * height);
    const double bottom = std::round(all.top() + (stage + 1) * height - gap);
    return {all.left(), top, all.width(), std::max(1.0, bottom - top)};
}

QRectF TimelineGeometry::labelRect(int stage) const
{
    const QRectF r = wholeRow(stage);
    return {area.left(), r.top(), labelWidth - 6.0, r.height()};
}

double TimelineGeometry::pixelsPerSecond() const { return rows().width() / (end - begin); }

double TimelineGeometry::xOf(double time) const { return rows().left() + (time - begin) * pixelsPerSecond(); }

double TimelineGeometry::timeAt(double x) const { return begin + (x - rows().left()) / pixelsPerSecond(); }

std::optional<int> TimelineGeometry::stageAt(double y) const
{
    const QRectF all = rows();
    if (stages <= 0 || y < all.top() || y >= all.bottom())
        return std::nullopt;
    return std::clamp(static_cast<int>((y - all.top()) / all.height() * stages), 0, stages - 1);
}

void TimelineGeometry::fit()
{
    begin = 0.0;
    end = duration;
}

void TimelineGeometry::clampSpan()
{
    const double span = std::clamp(end - begin, duration * 1e-9, duration);
    begin = std::clamp(begin, 0.0, duration - span);
    end = begin + span;
}

void TimelineGeometry::zoom(double factor, double x)
{
    const double anchor = std::clamp(timeAt(x), begin, end);
    const double share = (anchor - begin) / (end - begin);
    const double span = std::clamp((end - begin) / factor, duration * 1e-9, duration);
    begin = anchor - share * span;
    end = begin + span;
    clampSpan();
}

void TimelineGeometry::pan(double pixels)
{
    const double shift = pixels / pixelsPerSecond();
    begin -= shift;
    end -= shift;
    clampSpan();
}

void TimelineGeometry::show(double from, double to)
{
    begin = std::min(from, to);
    end = std::max(from, to);
    clampSpan();
}

TimelineGeometry timelineGeometry(const QRectF& area, const Timeline& timeline, const QFont& font, bool withStrip)
{
    const QFontMetricsF metrics(font);
    TimelineGeometry geometry;
    geometry.area = area;
    geometry.stages = std::max(1, timeline.stages);
    const auto last = std::max_element(timeline.end.begin(), timeline.end.end());
    geometry.duration = last == timeline.end.end() || *last <= 0.0 ? 1.0 : *last;
    geometry.labelWidth = std::ceil(metrics.horizontalAdvance(QStringLiteral("Stage 999"))) + 12.0;
    geometry.rulerHeight = std::ceil(metrics.height()) + 8.0;
    if (withStrip && area.height() > 8.5 * metrics.height()) {
        const double least = (area.height() > 10.0 * metrics.height() ? 3.5 : 2.4) * metrics.height();
        geometry.stripHeight = std::clamp(area.height() * 0.24, least, 140.0);
    }
    constexpr double legibleRow = 11.0; // many rows in a low picture: the strip gives way
    const double rowsHeight = area.height() - geometry.rulerHeight - geometry.stripHeight;
    if (geometry.stripHeight > 0.0 && rowsHeight < legibleRow * geometry.stages)
        geometry.stripHeight = 2.4 * metrics.height();
    geometry.fit();
    return geometry;
}

TaskRange tasksBetween(const Timeline& timeline, int stage, double from, double to)
{
    const auto s = static_cast<std::size_t>(stage);
    const auto begin = static_cast<std::ptrdiff_t>(timeline.laneBegin[s]);
    const auto end = static_cast<std::ptrdiff_t>(timeline.laneBegin[s + 1]);
    const auto first = std::lower_bound(timeline.end.begin() + begin, timeline.end.begin() + end, from);
    const auto last = std::upper_bound(timeline.start.begin() + begin, timeline.start.begin() + end, to);
    const auto a = static_cast<std::uint32_t>(first - timeline.end.begin());
    const auto b = static_cast<std::uint32_t>(last - timeline.start.begin());
    return {a, std::max(a, b)};
}

namespace {

bool startsPair(const Timeline& timeline, std::uint32_t task)
{
    return !timeline.pairedWithNext.empty() && timeline.pairedWithNext[task] != 0;
}

bool endsPair(const Timeline& timeline, int stage, std::uint32_t task)
{
    return task > timeline.laneBegin[static_cast<std::size_t>(stage)] && startsPair(timeline, task - 1);
}

} // namespace

QRectF taskRect(const TimelineGeometry& geometry, const Timeline& timeline, int stage, std::uint32_t task)
{
    QRectF row = geometry.row(stage);
    std::uint32_t from = task;
    std::uint32_t to = task;
    if (startsPair(timeline, task)) {
        to = task + 1;
        row.setBottom(row.top() + std::round(row.height() * 0.5));
    } else if (endsPair(timeline, stage, task)) {
        from = task - 1;
        row.setTop(row.top() + std::round(row.height() * 0.5));
    }
    const double left = geometry.xOf(timeline.start[from]);
    return {left, row.top(), geometry.xOf(timeline.end[to]) - left, row.height()};
}

std::optional<std::uint32_t> taskAt(const TimelineGeometry& geometry, const Timeline& timeline, QPointF point)
{
    const std::optional<int> stage = geometry.stageAt(point.y());
    if (!stage || timeline.size() == 0 || point.x() < geometry.rows().left() || point.x() > geometry.rows().right())
        return std::nullopt;
    if (geometry.lane(*stage).contains(point))
        return std::nullopt;
    const double time = geometry.timeAt(point.x());
    const double slack = 1.0 / geometry.pixelsPerSecond();
    const TaskRange near = tasksBetween(timeline, *stage, time - slack, time + slack);
    for (std::uint32_t i = near.first; i < near.last; ++i) {
        if (time < timeline.start[i] || time > timeline.end[i])
            continue;
        const bool lower = point.y() > geometry.row(*stage).center().y();
        if (startsPair(timeline, i) && lower)
            return i + 1;
        if (endsPair(timeline, *stage, i) && !lower)
            return i - 1;
        return i;
    }
    return std::nullopt;
}

int stageOfTask(const Timeline& timeline, std::uint32_t task)
{
    const auto after = std::upper_bound(timeline.laneBegin.begin(), timeline.laneBegin.end(), task);
    return std::clamp(static_cast<int>(after - timeline.laneBegin.begin()) - 1, 0, std::max(0, timeline.stages - 1));
}

} // namespace shardscape
