// SPDX-License-Identifier: GPL-3.0-or-later
// What a timeline says beyond its bars: the chain of tasks that sets the step time, what every idle interval waits for, the bubble by
// cause, and activation memory over time. Pure functions of the timeline, O(tasks) each; any thread.
#pragma once

#include "schedule/timeline.h"
#include "units/enum_names.h"

#include <array>
#include <cstdint>
#include <vector>

namespace shardscape {

/// Why a stage idles.
enum class IdleCause : std::uint8_t {
    WarmUp,     ///< before its first task, or between its first forwards and its first backward
    Drain,      ///< after its last forward, or after its last task
    Imbalance,  ///< the producer was at work all the while: the other stage is slower
    Transfer,   ///< the input was under way between two stages
    Dependency, ///< the producer was itself waiting: the order leaves a hole
};
inline constexpr std::size_t idleCauses = 5;

template <> struct EnumNames<IdleCause> {
    static constexpr std::array<EnumName<IdleCause>, idleCauses> table{{{IdleCause::WarmUp, "warm_up"},
                                                                        {IdleCause::Drain, "drain"},
                                                                        {IdleCause::Imbalance, "imbalance"},
                                                                        {IdleCause::Transfer, "p2p"},
                                                                        {IdleCause::Dependency, "dependency"}}};
};

/// A time in which a stage has nothing to do.
struct IdleInterval {
    int stage = 0;
    double start = 0;
    double end = 0;
    IdleCause cause = IdleCause::Dependency;
    std::int32_t next = -1;     ///< the task that runs afterwards; -1 after the last one
    std::int32_t waitsFor = -1; ///< the task whose output it waits for; -1 when nothing is left to do
};

/// All idle intervals from 0 to the end of the step, by stage and time. A wait that ends with a transfer is cut in two.
[[nodiscard]] std::vector<IdleInterval> idleIntervals(const Timeline& timeline);

/// Idle time of all stages together by cause; adds up to stages * makespan - busy time. Communication tasks count as transfers.
[[nodiscard]] std::array<double, idleCauses> bubbleByCause(const Timeline& timeline);

/// The chain of tasks that sets the step time, first to last: each one starts when the one before it (or its transfer) ends.
[[nodiscard]] std::vector<std::int32_t> criticalPath(const Timeline& timeline);

/// What a task takes its inputs from and gives its output to, wherever they run.
struct TaskLinks {
    std::vector<std::int32_t> inputs;
    std::vector<std::int32_t> outputs;
};

/// The neighbors of a task on its micro-batch's way through the pipeline: all forwards, then all backwards, in the order they ran; a
/// weight gradient follows the input gradient of its stage and chunk. \pre 0 <= task < tasks.
[[nodiscard]] TaskLinks linksOf(const Timeline& timeline, std::int32_t task);

/// Activation memory of a stage as a step function.
struct MemoryCurve {
    std::vector<double> time;  ///< of each change, ascending; the first is 0
    std::vector<double> bytes; ///< from that time on
    double peak = 0;
    double peakTime = 0;
};

/// Activations of a stage over time: taken at the start of a forward, freed at the end of the backward, or, where it is split, of the
/// weight gradient. \param bytesPerChunk activation bytes of one micro-batch by chunk of this stage, one entry or timeline.chunks.
/// \param backwardBytes working set of a backward or input gradient, held while one runs
[[nodiscard]] MemoryCurve activationsOverTime(const Timeline& timeline, int stage, const std::vector<double>& bytesPerChunk,
                                              double backwardBytes = 0.0);

} // namespace shardscape
