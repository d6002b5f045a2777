// SPDX-License-Identifier: GPL-3.0-or-later
// The evaluation as JSON (interface of `evaluate --json`) and as a table for people.
#pragma once

#include "evaluate/fixes.h"

#include <string>

namespace shardscape {

/// Deterministic: the same evaluation gives the same bytes.
/// \param fixes fixesOf() of the evaluation; each stands with its diagnostic as "fix": {"label", "code", "changes": [{"path", "value"}],
///        "effects": [{"path", "before", "after"}]}
[[nodiscard]] std::string evaluationToJson(const Evaluation& evaluation, const std::vector<Fix>& fixes = {});

/// A human table: verdict, key figures, memory by stage, breakdown, busiest links, diagnostics.
[[nodiscard]] std::string evaluationToText(const Evaluation& evaluation, const std::vector<Fix>& fixes = {});

} // namespace shardscape
