// SPDX-License-Identifier: GPL-3.0-or-later
// Sweeps, tornado charts and break-evens for people, programs and spreadsheets. The window and the command line write the same bytes.
// Pure functions, any thread.
#pragma once

#include "sweep/break_even.h"
#include "sweep/sensitivity.h"

#include <string>

namespace shardscape {

/// A number of an input's unit for people: "50.0 GB/s", "8192"; names without quotes.
[[nodiscard]] std::string valueText(const SweepInput& input, const SweepValue& value);

/// A line per point with the given figures and, for points without them, the reason. A grid: one table, its first figure only.
[[nodiscard]] std::string sweepToText(const Sweep& sweep, const std::vector<Figure>& figures);
/// {"format": "shardscape-sweep", ...}: every point with all figures of the workload, state and problems.
[[nodiscard]] std::string sweepToJson(const Sweep& sweep);
/// A head line, then a line per point: inputs, state, GPUs, all figures, code of the first problem.
[[nodiscard]] std::string sweepToCsv(const Sweep& sweep);

[[nodiscard]] std::string sensitivityToText(const Sensitivity& sensitivity);
[[nodiscard]] std::string sensitivityToJson(const Sensitivity& sensitivity);
[[nodiscard]] std::string sensitivityToCsv(const Sensitivity& sensitivity);

/// Names stand for the two plans in sentences.
[[nodiscard]] std::string breakEvenToText(const BreakEven& result, const std::string& nameA, const std::string& nameB);
[[nodiscard]] std::string breakEvenToJson(const BreakEven& result, const std::string& nameA, const std::string& nameB);
[[nodiscard]] std::string breakEvenToCsv(const BreakEven& result);

} // namespace shardscape
