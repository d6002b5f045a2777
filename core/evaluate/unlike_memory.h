// SPDX-License-Identifier: GPL-3.0-or-later
// Memory on clusters of unlike nodes: a rank needs what its own kind of node costs (context, communicators) and has its own GPU's
// capacity; of each stage the rank with the least room is kept. Internal to core/evaluate.
#pragma once

#include "cost/memory.h"
#include "evaluate/node_kinds.h"

#include <functional>

namespace shardscape {

/// Of the worst rank of each stage.
struct UnlikeMemory {
    std::vector<StageMemory> stages;
    std::vector<Bytes> capacity; ///< [stage] of that rank's GPU
    std::vector<int> kind;       ///< [stage] of that rank's node
};

/// \param memoryOf every stage's memory as if all nodes were of the kind; it records its derivations in the log it is handed
/// Derivations of a stage are those of its worst rank.
[[nodiscard]] UnlikeMemory unlikeMemory(const KindUse& use, const std::vector<Inputs>& inputs,
                                        const std::function<std::vector<StageMemory>(const Inputs&, DerivationLog*)>& memoryOf,
                                        DerivationLog* log);

} // namespace shardscape
