// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/training_bound.h"

#include "evaluate/pipeline_bound.h"

#include <cmath>
#include <limits>

namespace shardscape {

double fastestStep(const StepWork& work, const DataParallelTimes* tail, const TrainingContext& c)
{
    constexpr double roundedDown = 1.0 - 1e-9; // the step adds it up in another order
    double seconds = pipelineLowerBound(work.schedule);
    if (tail != nullptr)
        seconds += roundedDown * (tail->exposedPerStep + tail->exposedPerMicrobatch * c.plan.microbatches + tail->optimizerSeconds +
                                  tiedEmbeddingSeconds(c));
    if (!std::isfinite(seconds + work.sendSeconds))
        return std::numeric_limits<double>::infinity();
    return stragglerFactor(c) * seconds;
}

} // namespace shardscape
