// SPDX-License-Identifier: GPL-3.0-or-later
// Writes down how many parameters a rank of a stage holds, from its layers. Called by cost/memory only, and only when somebody listens.
#pragma once

#include "cost/sharding.h"
#include "derivation/derivation.h"

#include <string>
#include <string_view>

namespace shardscape {

/// Records "memory/stage/<s>/parameters/matrices", "/experts", "/others" and "/dense", as sums over the layer kinds of the stage.
void recordRankParameters(const Plan& plan, const TransformerSpec& model, int stage, const StageParameterOptions& options,
                          DerivationLog& log);

/// The id of one of them; `which` is matrices, experts, others or dense.
[[nodiscard]] std::string parametersId(int stage, std::string_view which);

} // namespace shardscape
