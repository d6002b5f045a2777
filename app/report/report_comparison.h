// SPDX-License-Identifier: GPL-3.0-or-later
// The report's sections of what-if planning: the comparison with pinned baselines, and sweeps. Each is left out where there is nothing.
#pragma once

#include "document/baselines.h"
#include "report/report_content.h"
#include "views/sweep/sweep_chart.h"

#include <memory>

namespace shardscape {

/// For each baseline: a summary, the inputs and figures that differ, and why the key figures do.
[[nodiscard]] std::vector<ReportBlock> reportComparison(const Evaluation& now, const std::vector<Baseline>& baselines);

/// A picture and a table for each chart.
[[nodiscard]] std::vector<ReportBlock> reportSweeps(const std::vector<std::shared_ptr<const SweepChart>>& charts);

} // namespace shardscape
