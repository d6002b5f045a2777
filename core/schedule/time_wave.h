// SPDX-License-Identifier: GPL-3.0-or-later
// The pass that times all tasks of a graph: one max and one add per task. Internal to the folder; pure, any thread.
#pragma once

#include "schedule/task_graph.h"

namespace shardscape {

/// Task times as the pass reads them.
struct WaveTimes {
    std::vector<double> durations; ///< by class and slot, see durationTable()
    std::vector<double> factors;   ///< of uneven micro-batches by step - 1; empty = 1 for all
    double transfer = 0;
};

/// \pre checkTimes() and checkFactors() found nothing
[[nodiscard]] WaveTimes waveTimes(const TaskGraph& graph, const TaskTimes& times);

/// Times the steps from + 1 to \p to into steps[0 .. graph.size()]; step 0 is the start of the whole. \pre those up to \p from are
/// timed
void timeWave(const TaskGraph& graph, const WaveTimes& times, std::size_t from, std::size_t to, StepSpan* steps);

} // namespace shardscape
