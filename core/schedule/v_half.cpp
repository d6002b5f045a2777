// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/v_search.h"

namespace shardscape {

/// V-Half (Qi et al. 2024, "Pipeline Parallelism with Controllable Memory", table 1): half of 1F1B's activations, p/2 + 1 micro-batches.
void orderVHalf(const ScheduleRequest& request, TaskOrder& order)
{
    orderVFamily(request, {.stepSum = 6, .mostChunksHeld = request.stages + 2}, {}, order);
}

} // namespace shardscape
