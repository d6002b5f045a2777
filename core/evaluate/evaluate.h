// SPDX-License-Identifier: GPL-3.0-or-later
// The one function of the core: a scenario goes in, an evaluation comes out.
#pragma once

#include "evaluate/evaluation.h"
#include "units/result.h"

namespace shardscape {

/// What the caller wants beside the numbers. The search asks for nothing, the window for everything.
struct EvaluateOptions {
    bool linkMap = true;     ///< bytes per directed link
    bool timeline = true;    ///< keep the task list
    bool derivations = true; ///< record how every number came about
    bool curve = false;      ///< throughput against latency over the concurrency, for inference
};

/// Evaluates a scenario whose references were looked up. Pure and re-entrant: the same inputs give the same result, bit for bit, and any
/// number of threads may call it. An illegal plan is a failure with all its problems; a legal plan that does not fit is an evaluation
/// with `fits` false.
[[nodiscard]] Result<Evaluation> evaluate(const Scenario& scenario, std::shared_ptr<const Inputs> inputs, const EvaluateOptions& options = {});

} // namespace shardscape
