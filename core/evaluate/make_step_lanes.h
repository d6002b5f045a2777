// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the lanes of a training step from the work of its chunks and the data-parallel times of its stages. Internal to core/evaluate.
#pragma once

#include "evaluate/data_parallel.h"
#include "evaluate/step_lanes.h"

namespace shardscape {

/// What the lanes are made of.
struct LaneInputs {
    const Timeline& timeline;
    const std::vector<Work>& chunks;                    ///< of one micro-batch, [stage * chunks + chunk]
    const std::vector<DataParallelTimes>& dataParallel; ///< by stage
    double sendSeconds = 0;                             ///< one activation between stages
    double tiedEmbeddingSeconds = 0;
};

[[nodiscard]] StepLanes makeStepLanes(const LaneInputs& inputs, const TrainingContext& context);

} // namespace shardscape
