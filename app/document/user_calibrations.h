// SPDX-License-Identifier: GPL-3.0-or-later
// The user's calibrations as files of their own, so that other scenarios can take them: one JSON a name in
// $XDG_DATA_HOME/shardscape/calibrations (~/.local/share where it is not set). No Qt; any thread.
#pragma once

#include "plan/calibration.h"
#include "units/result.h"

#include <filesystem>
#include <vector>

namespace shardscape {

[[nodiscard]] std::filesystem::path calibrationFolder();

/// Writes the calibration under its name, replacing one of the same name. Problems: a name that is empty or cannot be a file's (letters,
/// digits, space, "-", "_", ".", at most 80), a folder that cannot be written.
[[nodiscard]] Result<void> saveCalibration(const Calibration& calibration);

struct UserCalibrations {
    std::vector<Calibration> calibrations; ///< by name
    Problems problems;                     ///< files that are none; the others are there all the same
};
[[nodiscard]] UserCalibrations loadCalibrations();

} // namespace shardscape
