// SPDX-License-Identifier: GPL-3.0-or-later
// Translates between the hub's focus ids and the things of an evaluation. Pure functions; cheap enough for every hover.
#pragma once

#include "evaluate/evaluation.h"
#include "shell/focus_hub.h"

#include <optional>

namespace shardscape {

/// The focus of a memory part of a stage, or of the stage when no part is given.
[[nodiscard]] Focus memoryFocus(int stage, std::optional<MemoryPart> part);

/// The rank that sits on a GPU, or -1 for a GPU without one. Linear in the number of ranks when the placement is permuted.
[[nodiscard]] int rankOnGpu(const Evaluation& evaluation, int gpu);

/// The pipeline stage a focus belongs to, where it belongs to one that the evaluation has.
[[nodiscard]] std::optional<int> stageOfFocus(Focus focus, const Evaluation& evaluation);

} // namespace shardscape
