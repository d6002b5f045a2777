// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/zero_bubble.h"

#include <algorithm>

namespace shardscape {

void appendZeroBubbleStage(ZeroBubbleShape shape, int microbatches, TaskOrder& order)
{
    order.beginStage();
    const int ahead = std::min(shape.forwardsAhead, microbatches);
    for (int i = 0; i < ahead; ++i)
        order.add(TaskKind::Forward, 0, i);
    for (int i = 0; i < microbatches; ++i) {
        if (ahead + i < microbatches)
            order.add(TaskKind::Forward, 0, ahead + i);
        order.add(TaskKind::BackwardInput, 0, i);
        if (i >= shape.weightLag)
            order.add(TaskKind::BackwardWeight, 0, i - shape.weightLag);
    }
    for (int i = std::max(0, microbatches - shape.weightLag); i < microbatches; ++i)
        order.add(TaskKind::BackwardWeight, 0, i);
}

/// ZB-H1 (Qi et al. 2024, "Zero Bubble Pipeline Parallelism", section 2.1): 1F1B's forwards, W delayed by r so that every stage holds
/// min(m, p) micro-batches until their W.
void orderZbH1(const ScheduleRequest& request, TaskOrder& order)
{
    for (int stage = 0; stage < request.stages; ++stage)
        appendZeroBubbleStage({.forwardsAhead = request.stages - 1 - stage, .weightLag = stage}, request.microbatches, order);
}

} // namespace shardscape
