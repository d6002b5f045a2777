// SPDX-License-Identifier: GPL-3.0-or-later
// Writes down how the memory of every stage came about. Called by cost/memory only, and only when somebody listens.
#pragma once

#include "cost/memory_detail.h"

#include <string>
#include <vector>

namespace shardscape {

/// Records "memory/stage/<s>/<part>", "/total" and what the activations are made of ("memory/kind/<k>/saved" and below).
void recordTrainingMemory(const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload, const std::vector<StageDetail>& stages,
                          DerivationLog& log);

/// Records a part that is the sum of named items: the part at `id`, each item at `id/<symbol>`.
void recordItems(const std::string& id, const std::string& name, const std::vector<MemoryItem>& items, DerivationLog& log);

/// Records the total of a stage from its parts.
void recordTotal(int stage, const StageMemory& memory, DerivationLog& log);

/// "memory/stage/<s>/<leaf>".
[[nodiscard]] std::string stageId(int stage, std::string_view leaf);

} // namespace shardscape
