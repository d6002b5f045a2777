// SPDX-License-Identifier: GPL-3.0-or-later
// Advice for people and programs. Pure functions, any thread.
#pragma once

#include "advice/advice.h"

#include <string>

namespace shardscape {

/// "step 19.8 s -> 16.2 s (-18.0 %), +3.0 GiB": what a hint does to the figures of the present plan.
[[nodiscard]] std::string effectText(const PlanFigures& own, const PlanFigures& other);
/// Hints by goal with what each does, then the rules of thumb with their numbers.
[[nodiscard]] std::string adviceToText(const AdviceReport& report);
/// {"format": "shardscape-advice", ...}; every number with its unit in the key. Ends with a newline.
[[nodiscard]] std::string adviceToJson(const AdviceReport& report);

} // namespace shardscape
