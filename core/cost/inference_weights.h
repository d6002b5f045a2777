// SPDX-License-Identifier: GPL-3.0-or-later
// Weights and working memory of a serving rank. Pure functions of values, for any thread.
#pragma once

#include "cost/sharding.h"

namespace shardscape {

/// Bytes per parameter of a quantized checkpoint, and which parameters are quantized.
struct WeightRecipe {
    double attentionBytes = 2; ///< GEMM weights of attention, dense and shared feed-forward parts
    double expertBytes = 2;    ///< routed experts
    double otherBytes = 2;     ///< embedding, head, norms, router, biases
};

/// Embedding, head, norms and router stay 16 bit; MXFP4 ("fp4") checkpoints of mixtures of experts quantize the experts only
/// (gpt-oss model card). fp32 keeps everything in fp32.
[[nodiscard]] WeightRecipe weightRecipe(const TransformerSpec& model, DataType weightDtype);

/// Bytes of the weights of `parameters` under a recipe.
[[nodiscard]] double weightBytes(const ShardedParameters& parameters, const WeightRecipe& recipe);

/// Largest number of tokens that one pass of a replica handles: a chunk of prefill (or the whole prompt), at least one token a request.
[[nodiscard]] double passTokens(const Plan& plan, const InferenceWorkload& workload);

/// Bytes per token of the forward pass's working set on a rank: residual stream and normed input, and the widest of attention, dense and
/// routed intermediates. Nothing is kept between layers. An estimate: engines fuse differently.
[[nodiscard]] double forwardWorkingBytes(const TransformerSpec& model, const Plan& plan);

} // namespace shardscape
