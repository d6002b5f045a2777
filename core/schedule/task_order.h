// SPDX-License-Identifier: GPL-3.0-or-later
// The order of the tasks on every stage, before they have times, and the table of schedules that make it. A schedule is one file with one
// function of type OrderBuilder and one line in the table of task_order.cpp. Used by the simulator only; values, any thread.
#pragma once

#include "schedule/schedule.h"

#include <cstdint>
#include <vector>

namespace shardscape {

/// Tasks of all stages, stage by stage, each stage in the order it runs them. Schedules append to it.
struct TaskOrder {
    /// Room for this many tasks; more are allowed.
    void reserve(std::size_t tasks);
    void beginStage() { laneBegin.push_back(static_cast<std::uint32_t>(kind.size())); }
    void add(TaskKind taskKind, int taskChunk, int taskMicrobatch)
    {
        kind.push_back(taskKind);
        chunk.push_back(static_cast<std::uint8_t>(taskChunk));
        microbatch.push_back(taskMicrobatch);
    }
    /// A forward and a fused backward that run overlapped (DualPipe's F&B).
    void addPair(int forwardChunk, int forwardMicrobatch, int backwardChunk, int backwardMicrobatch);
    /// Closes the last stage and the flags.
    void finish();

    [[nodiscard]] std::size_t size() const { return kind.size(); }

    std::vector<std::uint32_t> laneBegin;
    std::vector<TaskKind> kind;
    std::vector<std::uint8_t> chunk;
    std::vector<std::int32_t> microbatch;
    std::vector<std::uint8_t> pairedWithNext; ///< empty, or one flag per task
    Problems notes;
};

/// Appends the order of every stage. The request has been checked by checkRequest().
using OrderBuilder = void (*)(const ScheduleRequest& request, TaskOrder& order);

/// What a schedule is, beside its order: which counts it takes.
struct ScheduleRule {
    ScheduleKind kind;
    OrderBuilder build;
    int minChunks;
    int maxChunks;
    int tasksPerVisit;  ///< tasks of one micro-batch in one chunk: 1 forward only, 2 fused backward, 3 split backward (upper bound)
    bool twoDirections; ///< DualPipe and DualPipe-V: even counts and m >= 2p
};

[[nodiscard]] const ScheduleRule& scheduleRule(ScheduleKind kind);

void orderGPipe(const ScheduleRequest& request, TaskOrder& order);
void orderOneFOneB(const ScheduleRequest& request, TaskOrder& order);
void orderInterleaved(const ScheduleRequest& request, TaskOrder& order);
void orderForwardOnly(const ScheduleRequest& request, TaskOrder& order);
void orderZbH1(const ScheduleRequest& request, TaskOrder& order);
void orderZbH2(const ScheduleRequest& request, TaskOrder& order);
void orderZbV(const ScheduleRequest& request, TaskOrder& order);
void orderVHalf(const ScheduleRequest& request, TaskOrder& order);
void orderVMin(const ScheduleRequest& request, TaskOrder& order);
void orderDualPipe(const ScheduleRequest& request, TaskOrder& order);
void orderDualPipeV(const ScheduleRequest& request, TaskOrder& order);

} // namespace shardscape
