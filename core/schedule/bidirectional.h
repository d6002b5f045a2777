// SPDX-License-Identifier: GPL-3.0-or-later
// The eight phases of DualPipe (DeepSeek-AI 2024, DeepSeek-V3 report, figure 5), which DualPipe-V runs on half the devices. Two streams
// of micro-batches meet on every stage: the near one, which enters at the stage's own end, and the far one. Used by dualpipe.cpp and
// dualpipe_v.cpp; values, any thread.
#pragma once

#include "schedule/task_order.h"

namespace shardscape {

struct BidirectionalStage {
    int half = 1;         ///< devices of one direction's half: p/2 for DualPipe, p for DualPipe-V
    int distance = 0;     ///< stages between this one and its end
    int perDirection = 1; ///< micro-batches of each stream
    int nearChunk = 0;
    int nearFirst = 0; ///< number of the near stream's first micro-batch
    int farFirst = 0;
};

/// Appends one stage. \pre perDirection >= 2 * half.
void appendBidirectionalStage(const BidirectionalStage& stage, TaskOrder& order);

} // namespace shardscape
