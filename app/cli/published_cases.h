// SPDX-License-Identifier: GPL-3.0-or-later
// The published runs that come with the presets, for the subcommands that need them. No Qt.
#pragma once

#include "cli/cli_context.h"
#include "evaluate/validation.h"

namespace shardscape {

/// All cases of the preset folder in the order of their files, or nothing after the problems were printed.
[[nodiscard]] std::optional<std::vector<ValidationCase>> publishedCases(CliContext& context);

} // namespace shardscape
