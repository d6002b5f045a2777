// SPDX-License-Identifier: GPL-3.0-or-later
// The way of a micro-batch through the slots (stage * held + chunk) of a pipeline. Used where dependencies are resolved; values.
#pragma once

#include "schedule/task_order.h"

#include <cstdint>
#include <vector>

namespace shardscape {

inline constexpr std::uint32_t noSlot = ~0U;

/// Which slot a micro-batch visits before and after each.
struct TaskRoute {
    std::vector<std::uint32_t> before;
    std::vector<std::uint32_t> after;
};

[[nodiscard]] TaskRoute makeRoute(const ScheduleRequest& request);

/// Inserts a blocking send behind every task whose output leaves the stage. Overlapped pairs are taken apart: a stage that waits for its
/// sends overlaps nothing.
void insertSends(const ScheduleRequest& request, TaskOrder& order);

} // namespace shardscape
