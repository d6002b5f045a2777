// SPDX-License-Identifier: GPL-3.0-or-later
// Transfers of one layer in a serving pass: the all-reduces of tensor parallelism, expert dispatch and combine of data-parallel attention,
// gathering of keys and values under context parallelism. Internal to core/evaluate.
#pragma once

#include "evaluate/serving_pass.h"

namespace shardscape {

/// One all-reduce of `bytes` in a serving engine: the library's ring, or below 1 MiB the engine's one-shot kernel
/// a + h (p-1) + (p-1) bytes / B where the fabric has one.
[[nodiscard]] double servingAllReduceSeconds(const ServingContext& context, double bytes);

/// Tensor-parallel all-reduces of a layer and pass: after attention and after the feed-forward part, one for parallel blocks and where
/// expert parallelism exchanges the tokens instead.
[[nodiscard]] double servingAllReduces(const ServingContext& context, const LayerSpec& layer);

/// Adds the transfers of a layer to `time`. Tensor parallel: two all-reduces a layer, one for parallel blocks (Shoeybi et al. 2019, arXiv
/// 1909.08053). Expert parallel beyond the tensor group: dispatch (1.03 bytes per channel, fp8 with scales) and combine (2 bytes).
void addTransfers(const ServingContext& context, const LayerSpec& layer, const PassLoad& load, PassTime& time);

/// Bytes per hidden channel: fp8 with scales, bf16.
inline constexpr double servingDispatchBytes = 1.03;
inline constexpr double servingCombineBytes = 2.0;

/// Experts lie on more GPUs than one tensor group, so that replicas exchange tokens.
[[nodiscard]] bool sharesExpertsOverReplicas(const ServingContext& context);
/// Copies of a token that are sent toward other domains: few tokens go straight to their experts, many once to each domain.
[[nodiscard]] double servingNetworkCopies(const ServingContext& context, const FeedForwardSpec& feedForward, double tokens);

} // namespace shardscape
