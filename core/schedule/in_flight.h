// SPDX-License-Identifier: GPL-3.0-or-later
// What a schedule's order says before it has times: how many tasks of each class a stage runs, and how many micro-batches it holds. For
// searches, which ask for memory first and time an order often. Pure, any thread.
#pragma once

#include "schedule/schedule.h"

#include <vector>

namespace shardscape {

/// False for schedules that search for an order that suits the task times.
[[nodiscard]] bool hasFixedOrder(ScheduleKind kind);

/// Chunks of micro-batches that a stage holds at most.
struct ChunksHeld {
    int untilInput = 0;  ///< from the forward to the end of the input gradient
    int untilWeight = 0; ///< to the end of the weight gradient
};

/// Reads the order of one stage. Of forward-only schedules each is let go at once.
[[nodiscard]] ChunksHeld chunksHeld(const Timeline& tasks, std::size_t stage);

/// Peaks per stage as in TimelineSummary, which are counts of the order.
[[nodiscard]] std::vector<double> peaksInFlightUntilWeight(const Timeline& tasks);

/// Tasks by [class * slots + slot], as the table of durations. \param microbatchFactor of TaskTimes; where there is one, the sum of the
/// tasks' factors
[[nodiscard]] std::vector<double> tasksByClass(const Timeline& tasks, const std::vector<double>& microbatchFactor);

} // namespace shardscape
