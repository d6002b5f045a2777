// SPDX-License-Identifier: GPL-3.0-or-later
// The operations of a step as points of a roofline. Internal to core/evaluate.
#pragma once

#include "evaluate/evaluation.h"
#include "evaluate/training_context.h"

namespace shardscape {

/// Every operation of `stage` in each pass that it has: of its layer kinds, weighted by the layers, and of embedding and head where the stage
/// holds them. Time is of one call on one micro-batch, with its launch gaps.
[[nodiscard]] std::vector<OpPoint> trainingOps(const TrainingContext& context, int stage);

} // namespace shardscape
