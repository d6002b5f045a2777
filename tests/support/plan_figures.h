// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of an evaluation by which the planner is checked.
#pragma once

#include "evaluate/plan_evaluator.h"

namespace shardscape::test {

inline PlanFigures figuresOf(const Evaluation& e)
{
    PlanFigures f{.peak = e.memory.peak, .fits = e.fits};
    if (e.training) {
        f.step = e.training->step;
        f.tokensPerSecondPerGpu = e.training->tokensPerSecondPerGpu;
        f.mfu = e.training->mfu;
    } else {
        f.ttft = e.inference->ttft;
        f.tpot = e.inference->tpot;
        f.tokensPerSecondPerGpu = e.inference->outputTokensPerSecondPerGpu;
        f.outputTokensPerSecond = e.inference->outputTokensPerSecond;
        f.maxConcurrency = e.inference->maxConcurrency;
    }
    return f;
}

} // namespace shardscape::test
