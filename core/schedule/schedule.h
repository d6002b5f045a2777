// SPDX-License-Identifier: GPL-3.0-or-later
// Pipeline schedules and their simulation. A schedule is one file that orders the tasks of each stage; the simulator gives them times.
#pragma once

#include "plan/parallelism.h"
#include "schedule/timeline.h"
#include "units/result.h"

#include <optional>
#include <vector>

namespace shardscape {

/// Times of the pieces of one micro-batch: one entry for all, or one per [stage * held + chunk], held = chunksPerStage(kind, chunks).
/// A chunk's times are those of the chunk itself (not of the whole stage). Schedules that do not split the backward take
/// backwardInput + backwardWeight for it.
struct TaskTimes {
    std::vector<double> forward;
    std::vector<double> backwardInput;
    std::vector<double> backwardWeight;
    /// Time of an overlapped forward-backward pair; empty = forward + backwardInput + backwardWeight. A pair of two chunks takes the
    /// forward's part of the one and the backward's part of the other, each part in proportion to the times alone.
    std::vector<double> overlappedPair;
    double p2p = 0.0;             ///< latency plus transfer of one activation between different stages
    bool p2pBlocksSender = false; ///< synchronous sends occupy the sender for p2p as well, as tasks of kind Communication
    /// With p2pBlocksSender: time of a send of each [stage * held + chunk], where its neighbors are not equally far; empty = p2p for all.
    std::vector<double> blockingSend = {};
    /// Uneven micro-batches (sequences of variable length): how many times the times above the tasks of each micro-batch take. Empty = 1
    /// for all. Transfers stay p2p, which is mostly latency where it shows at all. The order of a schedule does not depend on it.
    std::vector<double> microbatchFactor = {};
};

struct ScheduleRequest {
    ScheduleKind kind = ScheduleKind::OneFOneB;
    int stages = 1;
    int microbatches = 1;
    int chunks = 1; ///< model chunks per stage (V); 1 for DualPipe, whose mirrored copy is not counted
    TaskTimes times;
    /// 1F1B and interleaved only: every steady forward runs overlapped with a backward of another micro-batch, so that the expert
    /// all-to-all of the one hides under the other; one more micro-batch (chunk) is in flight. DualPipe always does so.
    bool overlapPairs = false;
    /// Interleaved only: micro-batches that pass a chunk before the next chunk takes over, from p to m; the last group must not be shorter
    /// than p. 0 = as near to p as the count allows.
    int microbatchGroupSize = 0;
};

/// Chunks per stage (V) when the user says nothing: 2 where the schedule is V-shaped or interleaved, else 1.
[[nodiscard]] int defaultChunks(ScheduleKind kind);

/// The most tasks one step may have; more is a problem that names this number.
inline constexpr long long taskLimit = 4'000'000;
/// The most stages of one pipeline.
inline constexpr int stageLimit = 4096;

/// Orders and times one step. Problems: counts out of range, a schedule that does not exist for these counts (with the nearest legal
/// ones), more than the task limit.
[[nodiscard]] Result<Timeline> simulateSchedule(const ScheduleRequest& request);

/// Uniform times as the `schedule` command defines them: F, B, W of a device's whole share; a chunk takes 1/chunks of each. The vectors
/// have one entry. `overlappedPair` is the time of a whole device's pair; nothing = F + B + W. p2p is not divided.
[[nodiscard]] TaskTimes uniformTimes(int stages, int chunks, double forward, double backwardInput, double backwardWeight,
                                     std::optional<double> overlappedPair, double p2p);

} // namespace shardscape
