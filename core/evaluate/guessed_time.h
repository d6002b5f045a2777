// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a time rests on constants that nobody has measured on the accelerator. Internal to core/evaluate.
#pragma once

#include "evaluate/evaluation.h"
#include "evaluate/serving_pass.h"
#include "evaluate/training_context.h"

namespace shardscape {

/// For every guessed constant |d ln time / d ln constant|: the share of the time that scales with it, found by moving the constant by 1 %.
/// Largest first, those below 0.05 % left out. Of the step, or of the time per output token.
[[nodiscard]] std::vector<GuessedShare> guessedShares(const TrainingContext& context, double stepSeconds);
[[nodiscard]] std::vector<GuessedShare> guessedShares(const ServingContext& context, const InferenceMemory& memory, double tpotSeconds);

} // namespace shardscape
