// SPDX-License-Identifier: GPL-3.0-or-later
// What was understood of a text, as JSON for the `import` call. Pure.
#pragma once

#include "intake/intake.h"

#include <string>

namespace shardscape {

/// {"kind", "source", "scenario", "measured", "understood", "assumed", "ignored", "problems"}; the items are {"flag", "value", "meaning"}.
/// The scenario is a whole scenario file or null; "measured" has the keys of a scenario's calibration.
[[nodiscard]] std::string intakeToJson(const Intake& intake);
/// The same shape for a text that was not understood.
[[nodiscard]] std::string intakeProblemsToJson(const Problems& problems);

} // namespace shardscape
