// SPDX-License-Identifier: GPL-3.0-or-later
// A step that a plan cannot beat, known without simulating its schedule. Internal to core/evaluate; pure, any thread.
#pragma once

#include "evaluate/step_parts.h"

namespace shardscape {

/// How much a bound of the step looks at.
enum class StepBound : unsigned char { Pipeline, PipelineAndTail };

/// Seconds of what all stages must do and, with a tail, of what shows of gradients, parameters and optimizer behind it; infinite where a
/// transfer never ends. \param tail of the stage where it is longest; null = left out
[[nodiscard]] double fastestStep(const StepWork& work, const DataParallelTimes* tail, const TrainingContext& context);

} // namespace shardscape
