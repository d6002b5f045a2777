// SPDX-License-Identifier: GPL-3.0-or-later
// The table of published plans beside the search's best. Pure functions, any thread.
#pragma once

#include "search/published_plans.h"

#include <string>
#include <vector>

namespace shardscape {

/// "tp 8 pp 35 dp 9, interleaved v3, micro-batch 1"
[[nodiscard]] std::string shortPlan(const Scenario& plan);
/// One line a run for terminals, and what was given in each.
[[nodiscard]] std::string publishedToText(const std::vector<PublishedRow>& rows);
/// The same as a Markdown table; stands in README.md.
[[nodiscard]] std::string publishedToMarkdown(const std::vector<PublishedRow>& rows);

} // namespace shardscape
