// SPDX-License-Identifier: GPL-3.0-or-later
// Pipeline schedules and their simulation. A schedule is one file that orders the tasks of each stage; the simulator gives them times.
#pragma once

#include "plan/parallelism.h"
#include "schedule/timeline.h"
#include "units/result.h"

#include <optional>
#include <vector>

namespace shardscape {

/// Times of the pieces of one micro-batch. Either uniform, or one entry per [stage * chunks + chunk].
/// A chunk's times are those of the chunk itself (not of the whole stage).
struct TaskTimes {
    std::vector<double> forward;
    std::vector<double> backwardInput;
    std::vector<double> backwardWeight;
    /// Time of an overlapped forward-backward pair (DualPipe); empty = forward + backwardInput + backwardWeight.
    std::vector<double> overlappedPair;
    double p2p = 0.0;           ///< latency plus transfer of one activation between different stages
    bool p2pBlocksSender = false; ///< synchronous sends occupy the sender for p2p as well
};

struct ScheduleRequest {
    ScheduleKind kind = ScheduleKind::OneFOneB;
    int stages = 1;
    int microbatches = 1;
    int chunks = 1; ///< model chunks per stage (V)
    TaskTimes times;
};

/// Orders and times one step. Problems: counts out of range, a schedule that does not exist for these counts (with the nearest legal
/// ones), more than the task limit.
[[nodiscard]] Result<Timeline> simulateSchedule(const ScheduleRequest& request);

/// Uniform times as the `schedule` command defines them: F, B, W of a device's whole share; a chunk takes 1/chunks of each.
[[nodiscard]] TaskTimes uniformTimes(int stages, int chunks, double forward, double backwardInput, double backwardWeight,
                                     std::optional<double> overlappedPair, double p2p);

} // namespace shardscape
