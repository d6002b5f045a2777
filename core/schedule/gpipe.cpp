// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/task_order.h"

namespace shardscape {

/// GPipe (Huang et al. 2019): every forward, then every backward. With chunks it is the looped breadth-first order (Lamy-Poirier 2023).
void orderGPipe(const ScheduleRequest& request, TaskOrder& order)
{
    for (int stage = 0; stage < request.stages; ++stage) {
        order.beginStage();
        for (int chunk = 0; chunk < request.chunks; ++chunk)
            for (int i = 0; i < request.microbatches; ++i)
                order.add(TaskKind::Forward, chunk, i);
        for (int chunk = request.chunks - 1; chunk >= 0; --chunk)
            for (int i = 0; i < request.microbatches; ++i)
                order.add(TaskKind::Backward, chunk, i);
    }
}

} // namespace shardscape
