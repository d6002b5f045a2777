// SPDX-License-Identifier: GPL-3.0-or-later
// Memory beside states and activations: buffers frameworks allocate, and the overhead of driver, NCCL and allocator. Each is a named item
// with formula and source; what nobody published is marked as a guess. Pure functions of values, for any thread.
#pragma once

#include "cost/memory_detail.h"

namespace shardscape {

/// Buffers of one rank of a training stage: Transformer Engine's dummy weight gradients, live layers and unreduced gradients of ZeRO-3,
/// DeepSpeed's buckets, receive buffers of the pipeline. Empty items are left out.
[[nodiscard]] std::vector<MemoryItem> trainingBuffers(const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload,
                                                      const StageDetail& detail, int stage);

/// Driver context, NCCL communicators and allocator reserve on top of `allocatedBytes`.
[[nodiscard]] std::vector<MemoryItem> trainingOverhead(const Plan& plan, const Inputs& inputs, double allocatedBytes);

/// Driver context and NCCL communicators of a serving engine.
[[nodiscard]] std::vector<MemoryItem> inferenceOverhead(const Plan& plan, const Inputs& inputs);

/// The reserve alone, as a share of allocated memory.
[[nodiscard]] double allocatorReserveShare();

} // namespace shardscape
