// SPDX-License-Identifier: GPL-3.0-or-later
// List scheduling of a V-shaped pipeline within a memory limit: every stage takes the pass its building block wants next, may look past
// it while it waits, and fills what is left with weight gradients. Used by the search of these schedules only.
#pragma once

#include "schedule/task_order.h"
#include "schedule/v_block.h"

#include <vector>

namespace shardscape {

struct VTrial {
    VBlock block;
    int window = 1;         ///< passes a waiting stage looks at, in the block's order
    bool unitTimes = false; ///< order as if every task took one unit, as the building block assumes
    bool patient = false;   ///< no weight gradient that would delay a pass known to arrive meanwhile
    int mostChunksHeld = 0;
    int microbatches = 1;
};

struct VOutcome {
    double makespan = 0;
    double span = 0;
};

struct VTask {
    TaskKind kind;
    std::uint8_t chunk;
    std::int32_t microbatch;
};

using VLanes = std::vector<std::vector<VTask>>; ///< by stage

/// Orders one trial by list scheduling; false when the limit makes the stages wait for each other.
[[nodiscard]] bool orderVTrial(const ScheduleRequest& request, const VTrial& trial, VLanes& lanes);

/// Times an order with the request's task times. \pre the order is one that orderVTrial() made for that many micro-batches.
[[nodiscard]] VOutcome timeVOrder(const ScheduleRequest& request, int microbatches, const VLanes& lanes);

} // namespace shardscape
