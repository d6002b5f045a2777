// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/layer_communication.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace shardscape {
namespace {

constexpr double activationBytes = 2.0;

/// Expected number of distinct groups that K picks among G groups touch.
double distinctGroups(double groups, double picks) { return groups * (1.0 - std::pow(1.0 - 1.0 / groups, picks)); }

bool isDualPipe(ScheduleKind kind) { return kind == ScheduleKind::DualPipe || kind == ScheduleKind::DualPipeV; }

} // namespace

double tensorParallelSeconds(const LayerSpec& layer, const TrainingContext& c)
{
    if (c.tp.ranks <= 1)
        return 0.0;
    const bool hasAttention = layer.attention.kind != AttentionKind::None;
    const bool hasDense = layer.feedForward.width > 0;
    const double blocks = layer.parallelBlock ? 1.0 : (hasAttention ? 1.0 : 0.0) + (hasDense ? 1.0 : 0.0);
    const double bytes = c.shape.tokens() * c.inputs.model.hidden * activationBytes;
    const double block = c.shape.sequenceParallel ? 2.0 * gatherSeconds(c.network, c.tp, bytes) : allReduceSeconds(c.network, c.tp, bytes);
    // Only the gather and scatter of sequence parallelism can be cut into tiles and run under the matrix product.
    const double exposed = c.overlap.tp && c.shape.sequenceParallel ? c.efficiency.exposedTp : 1.0;
    double seconds = blocks * block * exposed;
    if (layer.feedForward.isMoe() && c.etp.ranks > 1) {
        const double routed = bytes / c.tp.ranks * c.etp.ranks * layer.feedForward.topK;
        seconds += 2.0 * gatherSeconds(c.network, c.etp, routed);
    }
    return seconds;
}

double contextParallelSeconds(const LayerSpec& layer, const TrainingContext& c, double attentionSeconds, bool backward)
{
    const int ranks = c.cp.ranks;
    const AttentionSpec& a = layer.attention;
    if (ranks <= 1 || (a.kind != AttentionKind::Grouped && a.kind != AttentionKind::Latent))
        return 0.0;
    const double width = a.kind == AttentionKind::Latent
                             ? static_cast<double>(a.heads) * (a.nopeHeadDim + a.ropeHeadDim + a.valueHeadDim) / c.shape.tp
                             : static_cast<double>(a.kvHeads) * (a.headDim + a.valueHeadDim) / std::min(c.shape.tp, std::max(1, a.kvHeads));
    const double bytes = c.shape.tokens() * width * activationBytes * (backward ? 2.0 : 1.0);
    const double transfer = sendSeconds(c.network, c.cp, bytes);
    const double compute = c.overlap.cp ? attentionSeconds / ranks : 0.0;
    const double gaps = (backward ? 6.0 : 4.0) * c.efficiency.kernelGapSeconds;
    return (ranks - 1) * (std::max(0.0, transfer - compute) + gaps);
}

double dispatchSeconds(const LayerSpec& layer, const TrainingContext& c)
{
    const double ranks = c.ep.ranks;
    if (ranks <= 1 || !layer.feedForward.isMoe())
        return 0.0;
    const double bytes = c.shape.tokens() / c.shape.tp * c.inputs.model.hidden * activationBytes * c.shape.imbalance;
    const double picks = layer.feedForward.topK;
    const double domains = c.ep.domains;
    if (domains > 1 && c.ep.nic.inBytesPerSecond() <= 0)
        return std::numeric_limits<double>::infinity();
    if (c.inputs.software.deduplicatingDispatch) {
        const double link =
            bytes * distinctGroups(ranks, picks) * (ranks - 1) / ranks / (c.ep.port.inBytesPerSecond() * c.efficiency.dispatchLinkShare);
        if (domains <= 1)
            return link + c.network.alphaSeconds;
        const double nic = bytes * distinctGroups(domains, picks) * (domains - 1) / domains /
                           (c.ep.nic.inBytesPerSecond() * c.efficiency.dispatchNicShare);
        return std::max(link, nic) + c.network.nicAlphaSeconds;
    }
    const double link = bytes * picks * (ranks - 1) / ranks / (c.ep.port.inBytesPerSecond() * c.efficiency.allToAllLinkShare);
    if (domains <= 1)
        return link + c.network.alphaSeconds;
    const double nic = bytes * picks * (domains - 1) / domains / (c.ep.nic.inBytesPerSecond() * c.efficiency.allToAllNicShare);
    return std::max(link, nic) + c.network.nicAlphaSeconds;
}

double expertParallelSeconds(const LayerSpec& layer, const TrainingContext& c)
{
    const double exposed = isDualPipe(c.plan.parallelism.schedule) ? c.efficiency.exposedEpDualPipe
                           : c.overlap.ep                          ? c.efficiency.exposedEp
                                                                   : 1.0;
    return 2.0 * dispatchSeconds(layer, c) * exposed;
}

} // namespace shardscape
