// SPDX-License-Identifier: GPL-3.0-or-later
// Small helpers of the readers of logs. Pure.
#pragma once

#include "intake/intake.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

/// The number behind the first `key` in `line`, over blanks, colons and thousands' commas; nothing when there is none.
[[nodiscard]] std::optional<double> numberAfter(std::string_view line, std::string_view key);

[[nodiscard]] std::string_view trimmed(std::string_view text);

/// The middle one; of an even count the mean of both in the middle. \pre not empty
[[nodiscard]] double medianOf(std::vector<double> values);

/// Four digits at most, for a person.
[[nodiscard]] std::string shownNumber(double value);

/// A launch command put together from what a log says about its run becomes part of the intake; one that is not understood is listed
/// among what was ignored, and the measurements stay.
void takeInCommand(const std::string& command, const IntakeBase& base, Intake& intake);

} // namespace shardscape
