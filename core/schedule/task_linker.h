// SPDX-License-Identifier: GPL-3.0-or-later
// Resolves which task each task waits for. Internal to the task graph; values, one thread.
//
// Arrays that are walked on all stages at once are laid out with a gap between two stages. Without it the stages of a power-of-two
// schedule lie a power of two apart, all of them fall into the same few cache sets, and every access goes to memory (measured: 2.5 times
// slower at 64 stages of 8192 tasks).
#pragma once

#include "schedule/task_graph.h"
#include "schedule/task_route.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace shardscape {

inline constexpr std::uint32_t stageGap = 48;
inline constexpr std::uint32_t noProducer = ~0U;
inline constexpr std::uint32_t fromOtherStage = 1U << 31U;

/// A task at its index plus stage * stageGap.
struct LinkedTask {
    std::uint32_t producer;  ///< gapped index of the producing task, fromOtherStage set where a transfer lies between; or noProducer
    std::uint32_t timeClass; ///< index into the table of durations
};

struct LinkedTasks {
    std::unique_ptr<LinkedTask[]> task;
    std::size_t size = 0; ///< with gaps
};

/// Resolves \p tasks (everything but times). Fills the plain task index of each producer into \p sources.
[[nodiscard]] LinkedTasks linkTasks(const ScheduleRequest& request, const Timeline& tasks, std::vector<TaskSource>& sources);

} // namespace shardscape
