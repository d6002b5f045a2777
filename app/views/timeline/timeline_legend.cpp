// SPDX-License-Identifier: GPL-3.0-or-later
// The legend of the pipeline picture: in one line where it fits, in two where the pane is narrow.
#include "views/common/hatch.h"
#include "views/timeline/timeline_lanes.h"
#include "views/timeline/timeline_painter.h"
#include "views/timeline/timeline_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace shardscape {

namespace {

constexpr int mostLines = 2;
constexpr double lineGap = 2.0;
constexpr double margin = 3.0; ///< above and below all lines

struct Entry {
    QString letters; ///< empty = idle, which is hatched
    QString name;
    QColor fill;
};

std::vector<Entry> entriesOf(const Timeline& timeline, const Tokens& tokens, const StepLanes* lanes)
{
    std::vector<Entry> entries;
    for (const auto& [kind, text] : EnumNames<TaskKind>::table)
        if (std::find(timeline.kind.begin(), timeline.kind.end(), kind) != timeline.kind.end())
            entries.push_back(
                {QString::fromLatin1(text.data(), static_cast<int>(text.size())), taskKindName(kind), taskColor(tokens, kind, 0, 1)});
    entries.push_back({{}, QCoreApplication::translate("Timeline", "idle"), tokens.surfaceAlt});
    if (lanes != nullptr)
        for (const StepLane lane : lanesInUse(*lanes))
            entries.push_back({laneLetters(lane), laneName(lane), laneColor(tokens, lane)});
    if (timeline.chunks > 1)
        entries.push_back({QStringLiteral("F\u2081"),
                           QCoreApplication::translate("Timeline", "lighter with a small number: a later chunk of the stage"),
                           taskColor(tokens, TaskKind::Forward, 1, timeline.chunks)});
    return entries;
}

double boxWidth(const Entry& entry, const QFontMetricsF& metrics)
{
    return std::max(metrics.height(), metrics.horizontalAdvance(entry.letters) + 6.0);
}

/// Where the boxes of the entries begin, from the corner of the first line; nothing for those without room.
std::vector<std::optional<QPointF>> placesOf(const std::vector<Entry>& entries, const QFontMetricsF& metrics, double width, int lines)
{
    std::vector<std::optional<QPointF>> places;
    double x = 0.0;
    int line = 0;
    for (const Entry& entry : entries) {
        const double need = boxWidth(entry, metrics) + 4.0 + metrics.horizontalAdvance(entry.name);
        if (x > 0.0 && x + need > width && line + 1 < lines) {
            ++line;
            x = 0.0;
        }
        if (x + need > width) {
            places.emplace_back();
            continue;
        }
        places.emplace_back(QPointF(x, line * (metrics.height() + lineGap)));
        x += need + 14.0;
    }
    return places;
}

} // namespace

double timelineLegendHeight(const QFont& font, double width, const Timeline& timeline, const Tokens& tokens, const StepLanes* lanes)
{
    const QFontMetricsF metrics(font);
    const auto places = placesOf(entriesOf(timeline, tokens, lanes), metrics, width, mostLines);
    double last = 0.0;
    for (const std::optional<QPointF>& place : places)
        last = std::max(last, place ? place->y() : 0.0);
    return last + metrics.height() + lineGap + 2.0 * margin;
}

void paintTimelineLegend(QPainter& painter, const QRectF& area, const Timeline& timeline, const Tokens& tokens, const StepLanes* lanes)
{
    painter.save();
    const QFontMetricsF metrics(painter.font());
    const double box = metrics.height();
    const int lines = std::clamp(static_cast<int>((area.height() + lineGap) / (box + lineGap)), 1, mostLines);
    const double top = area.center().y() - 0.5 * (lines * box + (lines - 1) * lineGap);
    const std::vector<Entry> entries = entriesOf(timeline, tokens, lanes);
    const auto places = placesOf(entries, metrics, area.width(), lines);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!places[i])
            continue;
        const Entry& entry = entries[i];
        const QRectF rect(area.left() + places[i]->x(), top + places[i]->y(), boxWidth(entry, metrics), box);
        painter.fillRect(rect, entry.fill);
        if (entry.letters.isEmpty())
            drawHatch(painter, rect, Hatch::Rising, tokens.idleHatch, 6.0);
        painter.setPen(textOn(entry.fill));
        painter.drawText(rect, Qt::AlignCenter, entry.letters);
        painter.setPen(tokens.text);
        painter.drawText(QPointF(rect.right() + 4.0, rect.center().y() + metrics.ascent() * 0.5 - metrics.descent() * 0.5), entry.name);
    }
    painter.restore();
}

} // namespace shardscape
