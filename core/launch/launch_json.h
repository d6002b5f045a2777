// SPDX-License-Identifier: GPL-3.0-or-later
// What was understood of a launch command, as JSON for the `import command` call. Pure.
#pragma once

#include "launch/launch.h"

#include <string>

namespace shardscape {

/// {"engine", "version", "scenario", "understood", "assumed", "ignored", "problems"}; the items are {"flag", "value", "meaning"}.
/// The scenario is a whole scenario file.
[[nodiscard]] std::string importedLaunchToJson(const ImportedLaunch& imported);

/// The same shape for a text that was not understood: only the problems are there.
[[nodiscard]] std::string launchProblemsToJson(const Problems& problems);

} // namespace shardscape
