// SPDX-License-Identifier: GPL-3.0-or-later
// The collectives behind an evaluation's link map, made again from its plan, inputs and workload for views that need more than the map
// holds (who sends to whom). Pure; any thread.
#pragma once

#include "evaluate/evaluation.h"

namespace shardscape {

/// What evaluate() mapped. Costs one serving simulation for inference, nothing worth naming for training; empty when the evaluation has
/// neither plan nor inputs.
[[nodiscard]] std::vector<AxisTraffic> evaluatedTraffic(const Evaluation& evaluation);

} // namespace shardscape
