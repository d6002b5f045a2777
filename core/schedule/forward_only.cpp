// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/interleaved_groups.h"
#include "schedule/task_order.h"

namespace shardscape {

/// Inference: micro-batches flow through the stages, with chunks in interleaved rounds.
void orderForwardOnly(const ScheduleRequest& request, TaskOrder& order)
{
    const InterleavedGroups groups(request.stages, request.microbatches, request.chunks);
    for (int stage = 0; stage < request.stages; ++stage) {
        order.beginStage();
        groups.forEach([&](int chunk, int microbatch) { order.add(TaskKind::Forward, chunk, microbatch); });
    }
}

} // namespace shardscape
