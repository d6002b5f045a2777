// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/serving_transfer.h"

#include "cost/collective.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace shardscape {
namespace {

constexpr double oneShotLimit = 1024.0 * 1024.0;
constexpr double dispatchStartSeconds = 18e-6;
constexpr double hiddenWithTwoBatches = 0.74; ///< share of the smaller of computation and transfer that two-batch overlap hides

/// One-way transfer of all picks of `tokens` local tokens at `bytesPerChannel`.
double moveSeconds(const ServingContext& c, const FeedForwardSpec& f, double tokens, double bytesPerChannel)
{
    const double ranks = c.ep.ranks;
    const double row = c.inputs.model.hidden * bytesPerChannel;
    const double link = tokens * f.topK * row * (ranks - 1) / ranks / (c.ep.port.inBytesPerSecond() * c.efficiency.dispatchLinkShare);
    if (c.ep.domains <= 1)
        return dispatchStartSeconds + link;
    if (c.ep.nic.inBytesPerSecond() <= 0)
        return std::numeric_limits<double>::infinity();
    const double domains = c.ep.domains;
    const double sent = tokens * servingNetworkCopies(c, f, tokens) * row * (domains - 1) / domains;
    return dispatchStartSeconds + std::max(link, sent / (c.ep.nic.inBytesPerSecond() * 0.85) * c.ep.exchangeSlowdown);
}

double expertTransfer(const ServingContext& c, const LayerSpec& layer, double tokens, const PassTime& time)
{
    const double share = 1.0 / c.plan.parallelism.tp; // tensor ranks of a replica send a share each
    const double transfer = moveSeconds(c, layer.feedForward, tokens * share, servingDispatchBytes) +
                            moveSeconds(c, layer.feedForward, tokens * share, servingCombineBytes);
    const bool overlapped = c.plan.parallelism.overlap.ep.value_or(c.inputs.software.overlapEp);
    return overlapped ? transfer - hiddenWithTwoBatches * std::min(transfer, time.total()) : transfer;
}

} // namespace

bool sharesExpertsOverReplicas(const ServingContext& c) { return c.plan.parallelism.ep * c.plan.etp > c.plan.parallelism.tp; }

double servingNetworkCopies(const ServingContext& c, const FeedForwardSpec& f, double tokens)
{
    constexpr double straight = 512; // tokens up to which engines use the low-latency kernel
    const double domains = c.ep.domains;
    return tokens <= straight ? f.topK : std::min<double>(f.topK, domains * (1.0 - std::pow(1.0 - 1.0 / domains, f.topK)));
}

double servingAllReduceSeconds(const ServingContext& c, double bytes)
{
    const Efficiency& e = c.efficiency;
    if (c.tp.ranks <= 1)
        return 0.0;
    const double peers = c.tp.ranks - 1;
    if (c.tp.domains > 1 && c.tp.nic.inBytesPerSecond() <= 0)
        return std::numeric_limits<double>::infinity();
    const double ring = collectiveTime(CollectiveOp::AllReduce, Bytes::fromBytes(bytes), c.tp, c.inputs.cluster).inSeconds();
    if (e.oneShotBytesPerSecond <= 0 || c.tp.domains > 1 || c.tp.overPcie || bytes > oneShotLimit)
        return ring;
    return std::min(ring, e.oneShotSeconds + e.oneShotHopSeconds * peers + peers * bytes / e.oneShotBytesPerSecond);
}

double servingAllReduces(const ServingContext& c, const LayerSpec& layer)
{
    return layer.parallelBlock || (layer.feedForward.isMoe() && sharesExpertsOverReplicas(c)) ? 1.0 : 2.0;
}

void addTransfers(const ServingContext& c, const LayerSpec& layer, const PassLoad& load, PassTime& time)
{
    const double tokens = load.promptTokens / c.plan.parallelism.cp + load.sequences;
    const bool spread = layer.feedForward.isMoe() && sharesExpertsOverReplicas(c);
    time[ServePart::Tp] = servingAllReduces(c, layer) * servingAllReduceSeconds(c, tokens * c.inputs.model.hidden * 2.0);
    if (spread)
        time[ServePart::Ep] = expertTransfer(c, layer, tokens, time);
    if (c.cp.ranks > 1 && load.promptTokens > 0)
        time[ServePart::Cp] = gatherSeconds(c.network, c.cp, load.promptTokens * keyValueBytes(layer.attention, c));
}

} // namespace shardscape
