// SPDX-License-Identifier: GPL-3.0-or-later
// Memory of a stage over the time of a step: what is always there, and the activations that come and go with the schedule. Pure.
#pragma once

#include "cost/memory.h"
#include "schedule/analysis.h"

namespace shardscape {

struct MemoryOverTime {
    double fixedBytes = 0.0; ///< weights, gradients, optimizer, buffers, overhead, cache
    MemoryCurve activations; ///< in bytes

    [[nodiscard]] double peakBytes() const { return fixedBytes + activations.peak; }
};

/// The activations follow the timeline with the stage's bytes per micro-batch and chunk, or, where those are not known, with its peak
/// spread over the in-flight count. The highest point is the stage's total.
[[nodiscard]] MemoryOverTime memoryOverTime(const Timeline& timeline, int stage, const StageMemory& memory);

} // namespace shardscape
