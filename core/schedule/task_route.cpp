// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/task_route.h"

#include "plan/virtual_stage.h"

#include <utility>

namespace shardscape {

TaskRoute makeRoute(const ScheduleRequest& request)
{
    const int held = chunksPerStage(request.kind, request.chunks);
    const auto slotTotal = static_cast<std::size_t>(request.stages * held);
    const auto length = static_cast<std::size_t>(virtualStages(request.kind, request.stages, request.chunks));
    const bool twoWays = request.kind == ScheduleKind::DualPipe; // each direction is a way of its own
    std::vector<std::uint32_t> slotAt(slotTotal);
    for (int stage = 0; stage < request.stages; ++stage)
        for (int chunk = 0; chunk < held; ++chunk) {
            const std::size_t way = twoWays ? static_cast<std::size_t>(chunk) * length : 0;
            const auto position = static_cast<std::size_t>(virtualStage(request.kind, request.stages, stage, chunk));
            slotAt[way + position] = static_cast<std::uint32_t>(stage * held + chunk);
        }
    TaskRoute route{std::vector<std::uint32_t>(slotTotal, noSlot), std::vector<std::uint32_t>(slotTotal, noSlot)};
    for (std::size_t i = 0; i + 1 < slotTotal; ++i)
        if ((i + 1) % length != 0) {
            route.after[slotAt[i]] = slotAt[i + 1];
            route.before[slotAt[i + 1]] = slotAt[i];
        }
    return route;
}

void insertSends(const ScheduleRequest& request, TaskOrder& order)
{
    const auto held = static_cast<std::uint32_t>(chunksPerStage(request.kind, request.chunks));
    const TaskRoute route = makeRoute(request);
    TaskOrder sending;
    sending.notes = std::move(order.notes);
    const auto sends = [&](std::size_t i, std::uint32_t stage) {
        if (order.kind[i] == TaskKind::BackwardWeight)
            return false;
        const std::uint32_t slot = stage * held + order.chunk[i];
        const std::uint32_t to = order.kind[i] == TaskKind::Forward ? route.after[slot] : route.before[slot];
        return to != noSlot && to / held != stage;
    };
    for (std::uint32_t stage = 0; stage + 1 < order.laneBegin.size(); ++stage) {
        sending.beginStage();
        for (std::size_t i = order.laneBegin[stage]; i < order.laneBegin[stage + 1]; ++i) {
            sending.add(order.kind[i], order.chunk[i], order.microbatch[i]);
            if (sends(i, stage))
                sending.add(TaskKind::Communication, order.chunk[i], order.microbatch[i]);
        }
    }
    sending.finish();
    order = std::move(sending);
}

} // namespace shardscape
