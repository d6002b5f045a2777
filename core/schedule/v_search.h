// SPDX-License-Identifier: GPL-3.0-or-later
// The search behind the V-shaped zero-bubble schedules ("Pipeline Parallelism with Controllable Memory", Qi et al. 2024). A micro-batch
// follows a building block that repeats every six units (two each of F, B, W); how far apart the stages run it decides how long
// activations live. All blocks of the wanted life span without collisions are tried by list scheduling within the memory limit, and the
// one with the shortest step is kept. Used by zb_v.cpp, v_half.cpp and v_min.cpp; plain functions, any thread.
#pragma once

#include "schedule/v_list_scheduler.h"

namespace shardscape {

struct VFamily {
    int stepSum = 12;       ///< units between neighboring stages, summed over the four passes: 12 ZB-V, 6 V-Half, 4 V-Min
    int mostChunksHeld = 0; ///< activations of chunks that a stage may hold until their W
};

/// Appends the best order found, \p known among them when it is not empty. Where no block keeps the limit (very few micro-batches never
/// meet it) the limit grows by one chunk.
void orderVFamily(const ScheduleRequest& request, const VFamily& family, const VLanes& known, TaskOrder& order);

} // namespace shardscape
