// SPDX-License-Identifier: GPL-3.0-or-later
// A bound of a pipeline's time that costs no simulation. Internal to core/evaluate; pure, any thread.
#pragma once

#include "schedule/schedule.h"

namespace shardscape {

/// Seconds that no order of the schedule's tasks can beat, and the makespan and the longest stage's span least of all: every stage works
/// through all of its tasks; where the step ends together, the first micro-batch must first come down to a stage and, where weight
/// gradients are not put off, the last gradient must return from it. Rounded down so that sums in another order cannot undercut it.
[[nodiscard]] double pipelineLowerBound(const ScheduleRequest& request);

} // namespace shardscape
