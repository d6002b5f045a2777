// SPDX-License-Identifier: GPL-3.0-or-later
// What sweep, sensitivity and break-even share on the command line: a scenario as the base of a sweep, and texts as axes. No Qt.
#pragma once

#include "cli/cli_context.h"
#include "sweep/sweep_values.h"

namespace shardscape {

/// One varied input as options say it: a list, or a range.
struct AxisOptions {
    std::string input;
    std::string values; ///< as readValues(); empty = the range
    SweepRange range;
};

/// The scenario of a file with its inputs, or nothing after its problems were printed. Uses the context's presets as long as it lives.
[[nodiscard]] std::optional<SweepBase> sweepBase(const std::string& file, CliContext& context);

/// The axis that options ask for, or all that is wrong with them.
[[nodiscard]] Result<SweepAxis> sweepAxis(const SweepBase& base, const AxisOptions& options);

} // namespace shardscape
