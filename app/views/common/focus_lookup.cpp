// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/focus_lookup.h"

#include <algorithm>

namespace shardscape {

Focus memoryFocus(int stage, std::optional<MemoryPart> part)
{
    if (!part)
        return {Focus::Kind::Stage, stage};
    return {Focus::Kind::MemoryPart, stage * static_cast<qint64>(memoryPartCount) + static_cast<qint64>(*part)};
}

int rankOnGpu(const Evaluation& evaluation, int gpu)
{
    if (evaluation.plan == nullptr)
        return -1;
    const DeviceMesh& mesh = evaluation.plan->mesh;
    if (!mesh.isPermuted())
        return gpu >= 0 && gpu < mesh.ranks() ? gpu : -1;
    for (int rank = 0; rank < mesh.ranks(); ++rank)
        if (mesh.gpuOf(rank) == gpu)
            return rank;
    return -1;
}

std::optional<int> stageOfFocus(Focus focus, const Evaluation& evaluation)
{
    std::optional<qint64> stage;
    switch (focus.kind) {
    case Focus::Kind::None:
    case Focus::Kind::Link:
    case Focus::Kind::Group: break;
    case Focus::Kind::Stage: stage = focus.id; break;
    case Focus::Kind::MemoryPart: stage = focus.id / static_cast<qint64>(memoryPartCount); break;
    case Focus::Kind::Gpu:
        if (const int rank = rankOnGpu(evaluation, static_cast<int>(focus.id)); rank >= 0)
            stage = evaluation.plan->mesh.coordinateOf(rank).pp;
        break;
    case Focus::Kind::Task:
        if (evaluation.timeline != nullptr && focus.id >= 0 && focus.id < static_cast<qint64>(evaluation.timeline->size())) {
            const auto& lanes = evaluation.timeline->laneBegin;
            stage = std::upper_bound(lanes.begin(), lanes.end(), static_cast<std::uint32_t>(focus.id)) - lanes.begin() - 1;
        }
        break;
    }
    if (!stage || *stage < 0 || *stage >= static_cast<qint64>(evaluation.memory.byStage.size()))
        return std::nullopt;
    return static_cast<int>(*stage);
}

} // namespace shardscape
