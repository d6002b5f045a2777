// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/schedule_text.h"

#include "io/text_table.h"
#include "units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace shardscape {
namespace {

constexpr double widestPicture = 160.0;
constexpr int mostPictureStages = 64;

/// A task as it fills its cells: F and the micro-batch's last digit, then F again; lower case for chunks after the first.
void paint(const Timeline& timeline, std::size_t task, double cell, double first, std::string& row)
{
    const auto from = static_cast<std::size_t>(std::lround((timeline.start[task] - first) / cell));
    const auto to = std::min(row.size(), static_cast<std::size_t>(std::lround((timeline.end[task] - first) / cell)));
    char letter = toText(timeline.kind[task]).front();
    if (timeline.chunk[task] > 0)
        letter = static_cast<char>(letter - 'A' + 'a');
    for (std::size_t column = from; column < to; ++column)
        row[column] = column == from + 1 ? static_cast<char>('0' + timeline.microbatch[task] % 10) : letter;
}

/// One row a stage, two cells for the shortest task; empty when that would be too wide.
std::string picture(const Timeline& timeline, const TimelineSummary& summary)
{
    double shortest = summary.makespan;
    double first = summary.makespan;
    for (std::size_t task = 0; task < timeline.size(); ++task) {
        first = std::min(first, timeline.start[task]);
        if (timeline.end[task] > timeline.start[task])
            shortest = std::min(shortest, timeline.end[task] - timeline.start[task]);
    }
    const double cell = shortest / 2.0;
    if (!(cell > 0.0) || summary.makespan / cell > widestPicture || timeline.stages > mostPictureStages)
        return {};
    const auto columns = static_cast<std::size_t>(std::lround(summary.makespan / cell));
    std::string text;
    for (int stage = 0; stage < timeline.stages; ++stage) {
        std::string row(columns, '.');
        const auto lane = static_cast<std::size_t>(stage);
        for (std::size_t task = timeline.laneBegin[lane]; task < timeline.laneBegin[lane + 1]; ++task)
            paint(timeline, task, cell, first, row);
        text += fmt::format("  {:>3}  {}\n", stage, row);
    }
    return text + "  (letter: kind of task, lower case for later chunks; digit: micro-batch; dot: idle)\n";
}

} // namespace

std::string scheduleToText(const Timeline& timeline, const TimelineSummary& summary, double ideal)
{
    TextTable figures{{"", Align::Left}, {"", Align::Right}};
    figures.addRow({"makespan", formatShort(summary.makespan)});
    figures.addRow({"ideal", formatShort(ideal)});
    figures.addRow({"longest stage span", formatShort(summary.stageSpan)});
    figures.addRow({"bubble", formatPercent(summary.bubbleFraction)});
    TextTable peaks{{"stage"}, {"peak in flight"}, {"until weight gradient"}};
    for (std::size_t stage = 0; stage < summary.peakInFlight.size(); ++stage)
        peaks.addRow(
            {std::to_string(stage), formatShort(summary.peakInFlight[stage]), formatShort(summary.peakInFlightUntilWeight[stage])});
    std::string text = figures.text() + "\n" + peaks.text();
    if (const std::string rows = picture(timeline, summary); !rows.empty())
        text += "\n" + rows;
    return text;
}

} // namespace shardscape
