// SPDX-License-Identifier: GPL-3.0-or-later
// How long a schedule takes, without its timeline: what evaluations ask for, searches again and again. Pure, any thread.
#pragma once

#include "schedule/task_graph.h"

namespace shardscape {

/// The figures of TimelineSummary, to the last bit.
struct ScheduleSpans {
    double makespan = 0;
    double stageSpan = 0;
};

/// A graph timed as it is, and with all activations arriving at once.
struct StepSpans {
    ScheduleSpans sent;
    ScheduleSpans immediate;
    std::vector<double> durations; ///< of tasks by [class * slots + slot], see durationTable()
};

/// \pre checkTimes() and checkFactors() found nothing. \param scratch room, see timeSchedule()
[[nodiscard]] StepSpans stepSpans(const TaskGraph& graph, const TaskTimes& times, TimingScratch& scratch);

} // namespace shardscape
