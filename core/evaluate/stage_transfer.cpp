// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/stage_transfer.h"

#include "plan/virtual_stage.h"

#include <numeric>

namespace shardscape {
namespace {

constexpr double activationBytes = 2.0;

double secondsAcross(const TrainingContext& c, bool across)
{
    const double bytes = stageSendBytes(c);
    const double send = slowestPrice(c, kindsInUse(c), [bytes, across](const TrainingContext& nodes) {
        GroupShape way = nodes.pp;
        if (!across)
            way.domains = 1;
        return sendSeconds(nodes.network, way, bytes);
    });
    return send + (c.overlap.pp ? 0.0 : c.efficiency.pipelineSyncSeconds);
}

} // namespace

double stageSendBytes(const TrainingContext& c)
{
    const double divided = c.shape.sequenceParallel ? 1.0 : c.efficiency.pipelineScatter;
    return c.shape.tokens() * c.inputs.model.hidden * activationBytes * (divided / c.shape.tp + 1.0 - divided);
}

StageTransfers stageTransfers(const TrainingContext& c)
{
    const auto stages = static_cast<std::size_t>(c.plan.layout.stages);
    if (stages == 1)
        return {};
    std::vector<double> boundary;
    boundary.reserve(stages);
    for (const bool each : c.stageLeavesDomain)
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
