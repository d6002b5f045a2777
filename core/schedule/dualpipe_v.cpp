// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/bidirectional.h"

namespace shardscape {

/// DualPipe-V (DeepSeek-AI 2025, "cut in half"): the far stream is the same micro-batches on their way back up the V.
void orderDualPipeV(const ScheduleRequest& request, TaskOrder& order)
{
    for (int stage = 0; stage < request.stages; ++stage)
        appendBidirectionalStage({.half = request.stages, .distance = stage, .perDirection = request.microbatches}, order);
}

} // namespace shardscape
