// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/zero_bubble.h"

namespace shardscape {

/// ZB-H2 (Qi et al. 2024, section 2.2): twice the forwards ahead, W delayed by 2r; every stage holds min(m, 2p-1) micro-batches until
/// their W, and no stage idles within its own span where F = B = W.
void orderZbH2(const ScheduleRequest& request, TaskOrder& order)
{
    for (int stage = 0; stage < request.stages; ++stage)
        appendZeroBubbleStage({.forwardsAhead = 2 * (request.stages - 1 - stage), .weightLag = 2 * stage}, request.microbatches, order);
}

} // namespace shardscape
