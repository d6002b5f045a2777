// SPDX-License-Identifier: GPL-3.0-or-later
// Proposes how many layers each virtual stage should hold so that a step is shortest within memory. The schedule keeps its order; layers
// move one at a time while the simulated step gets shorter. A heuristic: the result is never worse than where it began, and need not be
// the best there is. Plain functions, any thread.
#pragma once

#include "schedule/schedule.h"

#include <vector>

namespace shardscape {

/// Times of one micro-batch, in the unit of the step.
struct LayerTimes {
    double forward = 0;
    double backwardInput = 0;
    double backwardWeight = 0;
};

struct BalanceRequest {
    ScheduleKind kind = ScheduleKind::OneFOneB;
    int stages = 1;
    int microbatches = 1;
    int chunks = 1;
    std::vector<int> start; ///< layers per virtual stage to begin with, in model order
    LayerTimes layer;       ///< one layer
    LayerTimes embedding;   ///< what the first virtual stage does besides
    LayerTimes head;        ///< what the last virtual stage does besides
    double p2p = 0;
    double layerBytes = 0; ///< weights, gradients and optimizer states of one layer
    double embeddingBytes = 0;
    double headBytes = 0;
    double activationBytes = 0; ///< of one layer and micro-batch
    double capacityBytes = 0;   ///< per stage, for all of the above; 0 = no limit
};

struct BalanceProposal {
    std::vector<int> stageLayers; ///< per virtual stage; as many layers in all as at the start
    double before = 0;            ///< makespan of the start
    double after = 0;             ///< makespan of the proposal
    double peakBytes = 0;         ///< of the fullest stage in the proposal
    bool startFits = true;        ///< the start kept the capacity; where it did not, the proposal may be slower than `before`
};

/// Problems: those of the schedule, a start of the wrong length or with negative counts, no layout within the capacity.
[[nodiscard]] Result<BalanceProposal> balanceStages(const BalanceRequest& request);

} // namespace shardscape
