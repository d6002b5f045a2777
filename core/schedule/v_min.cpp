// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/v_search.h"

namespace shardscape {

/// V-Min (Qi et al. 2024, "Pipeline Parallelism with Controllable Memory", table 1): a third of 1F1B's activations, p/3 + 1 micro-batches.
void orderVMin(const ScheduleRequest& request, TaskOrder& order)
{
    orderVFamily(request, {.stepSum = 4, .mostChunksHeld = 2 * ((request.stages + 1) / 3 + 1)}, {}, order);
}

} // namespace shardscape
