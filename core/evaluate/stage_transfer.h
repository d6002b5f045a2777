// SPDX-License-Identifier: GPL-3.0-or-later
// Time of one activation between pipeline stages, boundary by boundary: a neighbor in the same scale-up domain is reached over its links,
// one elsewhere over the network. Internal to core/evaluate.
#pragma once

#include "evaluate/training_context.h"

#include <vector>

namespace shardscape {

struct StageTransfers {
    double mean = 0;             ///< seconds over all boundaries from the first to the last stage; 0 with one stage
    std::vector<double> byStage; ///< seconds of one send of a stage, mean of its two directions; empty where all boundaries are alike
};

/// Bytes of one send of a rank, of a micro-batch: r h 2, divided by t where every tensor rank sends a share of it; the mean of activations
/// and gradients where only one of them is divided.
[[nodiscard]] double stageSendBytes(const TrainingContext& context);
/// With synchronous sends also the time until the host has launched kernels again.
[[nodiscard]] StageTransfers stageTransfers(const TrainingContext& context);

} // namespace shardscape
