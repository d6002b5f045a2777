// SPDX-License-Identifier: GPL-3.0-or-later
// Lengthens a V-shaped order: what the stages do between one micro-batch and the next in the steady stretch is repeated, instead of
// scheduling every micro-batch anew. Used by the search of these schedules only; plain functions, any thread.
#pragma once

#include "schedule/v_list_scheduler.h"

namespace shardscape {

/// Makes an order of \p microbatches an order of \p wanted. False, and \p lanes as they were, where a stage does not run one pass of each
/// kind between two micro-batches in the middle, so that there is nothing to repeat.
[[nodiscard]] bool repeatSteadyStretch(int microbatches, int wanted, VLanes& lanes);

} // namespace shardscape
