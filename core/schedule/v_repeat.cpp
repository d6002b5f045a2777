// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/v_repeat.h"

#include <algorithm>
#include <cstdint>

namespace shardscape {

namespace {

constexpr std::ptrdiff_t tasksPerMicrobatch = 6;

using Lane = std::vector<VTask>;

/// The first pass of a micro-batch on its way: where a stage's period begins.
Lane::const_iterator entryOf(const Lane& lane, int microbatch)
{
    return std::find_if(lane.begin(), lane.end(), [microbatch](const VTask& task) {
        return task.kind == TaskKind::Forward && task.chunk == 0 && task.microbatch == microbatch;
    });
}

/// One pass of each kind and chunk between two entries.
bool isPeriod(Lane::const_iterator from, Lane::const_iterator to)
{
    if (to - from != tasksPerMicrobatch)
        return false;
    std::uint32_t seen = 0;
    for (; from != to; ++from)
        seen |= 1U << (2U * static_cast<std::uint32_t>(from->kind) + from->chunk);
    return seen == 0b111111U; // forward, input gradient and weight gradient of both chunks
}

Lane lengthened(const Lane& lane, int entry, int more)
{
    const auto from = entryOf(lane, entry);
    const auto to = from + tasksPerMicrobatch;
    Lane longer(lane.begin(), to);
    longer.reserve(lane.size() + static_cast<std::size_t>(more * tasksPerMicrobatch));
    const auto append = [&longer](VTask task, int shift) {
        task.microbatch += shift;
        longer.push_back(task);
    };
    for (int k = 1; k <= more; ++k)
        std::for_each(from, to, [&](const VTask& task) { append(task, k); });
    std::for_each(to, lane.end(), [&](const VTask& task) { append(task, more); });
    return longer;
}

} // namespace

bool repeatSteadyStretch(int microbatches, int wanted, VLanes& lanes)
{
    const int more = wanted - microbatches;
    if (more == 0)
        return true;
    static_assert(static_cast<int>(TaskKind::Forward) == 0 && static_cast<int>(TaskKind::BackwardWeight) == 2);
    for (int entry = microbatches - 2; entry >= microbatches / 2; --entry) {
        const auto repeats = [entry](const Lane& lane) { return isPeriod(entryOf(lane, entry), entryOf(lane, entry + 1)); };
        if (!std::all_of(lanes.begin(), lanes.end(), repeats))
            continue;
        for (Lane& lane : lanes)
            lane = lengthened(lane, entry, more);
        return true;
    }
    return false;
}

} // namespace shardscape
