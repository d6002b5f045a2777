// SPDX-License-Identifier: GPL-3.0-or-later
// What a schedule's order says before it has times: how many micro-batches a stage holds. For searches, which ask for memory first.
// Pure, any thread.
#pragma once

#include "schedule/schedule.h"

namespace shardscape {

/// False for schedules that search for an order that suits the task times.
[[nodiscard]] bool hasFixedOrder(ScheduleKind kind);

/// Peaks per stage as in TimelineSummary, which are counts of the order. \pre hasFixedOrder(). Problems: those of simulateSchedule().
[[nodiscard]] Result<std::vector<double>> peaksInFlightUntilWeight(const ScheduleRequest& request);

} // namespace shardscape
