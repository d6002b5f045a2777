// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/layer_communication.h"

#include "cost/expert_load.h"
#include "evaluate/expert_exchange.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace shardscape {
namespace {

constexpr double activationBytes = 2.0;

/// One dispatch or combine of `bytes` (all hidden channels that a GPU sends, once) among the expert ranks.
double exchangeSeconds(const LayerSpec& layer, const TrainingContext& c, double bytes)
{
    const double ranks = c.ep.ranks;
    const double domains = c.ep.domains;
    if (domains > 1 && c.ep.nic.inBytesPerSecond() <= 0)
        return std::numeric_limits<double>::infinity();
    const Efficiency& e = c.efficiency;
    const bool once = c.inputs.software.deduplicatingDispatch;
    const ExpertCopies copies = expertCopies(layer.feedForward, c.ep, once);
    const double linkRate = c.ep.port.inBytesPerSecond() * (once ? e.dispatchLinkShare : e.allToAllLinkShare);
    const double link = bytes * copies.gpus * (ranks - 1) / ranks / linkRate;
    if (domains <= 1)
        return link + c.network.alphaSeconds;
    const double nicRate = c.ep.nic.inBytesPerSecond() * (once ? e.dispatchNicShare : e.allToAllNicShare);
    const double nic = bytes * copies.domains * (domains - 1) / domains / nicRate * c.ep.exchangeSlowdown;
    return std::max(link, nic) + c.network.nicAlphaSeconds;
}

} // namespace

double tensorGatherBytesPerChannel(const TrainingContext& c)
{
    const bool narrow = c.efficiency.narrowTensorGather > 0.0 && c.overlap.tp && c.shape.sequenceParallel;
    return narrow ? std::min(activationBytes, bytesPerElement(c.shape.precision)) : activationBytes;
}

double tensorParallelSeconds(const LayerSpec& layer, const TrainingContext& c, double computeSeconds)
{
    if (c.tp.ranks <= 1)
        return 0.0;
    const bool hasAttention = layer.attention.kind != AttentionKind::None;
    const bool hasDense = layer.feedForward.width > 0;
    const double blocks = layer.parallelBlock ? 1.0 : (hasAttention ? 1.0 : 0.0) + (hasDense ? 1.0 : 0.0);
    const double bytes = c.shape.tokens() * c.inputs.model.hidden * activationBytes;
    const double gather = gatherSeconds(c.network, c.tp, bytes * tensorGatherBytesPerChannel(c) / activationBytes);
    const double block = c.shape.sequenceParallel ? gather + gatherSeconds(c.network, c.tp, bytes) : allReduceSeconds(c.network, c.tp, bytes);
    // Only the gather and scatter of sequence parallelism can be cut into tiles and run under the matrix product; the backward pass gathers
    // the saved input once more, always under a product. What the products are too short for shows.
    const double transfer = blocks * block;
    const double again = c.shape.sequenceParallel ? blocks * gather / 2.0 : 0.0; // mean of both directions
    double seconds = c.overlap.tp && c.shape.sequenceParallel
                         ? std::max(transfer * c.efficiency.exposedTp, transfer + again - computeSeconds)
                         : transfer + std::max(0.0, again - computeSeconds);
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

double exchangeSeconds(const LayerSpec& layer, const TrainingContext& c)
{
    if (c.ep.ranks <= 1 || !layer.feedForward.isMoe())
        return 0.0;
    const double rows = c.shape.tokens() / c.shape.tp * c.shape.etp * layer.feedForward.topK;
    const double channels = dispatchedChannels(c) * c.shape.imbalance * chanceLoad(rows, c.shape.ep, c.efficiency);
    return exchangeSeconds(layer, c, channels * dispatchBytesPerChannel(c)) + exchangeSeconds(layer, c, channels * combineBytesPerChannel);
}

double expertParallelSeconds(const LayerSpec& layer, const TrainingContext& c, double computeSeconds)
{
    const double transfer = exchangeSeconds(layer, c);
    if (isDualPipe(c.plan.parallelism.schedule))
        return std::max(transfer * c.efficiency.exposedEpDualPipe, transfer - computeSeconds * c.efficiency.pipelinePairShare);
    return c.overlap.ep || c.plan.parallelism.overlapPairs ? std::max(transfer * c.efficiency.exposedEp, transfer - computeSeconds) : transfer;
}

} // namespace shardscape
