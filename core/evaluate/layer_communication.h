// SPDX-License-Identifier: GPL-3.0-or-later
// Transfers of one layer in a training step: tensor, context and expert parallel, as the part that shows beside the computation.
// Internal to core/evaluate.
#pragma once

#include "evaluate/training_context.h"

namespace shardscape {

/// Exposed seconds of tensor-parallel collectives of a layer in one direction. With sequence parallelism two all-gathers and two
/// reduce-scatters (Korthikanti et al. 2022, arXiv 2205.05198, sec. 4.2.2), else two all-reduces; half of it where attention and
/// feed-forward share them or where the feed-forward is routed.
[[nodiscard]] double tensorParallelSeconds(const LayerSpec& layer, const TrainingContext& context);

/// Exposed seconds of the ring exchange of keys and values (Liu et al. 2023, arXiv 2310.01889): what the attention of one ring step does
/// not cover. \param attentionSeconds of the whole core; backward moves keys, values and their gradients.
[[nodiscard]] double contextParallelSeconds(const LayerSpec& layer, const TrainingContext& context, double attentionSeconds, bool backward);

/// Seconds of one dispatch or combine among the expert ranks, before overlap.
[[nodiscard]] double dispatchSeconds(const LayerSpec& layer, const TrainingContext& context);
/// Exposed seconds of dispatch and combine of a layer in one direction.
[[nodiscard]] double expertParallelSeconds(const LayerSpec& layer, const TrainingContext& context);

} // namespace shardscape
