// SPDX-License-Identifier: GPL-3.0-or-later
// The throughput-latency curve: what a deployment serves at every concurrency. Pure, any thread.
#pragma once

#include "evaluate/evaluation.h"
#include "units/result.h"

namespace shardscape {

/// Largest concurrency that a curve shows.
inline constexpr int maxCurveConcurrency = 1 << 16;

/// Points at powers of two from 1 to twice what fits (at least to the workload's concurrency), and at the two marked ones: the largest
/// concurrency whose requests all have KV room, and the first at which the matrix products of a steady step take longer than reading
/// their weights. Each point is what evaluate() gives at its concurrency. Fails as evaluate() does where a link has no rate.
[[nodiscard]] Result<ThroughputLatency> throughputLatency(const Plan& plan, const Inputs& inputs, const InferenceWorkload& workload);

} // namespace shardscape
