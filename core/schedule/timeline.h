// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline: when every task of a pipeline step starts and ends, what it is, and what it waited for. This is the one event list
// behind the pipeline picture, memory over time, exposed communication and the trace export. Flat arrays, immutable once made; a
// million tasks take about 30 MB.
#pragma once

#include "units/enum_names.h"
#include "units/result.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace shardscape {

enum class TaskKind : std::uint8_t {
    Forward,        ///< F
    BackwardInput,  ///< B: gradient of the input
    BackwardWeight, ///< W: gradient of the weights
    Backward,       ///< BW: both, fused
    Communication,  ///< exposed communication on the compute stream's critical path
    Optimizer,
};

template <> struct EnumNames<TaskKind> {
    static constexpr std::array<EnumName<TaskKind>, 6> table{{{TaskKind::Forward, "F"},
                                                              {TaskKind::BackwardInput, "B"},
                                                              {TaskKind::BackwardWeight, "W"},
                                                              {TaskKind::Backward, "BW"},
                                                              {TaskKind::Communication, "C"},
                                                              {TaskKind::Optimizer, "O"}}};
};

/// Tasks of all stages, stage by stage and by start inside a stage. Times are seconds from the start of the step (arbitrary units for
/// the `schedule` command).
struct Timeline {
    int stages = 0;
    int microbatches = 0;
    int chunks = 1;                       ///< chunks held by one stage (2 for DualPipe)
    int chunksPerMicrobatch = 1;          ///< chunks of one stage that one micro-batch passes (1 for DualPipe, else the same)
    std::vector<std::uint32_t> laneBegin; ///< [stage] first task; laneBegin[stages] = number of tasks
    std::vector<double> start;
    std::vector<double> end;
    std::vector<TaskKind> kind;
    std::vector<std::int32_t> microbatch;
    std::vector<std::uint8_t> chunk;
    std::vector<std::int32_t> waitedFor; ///< the task on another stage (or earlier on this one) that decided the start; -1 = none
    /// 1 = forward that runs overlapped with the backward that follows it (DualPipe): both inputs are awaited before the forward, both
    /// outputs leave after the backward, and the two intervals share the pair's time in proportion. Empty = no pairs.
    std::vector<std::uint8_t> pairedWithNext;
    Problems notes; ///< infos about how the order was made (uneven micro-batch groups, degenerate cases)

    [[nodiscard]] std::size_t size() const { return start.size(); }
};

/// Figures read off a timeline.
struct TimelineSummary {
    double makespan = 0;                         ///< last end - first start over all stages
    double stageSpan = 0;                        ///< the longest (last end - first start) of one stage
    double ideal = 0;                            ///< busy time of the fullest stage
    double bubbleFraction = 0;                   ///< 1 - busy / (stages * makespan)
    std::vector<double> peakInFlight;            ///< per stage, in full-stage micro-batches, until the input gradient
    std::vector<double> peakInFlightUntilWeight; ///< the same until the weight gradient
};

[[nodiscard]] TimelineSummary summarize(const Timeline& timeline);

} // namespace shardscape
