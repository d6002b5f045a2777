// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/search/search_table.h"

#include "shell/translate.h"
#include "views/search/search_words.h"

#include <algorithm>

namespace shardscape {

namespace {

/// The two objectives, then what else is known of a plan.
std::vector<PlanQuantity> columnsOf(const FrontPicture& picture, bool training)
{
    std::vector<PlanQuantity> columns{picture.objectives.begin(), picture.objectives.end()};
    for (const auto& entry : EnumNames<PlanQuantity>::table)
        if (suits(entry.value, training) && std::find(columns.begin(), columns.end(), entry.value) == columns.end() &&
            entry.value != PlanQuantity::Gpus)
            columns.push_back(entry.value);
    return columns;
}

bool passes(const QStringList& row, const QString& filter)
{
    const QString text = row.join(QLatin1Char('\t'));
    for (const QString& word : filter.split(QLatin1Char(','), Qt::SkipEmptyParts))
        if (!text.contains(word.trimmed(), Qt::CaseInsensitive))
            return false;
    return true;
}

} // namespace

FrontTable frontTable(const FrontPicture& picture, const CandidateList& candidates, const QString& filter, const QLocale& locale)
{
    const std::vector<PlanQuantity> columns = columnsOf(picture, candidates.base().workload.training() != nullptr);
    FrontTable table;
    table.data.title = tr("Plans of the search");
    table.data.header = {tr("List"), tr("GPUs"), tr("Choices")};
    table.data.textColumns = 3;
    for (const PlanQuantity quantity : columns)
        table.data.header << quantityName(quantity);
    for (std::size_t i = 0; i < picture.size(); ++i) {
        const SearchPoint& point = picture.point(i);
        const Scenario plan = candidates.scenarioOf(point.number);
        QStringList row{i < picture.front.size() ? tr("front") : tr("next best"), planArithmetic(plan.parallelism, locale), planChoices(plan)};
        if (!point.missed.empty())
            row[0] += tr(", misses a wish");
        for (const PlanQuantity quantity : columns)
            row << quantityText(quantity, quantityOf(quantity, point.figures, point.gpus, picture.accelerator), picture.accelerator, locale);
        if (!passes(row, filter))
            continue;
        table.data.rows.push_back(std::move(row));
        table.points.push_back(i);
    }
    return table;
}

} // namespace shardscape
