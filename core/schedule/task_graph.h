// SPDX-License-Identifier: GPL-3.0-or-later
// Ordered tasks with their dependencies resolved, ready to be timed: the half of the simulation that does not depend on task times. Make
// it once, time it as often as a slider moves. Immutable once made; any thread may time it into its own timeline.
#pragma once

#include "schedule/schedule.h"

#include <cstdint>
#include <vector>

namespace shardscape {

/// Tasks as in Timeline (stage by stage, in running order), with what each waits for and an order in which one pass can time them.
struct TaskGraph {
    ScheduleKind schedule = ScheduleKind::OneFOneB;
    int slotCount = 0; ///< stages * chunks held; slot = stage * held + chunk
    Timeline untimed;  ///< everything but start, end and waitedFor
    /// Per task: index of the producing task (low 30 bits) and where it is (high 2 bits, see Producer).
    std::vector<std::uint32_t> producer;
    std::vector<std::uint32_t> timeClass; ///< per task: index into the table of durations, class * slots + slot
    /// Indices of all tasks, producers first. Neighbors lie on different stages and do not wait for each other, so that the pass is not
    /// one long chain. The top bit marks the first task of a stage.
    std::vector<std::uint32_t> wave;

    [[nodiscard]] std::size_t size() const { return wave.size(); }
};

/// Checks the request, orders the tasks and resolves their dependencies. Task times matter only to schedules that search for an order.
[[nodiscard]] Result<TaskGraph> orderSchedule(const ScheduleRequest& request);

/// Times the tasks of a graph: each starts when its stage is free and its input has arrived. O(tasks), one pass, no allocation where
/// \p timeline was made by an earlier call for the same graph. Problems: counts or values of \p times, as in simulateSchedule().
[[nodiscard]] Result<void> timeSchedule(const TaskGraph& graph, const TaskTimes& times, Timeline& timeline);

/// Everything wrong with the counts and times of a request; empty when it can be ordered.
[[nodiscard]] Problems checkRequest(const ScheduleRequest& request);
/// Everything wrong with task times for that many slots.
[[nodiscard]] Problems checkTimes(const TaskTimes& times, int slotCount);

namespace graph_detail {

enum class Producer : std::uint32_t { None, SameStage, OtherStage };
/// Classes of durations; a pair's parts share the pair's time.
enum class TimeClass : std::uint32_t { Forward, BackwardInput, BackwardWeight, Backward, Communication, PairForward, PairBackward };
inline constexpr std::uint32_t timeClasses = 7;
inline constexpr std::uint32_t indexMask = (1U << 30U) - 1U;
inline constexpr std::uint32_t firstOfStage = 1U << 31U;

} // namespace graph_detail

} // namespace shardscape
