// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of the model a pipeline stage's chunk holds, for every schedule. A model is cut into virtual stages 0..n-1 in the order a
// forward pass visits them; this is the one place that says where each of them sits.
#pragma once

#include "plan/parallelism.h"

namespace shardscape {

/// How a schedule lays the model's virtual stages over the devices.
enum class ChunkPlacement : unsigned char {
    Looped,   ///< chunk c of stage s is virtual stage c * p + s (one chunk: plain pipeline; more: Megatron's interleaving)
    VShape,   ///< down and back: chunk 0 is s, chunk 1 is 2p - 1 - s (zero-bubble V schedules, DualPipe-V)
    Mirrored, ///< two copies of the model running against each other: chunk 0 is s, chunk 1 is p - 1 - s (DualPipe)
};

constexpr ChunkPlacement chunkPlacement(ScheduleKind kind)
{
    switch (kind) {
    case ScheduleKind::GPipe:
    case ScheduleKind::OneFOneB:
    case ScheduleKind::Interleaved:
    case ScheduleKind::ZbH1:
    case ScheduleKind::ZbH2:
    case ScheduleKind::ForwardOnly: return ChunkPlacement::Looped;
    case ScheduleKind::ZbV:
    case ScheduleKind::VHalf:
    case ScheduleKind::VMin:
    case ScheduleKind::DualPipeV: return ChunkPlacement::VShape;
    case ScheduleKind::DualPipe: return ChunkPlacement::Mirrored;
    }
    return ChunkPlacement::Looped;
}

/// Model chunks one device holds: vpp where the schedule leaves the choice, 2 where it does not.
constexpr int chunksPerStage(ScheduleKind kind, int vpp) { return chunkPlacement(kind) == ChunkPlacement::Looped ? vpp : 2; }

/// Virtual stages the model is cut into; DualPipe holds each of its p stages twice.
constexpr int virtualStages(ScheduleKind kind, int stages, int vpp)
{
    return chunkPlacement(kind) == ChunkPlacement::Mirrored ? stages : stages * chunksPerStage(kind, vpp);
}

/// The virtual stage that chunk `chunk` of device `stage` holds. \pre 0 <= stage < stages, 0 <= chunk < chunksPerStage
constexpr int virtualStage(ScheduleKind kind, int stages, int stage, int chunk)
{
    switch (chunkPlacement(kind)) {
    case ChunkPlacement::Looped: return chunk * stages + stage;
    case ChunkPlacement::VShape: return chunk == 0 ? stage : 2 * stages - 1 - stage;
    case ChunkPlacement::Mirrored: return chunk == 0 ? stage : stages - 1 - stage;
    }
    return stage;
}

} // namespace shardscape
