// SPDX-License-Identifier: GPL-3.0-or-later
// Explains computation down to the operation and the constant: stage, layer kind, operation. Internal to core/evaluate.
#pragma once

#include "evaluate/layer_work.h"

#include "derivation/derivation.h"

namespace shardscape {

/// Records "training/stage/<pass>", "training/layer/<kind>/<pass>" and "training/layer/<kind>/<operation>/<pass>".
/// \param bottleneck work of one micro-batch on `stage`
void recordComputation(const Work& bottleneck, int stage, const TrainingContext& context, DerivationLog& log);

} // namespace shardscape
