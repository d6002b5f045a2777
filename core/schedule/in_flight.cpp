// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/in_flight.h"

#include "plan/virtual_stage.h"
#include "schedule/task_graph.h"

namespace shardscape {

bool hasFixedOrder(ScheduleKind kind) { return chunkPlacement(kind) != ChunkPlacement::VShape || kind == ScheduleKind::DualPipeV; }

Result<std::vector<double>> peaksInFlightUntilWeight(const ScheduleRequest& request)
{
    Result<Timeline> order = orderTasks(request);
    if (!order)
        return failure(order.error());
    order->start.assign(order->kind.size(), 0.0);
    order->end.assign(order->kind.size(), 0.0);
    return summarize(*order).peakInFlightUntilWeight;
}

} // namespace shardscape
