// SPDX-License-Identifier: GPL-3.0-or-later
// Every derivation of an evaluation as JSON, for whoever wants to check the numbers with a program of their own. Pure.
#pragma once

#include "derivation/derivation.h"

#include <string>

namespace shardscape {

/// The JSON of an evaluation with one more key, "derivations": an array of {"id", "name", "unit", "value", "formula", "terms", "source",
/// "validity", "guess"}; a term is {"symbol", "value", "unit", "meaning", "from"}, "from" the id of the derivation that explains it.
/// \pre `evaluationJson` is what evaluationToJson() wrote
[[nodiscard]] std::string withDerivations(const std::string& evaluationJson, const DerivationLog& derivations);

} // namespace shardscape
