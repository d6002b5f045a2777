// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/validation_comparison.h"

#include <array>
#include <map>

namespace shardscape {
namespace {

constexpr std::array<std::string_view, 3> families{"pipeline-schedules", "dense-train", "moe-train"};

bool isStep(const ValidationRow& row) { return row.metric == ValidationMetric::StepSeconds && row.counts(); }

/// The family a regime belongs to; empty for regimes that are not compared.
std::string_view familyOf(const ValidationRow& row)
{
    for (const std::string_view family : families)
        if (row.regime.starts_with(family))
            return family;
    return {};
}

/// The step of `other` when computing is scaled so that `known` comes out as measured.
double calibratedSeconds(const ValidationRow& known, const ValidationRow& other)
{
    const double scale = (known.measured - (known.predicted - known.computeSeconds)) / known.computeSeconds;
    return other.predicted + (scale - 1.0) * other.computeSeconds;
}

using Groups = std::map<std::string, std::vector<const ValidationRow*>>;

std::vector<double> pairErrors(const Groups& groups)
{
    std::vector<double> errors;
    for (const auto& [stack, members] : groups)
        for (const ValidationRow* known : members)
            for (const ValidationRow* other : members)
                if (known != other)
                    errors.push_back(calibratedSeconds(*known, *other) / other->measured - 1.0);
    return errors;
}

} // namespace

std::array<std::vector<double>, 2> calibratedErrors(const std::vector<ValidationRow>& rows)
{
    Groups dense;
    Groups moe;
    for (const ValidationRow& row : rows) {
        const std::string_view family = familyOf(row);
        if (isStep(row) && row.computeSeconds > 0 && !family.empty())
            (family == "moe-train" ? moe : dense)[row.stack].push_back(&row);
    }
    return {pairErrors(dense), pairErrors(moe)};
}

std::vector<RegimeSummary> summarizeCalibrated(const std::vector<ValidationRow>& rows)
{
    const auto [dense, moe] = calibratedErrors(rows);
    std::vector<RegimeSummary> summaries;
    if (!dense.empty())
        summaries.push_back(summarizeErrors("dense-train-calibrated", dense, 0));
    if (!moe.empty())
        summaries.push_back(summarizeErrors("moe-train-calibrated", moe, 0));
    return summaries;
}

std::vector<RankingSummary> summarizeRanking(const std::vector<ValidationRow>& rows)
{
    std::vector<RankingSummary> summaries;
    for (const std::string_view family : families) {
        RankingSummary summary{std::string{family}};
        for (const ValidationRow& slow : rows) {
            if (!isStep(slow) || familyOf(slow) != family)
                continue;
            for (const ValidationRow& fast : rows) {
                if (!isStep(fast) || familyOf(fast) != family || fast.source != slow.source ||
                    slow.measured <= (1.0 + rankingMargin) * fast.measured)
                    continue;
                ++summary.pairs;
                summary.right += slow.predicted > fast.predicted ? 1 : 0;
            }
        }
        if (summary.pairs > 0)
            summaries.push_back(std::move(summary));
    }
    return summaries;
}

} // namespace shardscape
