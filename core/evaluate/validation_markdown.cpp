// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/validation_comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace shardscape {
namespace {

constexpr std::size_t namedMisses = 8;

std::string regimeTable(const std::vector<RegimeSummary>& summaries, std::string_view counted)
{
    std::string text = fmt::format("| regime | {} | left out | median | p90 | worst | bias |\n|---|--:|--:|--:|--:|--:|--:|\n", counted);
    for (const RegimeSummary& s : summaries)
        text += fmt::format("| {} | {} | {} | {:.1f} % | {:.1f} % | {:.1f} % | {:+.1f} % |\n", s.regime, s.rows, s.left, 100.0 * s.median,
                            100.0 * s.p90, 100.0 * s.max, 100.0 * s.bias);
    return text;
}

/// What one measured run says about others, and the order of runs.
std::string comparisons(const std::vector<ValidationRow>& rows)
{
    std::string text;
    if (const std::vector<RegimeSummary> calibrated = summarizeCalibrated(rows); !calibrated.empty())
        text += "\nTraining steps after calibration to one measured step of the same source, software, accelerator, precision and model, "
                "over all ordered pairs:\n\n" +
                regimeTable(calibrated, "pairs");
    if (const std::vector<RankingSummary> ranking = summarizeRanking(rows); !ranking.empty()) {
        text += fmt::format("\nOrder of two training runs of one source whose measured steps differ by more than {:.0f} %:\n\n"
                            "| runs | pairs | in the right order |\n|---|--:|--:|\n",
                            100.0 * rankingMargin);
        for (const RankingSummary& s : ranking)
            text += fmt::format("| {} | {} | {:.1f} % |\n", s.regime, s.pairs, 100.0 * s.share());
    }
    return text;
}

std::string misses(std::vector<ValidationRow> rows)
{
    std::erase_if(rows, [](const ValidationRow& row) { return !row.counts(); });
    std::stable_sort(rows.begin(), rows.end(),
                     [](const ValidationRow& a, const ValidationRow& b) { return std::abs(a.error()) > std::abs(b.error()); });
    std::string text;
    for (std::size_t i = 0; i < std::min(namedMisses, rows.size()); ++i)
        text += fmt::format("- `{}` ({}, {}): {:+.1f} %\n", rows[i].id, rows[i].regime, toText(rows[i].metric), 100.0 * rows[i].error());
    return text;
}

} // namespace

std::string validationToMarkdown(const std::vector<ValidationRow>& rows)
{
    std::vector<ValidationRow> time;
    std::vector<ValidationRow> memory;
    for (const ValidationRow& row : rows)
        (measuresMemory(row.metric) ? memory : time).push_back(row);
    std::string text;
    if (!time.empty())
        text += fmt::format("Time and throughput, {} published figures:\n\n{}{}\nThe rows that miss most:\n\n{}", time.size(),
                            regimeTable(summarizeValidation(time), "rows"), comparisons(time), misses(time));
    if (!memory.empty())
        text += fmt::format("{}Memory of a GPU, {} published figures:\n\n{}\nThe rows that miss most:\n\n{}", text.empty() ? "" : "\n",
                            memory.size(), regimeTable(summarizeValidation(memory), "rows"), misses(memory));
    return text;
}

} // namespace shardscape
