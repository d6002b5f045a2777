// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/in_flight.h"

#include "plan/virtual_stage.h"
#include "schedule/time_classes.h"

#include <algorithm>

namespace shardscape {

bool hasFixedOrder(ScheduleKind kind) { return chunkPlacement(kind) != ChunkPlacement::VShape || kind == ScheduleKind::DualPipeV; }

ChunksHeld chunksHeld(const Timeline& tasks, std::size_t stage)
{
    ChunksHeld most;
    ChunksHeld held;
    const auto begin = tasks.kind.begin() + tasks.laneBegin[stage];
    const auto end = tasks.kind.begin() + tasks.laneBegin[stage + 1];
    const auto isBackward = [](TaskKind kind) { return kind == TaskKind::Backward || kind == TaskKind::BackwardInput; };
    if (std::none_of(begin, end, isBackward))
        return begin == end ? most : ChunksHeld{1, 1};
    for (auto kind = begin; kind != end; ++kind) {
        switch (*kind) {
        case TaskKind::Forward:
            most.untilInput = std::max(most.untilInput, ++held.untilInput);
            most.untilWeight = std::max(most.untilWeight, ++held.untilWeight);
            break;
        case TaskKind::BackwardInput: --held.untilInput; break;
        case TaskKind::BackwardWeight: --held.untilWeight; break;
        case TaskKind::Backward:
            --held.untilInput;
            --held.untilWeight;
            break;
        case TaskKind::Communication:
        case TaskKind::Optimizer: break;
        }
    }
    return most;
}

std::vector<double> peaksInFlightUntilWeight(const Timeline& tasks)
{
    const double share = 1.0 / tasks.chunksPerMicrobatch;
    std::vector<double> peaks;
    for (std::size_t stage = 0; stage < static_cast<std::size_t>(tasks.stages); ++stage)
        peaks.push_back(chunksHeld(tasks, stage).untilWeight * share);
    return peaks;
}

std::vector<double> tasksByClass(const Timeline& tasks, const std::vector<double>& microbatchFactor)
{
    const auto held = static_cast<std::size_t>(tasks.chunks);
    const std::size_t slots = static_cast<std::size_t>(tasks.stages) * held;
    std::vector<double> counts(slots * graph_detail::timeClasses);
    for (std::size_t stage = 0; stage < static_cast<std::size_t>(tasks.stages); ++stage)
        for (std::uint32_t i = tasks.laneBegin[stage]; i < tasks.laneBegin[stage + 1]; ++i) {
            const auto timeClass = static_cast<std::size_t>(timeClassOf(tasks, i, i == tasks.laneBegin[stage]));
            const bool scaled = !microbatchFactor.empty() && tasks.kind[i] != TaskKind::Communication;
            counts[timeClass * slots + stage * held + tasks.chunk[i]] +=
                scaled ? microbatchFactor[static_cast<std::size_t>(tasks.microbatch[i])] : 1.0;
        }
    return counts;
}

} // namespace shardscape
