// SPDX-License-Identifier: GPL-3.0-or-later
// Transfers of one layer in a training step: tensor, context and expert parallel, as the part that shows beside the computation.
// Internal to core/evaluate.
#pragma once

#include "evaluate/training_context.h"

namespace shardscape {

/// Bytes per activation channel of an all-gather of tensor ranks: those of the products' operands where overlapped gathers carry them
/// (Transformer Engine gathers fp8 operands of fp8 layers; reduce-scatters stay 16 bit), else 2.
[[nodiscard]] double tensorGatherBytesPerChannel(const TrainingContext& context);

/// Exposed seconds of tensor-parallel collectives of a layer in one direction. With sequence parallelism two all-gathers and two
/// reduce-scatters (Korthikanti et al. 2022, arXiv 2205.05198, sec. 4.2.2), else two all-reduces; half of it where attention and
/// feed-forward share them or where the feed-forward is routed. \param computeSeconds of the layer in one direction, the mean of both
[[nodiscard]] double tensorParallelSeconds(const LayerSpec& layer, const TrainingContext& context, double computeSeconds);

/// Exposed seconds of the ring exchange of keys and values (Liu et al. 2023, arXiv 2310.01889): what the attention of one ring step does
/// not cover. \param attentionSeconds of the whole core; backward moves keys, values and their gradients.
[[nodiscard]] double contextParallelSeconds(const LayerSpec& layer, const TrainingContext& context, double attentionSeconds, bool backward);

/// Seconds of dispatch and combine of a layer in one direction, before overlap: the slower of links and NICs for the copies of
/// expertCopies(). Infinite where the experts need a network that is not there.
[[nodiscard]] double exchangeSeconds(const LayerSpec& layer, const TrainingContext& context);
/// Exposed seconds of them: the share that overlap leaves, and in any case what is longer than the computation beside it.
/// \param computeSeconds of the layer in one direction, the mean of forward and backward since either hides the other's transfers.
[[nodiscard]] double expertParallelSeconds(const LayerSpec& layer, const TrainingContext& context, double computeSeconds);

} // namespace shardscape
