// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_baseline.h"

#include "shell/translate.h"
#include "views/common/number_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace shardscape {

namespace {

QString translated(const char* text) { return tr(text); }

void paintEnd(QPainter& painter, const TimelineGeometry& geometry, double end, const Tokens& tokens)
{
    const QRectF rows = geometry.rows();
    const double x = geometry.xOf(end);
    if (x < rows.left())
        return;
    const bool beyond = x > rows.right();
    const double at = std::min(x, rows.right());
    painter.setPen(QPen(tokens.text, 1.6, Qt::DashDotLine));
    painter.drawLine(QPointF(at, rows.top()), QPointF(at, rows.bottom()));
    const QFontMetricsF metrics(painter.font());
    const QString text = translated(beyond ? "baseline ends at %1 ▸" : "baseline ends at %1").arg(timeText(Seconds::fromSeconds(end)));
    const double width = metrics.horizontalAdvance(text) + 8;
    const bool leftward = at + width > rows.right();
    const QRectF box(leftward ? at - width - 2 : at + 2, rows.bottom() - metrics.height() - 2, width, metrics.height());
    painter.fillRect(box, tokens.surface);
    painter.setPen(tokens.text);
    painter.drawText(box, Qt::AlignCenter, text);
}

} // namespace

TimelineBaseline timelineBaseline(const Timeline& timeline)
{
    TimelineBaseline baseline;
    for (std::size_t stage = 0; timeline.size() > 0 && stage < static_cast<std::size_t>(timeline.stages); ++stage) {
        const std::uint32_t first = timeline.laneBegin[stage];
        const std::uint32_t last = timeline.laneBegin[stage + 1];
        if (first == last) {
            baseline.spans.emplace_back(0.0, 0.0);
            continue;
        }
        baseline.spans.emplace_back(timeline.start[first], *std::max_element(timeline.end.begin() + first, timeline.end.begin() + last));
        baseline.end = std::max(baseline.end, baseline.spans.back().second);
    }
    return baseline;
}

void paintTimelineBaseline(QPainter& painter, const TimelineGeometry& geometry, int stages, const TimelineBaseline& baseline,
                           const Tokens& tokens)
{
    if (!(baseline.end > 0.0))
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.save();
    painter.setClipRect(geometry.rows(), Qt::IntersectClip);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokens.text, 1.4));
    for (int stage = 0; stages == static_cast<int>(baseline.spans.size()) && stage < stages; ++stage) {
        const QRectF row = geometry.row(stage);
        const auto& [from, to] = baseline.spans[static_cast<std::size_t>(stage)];
        if (to > from && row.height() >= 4.0)
            painter.drawRect(QRectF(QPointF(geometry.xOf(from), row.top()), QPointF(geometry.xOf(to), row.bottom())));
    }
    painter.restore();
    paintEnd(painter, geometry, baseline.end, tokens);
    painter.restore();
}

} // namespace shardscape
