// SPDX-License-Identifier: GPL-3.0-or-later
// Durations by class of task and slot: what both ways of timing a schedule look up. Internal to the folder; values, any thread.
#pragma once

#include "schedule/schedule.h"

#include <cstdint>
#include <vector>

namespace shardscape {

namespace graph_detail {

/// Classes of durations; a pair's parts share the pair's time.
enum class TimeClass : std::uint32_t { Forward, BackwardInput, BackwardWeight, Backward, Communication, PairForward, PairBackward };
inline constexpr std::uint32_t timeClasses = 7;

struct SlotCounts {
    int stages = 1;
    int held = 1; ///< chunks in one stage
};

/// Durations by [class * slots + slot]. The two parts of a pair take parts of its time as
/// they would alone. \pre checkTimes() found
/// nothing.
[[nodiscard]] std::vector<double> durationTable(SlotCounts counts, const TaskTimes& times);

/// The class of a task. \param firstOfStage the task before it belongs to another stage
[[nodiscard]] inline TimeClass timeClassOf(const Timeline& tasks, std::uint32_t task, bool firstOfStage)
{
    const bool paired = !tasks.pairedWithNext.empty();
    switch (tasks.kind[task]) {
    case TaskKind::Forward: return paired && tasks.pairedWithNext[task] != 0 ? TimeClass::PairForward : TimeClass::Forward;
    case TaskKind::BackwardInput: return TimeClass::BackwardInput;
    case TaskKind::BackwardWeight: return TimeClass::BackwardWeight;
    case TaskKind::Backward:
        return paired && !firstOfStage && tasks.pairedWithNext[task - 1] != 0 ? TimeClass::PairBackward : TimeClass::Backward;
    case TaskKind::Communication:
    case TaskKind::Optimizer: break;
    }
    return TimeClass::Communication;
}

} // namespace graph_detail

using graph_detail::durationTable;
using graph_detail::timeClassOf;

} // namespace shardscape
