// SPDX-License-Identifier: GPL-3.0-or-later
// How often a token crosses links and NICs when it is sent to its experts, and the bytes of dispatch and combine: the one place that both
// the time of a layer and the map of the links read. Internal to core/evaluate; pure, any thread.
#pragma once

#include "evaluate/training_context.h"

namespace shardscape {

/// Copies of one token that leave for experts, the sender's own share included.
struct ExpertCopies {
    double gpus = 0;    ///< over scale-up links: one per pick, or one per GPU where the dispatcher de-duplicates
    double domains = 0; ///< over the network: one per pick, or one per scale-up domain; of these (domains - 1)/domains leave
};

/// Copies with evenly loaded experts. De-duplicated: expected distinct targets D' (1 - (1 - 1/D')^K) of K picks, where D' are the targets
/// that group-limited routing (DeepSeek-V3, arXiv 2412.19437, sec. 2.1.2) leaves a token.
[[nodiscard]] ExpertCopies expertCopies(const FeedForwardSpec& feedForward, const GroupShape& ep, bool deduplicated);

/// Bytes per hidden channel of a dispatched token: bf16; under DualPipe with 8-bit products fp8 and a 4-byte scale per 128 channels,
/// forward and backward, as in the one published recipe of that schedule (DeepSeek-V3, arXiv 2412.19437, sec. 3.3.3).
[[nodiscard]] double dispatchBytesPerChannel(const TrainingContext& context);
/// The same of a combined one: bf16 in every published recipe.
inline constexpr double combineBytesPerChannel = 2.0;

[[nodiscard]] bool isDualPipe(ScheduleKind kind);

/// Hidden channels that one GPU dispatches, copies apart: tokens of a micro-batch / tp x hidden.
[[nodiscard]] double dispatchedChannels(const TrainingContext& context);

} // namespace shardscape
