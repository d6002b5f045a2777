// SPDX-License-Identifier: GPL-3.0-or-later
// Serving on clusters of unlike nodes: replicas on different GPUs go at their own pace, replicas that mix GPUs at that of their slowest.
// Internal to core/evaluate.
#pragma once

#include "evaluate/inference.h"
#include "evaluate/unlike_memory.h"

namespace shardscape {

struct UnlikeServing {
    InferenceResult result; ///< latencies of the slowest replicas; throughput and cache over all replicas
    KvCapacity kv;          ///< of the replica that holds least
    UnlikeMemory memory;
    std::vector<PaceGap> paceGaps;
};

/// Requests are spread evenly over the replicas. With prefill and decode pools apart all replicas count as the slowest, since the scenario
/// does not say which are in which pool.
/// \pre context.unlike
[[nodiscard]] Result<UnlikeServing> serveOnUnlikeNodes(const ServingContext& context, DerivationLog* log);

} // namespace shardscape
