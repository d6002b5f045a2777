// SPDX-License-Identifier: GPL-3.0-or-later
// A better spread of a scenario's layers over its stages. The balancer (schedule/balance.h) proposes with averaged layers; two evaluations
// of the real ones decide whether the proposal is any good. Pure, any thread; up to some seconds for long pipelines.
#pragma once

#include "evaluate/evaluation.h"
#include "units/result.h"

#include <vector>

namespace shardscape {

struct BalancedScenario {
    Scenario scenario;            ///< with stage_layers; the one given when nothing better was found
    std::vector<int> stageLayers; ///< of that scenario, per virtual stage in model order
    Seconds before;               ///< step time of the scenario given
    Seconds after;                ///< step time of `scenario`
    bool improves = false;        ///< faster, or fitting where the scenario given did not (then perhaps slower)
};

/// Proposes layers per virtual stage with a shorter step within the memory of a GPU. Problems: those of the evaluation, "no-training" for
/// inference, "one-stage" without a pipeline, "no-layout-fits" when no spread of the layers keeps every stage within its memory.
[[nodiscard]] Result<BalancedScenario> balanceScenario(const Scenario& scenario, const std::shared_ptr<const Inputs>& inputs);

} // namespace shardscape
