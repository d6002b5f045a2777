// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/published_export.h"

#include "io/text_table.h"
#include "units/format.h"

#include <fmt/format.h>

namespace shardscape {
namespace {

std::string gapText(const PublishedRow& row)
{
    return fmt::format("{:+.1f} %{}", 100.0 * row.gap(), row.figures.fits ? "" : " *");
}

constexpr std::string_view note = "* = by the model's count of memory the published plan needs somewhat more than there is; the best one fits.\n";

} // namespace

std::string shortPlan(const Scenario& plan)
{
    const Parallelism& p = plan.parallelism;
    std::string text;
    for (const auto& [name, degree] : {std::pair{"tp", p.tp}, std::pair{"cp", p.cp}, std::pair{"ep", p.ep}, std::pair{"pp", p.pp}, std::pair{"dp", p.dp}})
        if (degree > 1)
            text += fmt::format("{}{} {}", text.empty() ? "" : " ", name, degree);
    if (p.pp > 1)
        text += fmt::format(", {}{}", toText(p.schedule), p.vpp > 1 ? fmt::format(" v{}", p.vpp) : "");
    if (const TrainingWorkload* training = plan.workload.training())
        text += fmt::format(", micro-batch {}", training->microBatch);
    return text;
}

std::string publishedToText(const std::vector<PublishedRow>& rows)
{
    TextTable table{{"run", Align::Left}, {"published plan", Align::Left}, {"step"}, {"best plan found", Align::Left}, {"step"}, {"published is longer by"}, {"plans"}};
    for (const PublishedRow& row : rows)
        table.addRow({std::string{row.name}, shortPlan(row.plan), formatTime(row.figures.step), shortPlan(row.best), formatTime(row.bestFigures.step),
                      gapText(row), std::to_string(row.candidates)});
    std::string text = table.text() + "\nGiven in all of them: model, cluster, global batch, software generation; and\n";
    for (const PublishedRow& row : rows)
        text += fmt::format("- {}: {} ({})\n", row.name, row.limits, row.source);
    return text + std::string{note};
}

std::string publishedToMarkdown(const std::vector<PublishedRow>& rows)
{
    std::string text = "| Run | Published plan | Step | Best plan found | Step | Published is longer by | Plans | Given |\n"
                       "|---|---|---:|---|---:|---:|---:|---|\n";
    for (const PublishedRow& row : rows)
        text += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", row.name, shortPlan(row.plan), formatTime(row.figures.step),
                            shortPlan(row.best), formatTime(row.bestFigures.step), gapText(row), row.candidates, row.limits);
    return text + "\n" + std::string{note};
}

} // namespace shardscape
