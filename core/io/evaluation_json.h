// SPDX-License-Identifier: GPL-3.0-or-later
// The evaluation as JSON (interface of `evaluate --json`) and as a table for people.
#pragma once

#include "evaluate/evaluation.h"

#include <string>

namespace shardscape {

/// Deterministic: the same evaluation gives the same bytes.
[[nodiscard]] std::string evaluationToJson(const Evaluation& evaluation);

/// A human table: verdict, key figures, memory by stage, breakdown, busiest links, diagnostics.
[[nodiscard]] std::string evaluationToText(const Evaluation& evaluation);

} // namespace shardscape
