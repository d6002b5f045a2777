// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_comparison.h"

#include "io/comparison.h"
#include "report/report_parts.h"
#include "views/compare/comparison_tables.h"

#include <QPainter>

namespace shardscape {

namespace {

constexpr double smallestChange = 0.01; ///< of a figure that the report lists
constexpr int mostFigures = 30;
constexpr int mostPoints = 60;
constexpr double chartHeight = 300; ///< quarter millimeters

void addBaseline(std::vector<ReportBlock>& blocks, const Evaluation& now, const Baseline& baseline)
{
    const Comparison comparison = compare(*baseline.evaluation, now);
    blocks.emplace_back(ReportHeading{reportText("Comparison with %1").arg(baseline.title)});
    blocks.emplace_back(ReportParagraph{comparisonSummary(comparison, QLocale::c())});
    if (comparison.inputs.empty())
        return;
    blocks.emplace_back(ReportTable{inputTable(comparison)});
    const auto outputs = shownOutputs(comparison, smallestChange);
    if (!outputs.empty())
        blocks.emplace_back(ReportTable{outputTable(outputs, QLocale::c()), mostFigures});
    for (const FigureReasons& figure : comparison.reasons)
        blocks.emplace_back(ReportTable{reasonTable(figure, QLocale::c())});
}

} // namespace

std::vector<ReportBlock> reportComparison(const Evaluation& now, const std::vector<Baseline>& baselines)
{
    std::vector<ReportBlock> blocks;
    for (const Baseline& baseline : baselines)
        if (baseline.evaluation != nullptr)
            addBaseline(blocks, now, baseline);
    return blocks;
}

std::vector<ReportBlock> reportSweeps(const std::vector<std::shared_ptr<const SweepChart>>& charts)
{
    std::vector<ReportBlock> blocks;
    for (const auto& chart : charts) {
        if (chart == nullptr || chart->count() == 0)
            continue;
        if (blocks.empty())
            blocks.emplace_back(ReportHeading{reportText("Sweeps")});
        QStringList items;
        for (int item = 0; item < std::min(chart->count(), 12); ++item)
            items << chart->itemText(item, QLocale::c());
        blocks.emplace_back(ReportPicture{.caption = chart->title(),
                                          .alt = items.join(QStringLiteral("; ")),
                                          .height = chartHeight,
                                          .paint = [chart](QPainter& painter, const QRectF& area) {
                                              setPictureFont(painter);
                                              chart->paint(painter, area, tokensFor(Theme::Light), std::nullopt, QLocale::c());
                                          }});
        blocks.emplace_back(ReportTable{chart->table(QLocale::c()), mostPoints});
    }
    return blocks;
}

} // namespace shardscape
