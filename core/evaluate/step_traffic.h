// SPDX-License-Identifier: GPL-3.0-or-later
// The collectives of a training step or a serving pass as volumes for the link map. Internal to core/evaluate.
#pragma once

#include "cost/traffic.h"
#include "evaluate/inference.h"
#include "evaluate/training_context.h"

namespace shardscape {

/// Of one training step. Sources: Korthikanti et al. 2022 (tensor and sequence), Narayanan et al. 2021 (pipeline), Rajbhandari et al. 2020
/// (ZeRO), Liu et al. 2023 (ring attention), DeepSeek-V3 (dispatch and combine).
[[nodiscard]] std::vector<AxisTraffic> trainingTraffic(const TrainingContext& context);

/// Of one prefill of a prompt plus one decode step with `running` sequences a replica.
[[nodiscard]] std::vector<AxisTraffic> inferenceTraffic(const ServingContext& context, double running, double freshTokens);

} // namespace shardscape
