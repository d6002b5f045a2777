// SPDX-License-Identifier: GPL-3.0-or-later
// The shape that the handcrafted zero-bubble schedules share: forwards ahead, then F, B, W with the weight gradients lagging behind.
// Used by zb_h1.cpp and zb_h2.cpp; a plain function, any thread.
#pragma once

#include "schedule/task_order.h"

namespace shardscape {

struct ZeroBubbleShape {
    int forwardsAhead = 0; ///< forwards before the first backward, the steady phase's own not counted
    int weightLag = 0;     ///< input gradients between a micro-batch's B and its W
};

/// Appends one stage of \p microbatches in the given shape; counts larger than the micro-batches are cut.
void appendZeroBubbleStage(ZeroBubbleShape shape, int microbatches, TaskOrder& order);

} // namespace shardscape
