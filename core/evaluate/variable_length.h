// SPDX-License-Identifier: GPL-3.0-or-later
// Steps whose micro-batches have sequences of different lengths: how long the passes of each take, and what the step's tokens cost.
// Internal to core/evaluate.
#pragma once

#include "evaluate/model_flops.h"
#include "evaluate/training_context.h"

#include <vector>

namespace shardscape {

/// How many times the passes of a micro-batch of sequence_tokens each micro-batch's passes take: the time of the whole model at its length
/// over that at sequence_tokens, so that the quadratic part of attention counts. Empty when all have sequence_tokens.
[[nodiscard]] std::vector<double> microbatchFactors(const TrainingContext& context);

/// Tokens of a step over all replicas, and the mean FLOPs of one of them.
struct StepTokens {
    double tokens = 0;
    TokenFlops flops;
};
[[nodiscard]] StepTokens stepTokens(const TrainingContext& context);

} // namespace shardscape
