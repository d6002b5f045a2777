// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/task_order.h"

#include <algorithm>

namespace shardscape {

/// 1F1B (PipeDream-Flush, Narayanan et al. 2021, section 2.2.1): stage r runs p-1-r forwards ahead, then one forward, one backward.
/// Overlapped, it runs 2(p-1-r) + 1 ahead, because the backward of a pair must not wait for its own forward (Megatron-LM's batch-level
/// overlap of the expert all-to-all).
void orderOneFOneB(const ScheduleRequest& request, TaskOrder& order)
{
    for (int stage = 0; stage < request.stages; ++stage) {
        order.beginStage();
        const int ahead = request.stages - 1 - stage;
        const int warmUp = std::min(request.overlapPairs ? 2 * ahead + 1 : ahead, request.microbatches);
        for (int i = 0; i < warmUp; ++i)
            order.add(TaskKind::Forward, 0, i);
        for (int i = warmUp; i < request.microbatches; ++i) {
            if (request.overlapPairs) {
                order.addPair(0, i, 0, i - warmUp);
            } else {
                order.add(TaskKind::Forward, 0, i);
                order.add(TaskKind::Backward, 0, i - warmUp);
            }
        }
        for (int i = request.microbatches - warmUp; i < request.microbatches; ++i)
            order.add(TaskKind::Backward, 0, i);
    }
}

} // namespace shardscape
