// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/expert_exchange.h"

#include <algorithm>
#include <cmath>

namespace shardscape {
namespace {

/// Expected number of distinct targets that K picks among D targets touch.
double distinctTargets(double targets, double picks) { return targets * (1.0 - std::pow(1.0 - 1.0 / targets, picks)); }

/// Share of `targets` that holds an expert of at least one of the `chosen` among `groups` equal routing groups.
double reachableShare(int groups, int chosen, double targets)
{
    if (groups <= 0 || chosen <= 0 || chosen >= groups)
        return 1.0;
    const double inTarget = std::max(1.0, groups / targets); // groups that live on one target
    double missed = 1.0;                                     // no chosen group among those: drawn without putting back
    for (int i = 0; i < chosen; ++i)
        missed *= std::max(0.0, groups - inTarget - i) / (groups - i);
    return 1.0 - missed;
}

double distinct(const FeedForwardSpec& f, double targets)
{
    const double reachable = std::max(1.0, targets * reachableShare(f.routingGroups, f.routingTopGroups, targets));
    return distinctTargets(reachable, f.topK);
}

} // namespace

ExpertCopies expertCopies(const FeedForwardSpec& feedForward, const GroupShape& ep, bool deduplicated)
{
    const double picks = feedForward.topK;
    if (!deduplicated)
        return {picks, picks};
    return {distinct(feedForward, ep.ranks), distinct(feedForward, ep.domains)};
}

double dispatchBytesPerChannel(const TrainingContext& c)
{
    const bool narrow = bytesPerElement(c.shape.precision) < 2.0 && isDualPipe(c.plan.parallelism.schedule);
    return narrow ? 1.0 + 4.0 / 128.0 : 2.0;
}

bool isDualPipe(ScheduleKind kind) { return kind == ScheduleKind::DualPipe || kind == ScheduleKind::DualPipeV; }

double dispatchedChannels(const TrainingContext& c) { return c.shape.tokens() / c.shape.tp * c.inputs.model.hidden; }

} // namespace shardscape
