// SPDX-License-Identifier: GPL-3.0-or-later
// Files of validation cases: {"format": "shardscape-validation", "version": 1, "cases": [{"id", "source", "regime", "trust", "measured":
// {"<metric>": value}, "scenario": {...}}]}. A case's scenario is an ordinary scenario file, so that the window can open it.
#pragma once

#include "evaluate/validation.h"
#include "io/preset_library.h"

namespace shardscape {

/// Reads a file of cases and looks up their presets. Problems carry the case's path.
[[nodiscard]] Result<std::vector<ValidationCase>> readValidationCases(std::string_view text, const PresetLibrary& library);

/// The rows and the errors by regime; {"format": "shardscape-validation-report", "version": 1, "regimes": [...], "calibrated": [...],
/// "ranking": [...], "rows": [...]}.
[[nodiscard]] std::string validationToJson(const std::vector<ValidationRow>& rows);

} // namespace shardscape
