// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/stage_transfer.h"

#include "plan/virtual_stage.h"

#include <numeric>

namespace shardscape {
namespace {

constexpr double activationBytes = 2.0;

/// By stage: does the way to the next one leave the scale-up domain? The last entry is the way back to the first stage.
std::vector<bool> boundariesAcross(const TrainingContext& c)
{
    const DeviceMesh& mesh = c.plan.mesh;
    const auto stages = static_cast<std::size_t>(c.plan.layout.stages);
    if (c.pp.domains <= 1 || c.pp.domains == c.pp.ranks)
        return std::vector<bool>(stages, c.pp.domains > 1);
    const int domain = scaleUpDomainGpus(c.inputs.cluster);
    std::vector<bool> across(stages, false);
    for (int rank = 0; rank < mesh.ranks(); ++rank) {
        Coordinate at = mesh.coordinateOf(rank);
        const auto stage = static_cast<std::size_t>(at.pp);
        at.pp = (at.pp + 1) % c.plan.layout.stages;
        if (mesh.gpuOf(rank) / domain != mesh.gpuOf(mesh.rankAt(at)) / domain)
            across[stage] = true;
    }
    return across;
}

double secondsAcross(const TrainingContext& c, bool across)
{
    const bool divided = c.shape.sequenceParallel || c.efficiency.pipelineScatter > 0.0;
    const double bytes = c.shape.tokens() * c.inputs.model.hidden * activationBytes / (divided ? c.shape.tp : 1);
    const double send = slowestPrice(c, kindsInUse(c), [bytes, across](const TrainingContext& nodes) {
        GroupShape way = nodes.pp;
        if (!across)
            way.domains = 1;
        return sendSeconds(nodes.network, way, bytes);
    });
    return send + (c.overlap.pp ? 0.0 : c.efficiency.pipelineSyncSeconds);
}

} // namespace

StageTransfers stageTransfers(const TrainingContext& c)
{
    const auto stages = static_cast<std::size_t>(c.plan.layout.stages);
    if (stages == 1)
        return {};
    const std::vector<bool> across = boundariesAcross(c);
    std::vector<double> boundary;
    boundary.reserve(stages);
    for (const bool each : across)
        boundary.push_back(secondsAcross(c, each));
    StageTransfers transfers;
    transfers.mean = std::accumulate(boundary.begin(), boundary.end() - 1, 0.0) / static_cast<double>(stages - 1);
    if (boundary.front() == transfers.mean && boundary.back() == transfers.mean)
        return transfers;
    const bool wraps = c.plan.parallelism.vpp > 1 && chunkPlacement(c.plan.parallelism.schedule) != ChunkPlacement::Mirrored;
    for (std::size_t stage = 0; stage < stages; ++stage) {
        const double next = boundary[stage];
        const double previous = boundary[(stage + stages - 1) % stages];
        const bool first = stage == 0 && !wraps;
        const bool last = stage + 1 == stages && !wraps;
        transfers.byStage.push_back(first ? next : last ? previous : (next + previous) / 2.0);
    }
    return transfers;
}

} // namespace shardscape
