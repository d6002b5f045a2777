// SPDX-License-Identifier: GPL-3.0-or-later
// What would bring the memory peak of an evaluated scenario down most: cost/memory_relief.h with the in-flight counts that evaluate()
// itself would find, so that taking a proposal leads to the peak it promised. Used by the memory view; pure, any thread.
#pragma once

#include "cost/memory_relief.h"
#include "evaluate/evaluation.h"

namespace shardscape {

/// All single changes that lower the evaluation's peak, the lowest peak first. Simulates the schedule once for each, so it takes as long
/// as some dozen evaluations. \param stopped asked before each of them; once it says true the answer is the problem "stopped"
[[nodiscard]] Result<std::vector<MemoryRelief>> memoryReliefOf(const Evaluation& evaluation, const std::function<bool()>& stopped);

} // namespace shardscape
