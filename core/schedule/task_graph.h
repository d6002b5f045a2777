// SPDX-License-Identifier: GPL-3.0-or-later
// Ordered tasks with their dependencies resolved, ready to be timed: the half of the simulation that does not depend on task times. Make
// it once, time it as often as a slider moves. Immutable once made; any thread may time it into its own timeline.
#pragma once

#include "schedule/schedule.h"

#include <cstdint>
#include <vector>

namespace shardscape {

/// One step of the pass that times all tasks. Steps are numbered from 1; step 0 stands for the start of the whole.
struct WaveStep {
    std::uint32_t before = 0;    ///< step of the task before this one on the stage; 0 = none
    std::uint32_t producer = 0;  ///< step whose output this one waits for, top bit = a transfer lies between; 0 = none
    std::uint32_t timeClass = 0; ///< index into the table of durations, class * slots + slot
};

/// Where a task finds its times in the wave.
struct TaskSource {
    std::uint32_t step = 0;     ///< its own step
    std::int32_t producer = -1; ///< the task it waits for; -1 = none
};

/// Times of a step of the wave. Start and end lie together because whoever reads the one needs the other.
struct StepSpan {
    double start = 0.0;
    double end = 0.0;
};

/// Tasks as in Timeline (stage by stage, in running order), and the same tasks as a wave: the first tasks of all stages, then the second
/// ones and so on, producers first. Timing walks the wave, where all it needs lies close together; then the result is dealt out by stage.
struct TaskGraph {
    ScheduleKind schedule = ScheduleKind::OneFOneB;
    int slotCount = 0;                           ///< stages * chunks held; slot = stage * held + chunk
    Timeline untimed;                            ///< everything but start, end and waitedFor
    std::vector<WaveStep> wave;                  ///< [step - 1]
    std::vector<TaskSource> source;              ///< per task
    std::vector<std::uint8_t> pairsWithNextStep; ///< per step - 1; empty = no pairs

    [[nodiscard]] std::size_t size() const { return wave.size(); }
};

/// Checks the request, orders the tasks and resolves their dependencies. Task times matter only to schedules that search for an order.
[[nodiscard]] Result<TaskGraph> orderSchedule(const ScheduleRequest& request);

/// The order alone: a timeline without times. The first half of both ways of simulating.
[[nodiscard]] Result<Timeline> orderTasks(const ScheduleRequest& request);
/// The problem of an order whose stages wait for each other.
[[nodiscard]] Problem orderWaitsForItself(const ScheduleRequest& request);

/// Room that timing needs; keep it between calls to save making it each time.
using TimingScratch = std::vector<StepSpan>;

/// Times the tasks of a graph: each starts when its stage is free and its input has arrived. O(tasks), no allocation where \p timeline
/// and \p scratch were made by an earlier call for the same graph. Problems: counts or values of \p times, as in simulateSchedule().
[[nodiscard]] Result<void> timeSchedule(const TaskGraph& graph, const TaskTimes& times, Timeline& timeline, TimingScratch& scratch);
[[nodiscard]] Result<void> timeSchedule(const TaskGraph& graph, const TaskTimes& times, Timeline& timeline);

/// Everything wrong with the counts and times of a request; empty when it can be ordered.
[[nodiscard]] Problems checkRequest(const ScheduleRequest& request);
/// Everything wrong with task times for that many slots.
[[nodiscard]] Problems checkTimes(const TaskTimes& times, int slotCount);

/// Everything wrong with the factors of uneven micro-batches.
[[nodiscard]] Problems checkFactors(const TaskTimes& times, int microbatches);

namespace graph_detail {

inline constexpr std::uint32_t stepMask = (1U << 31U) - 1U;

} // namespace graph_detail

} // namespace shardscape
