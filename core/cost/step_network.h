// SPDX-License-Identifier: GPL-3.0-or-later
// How the groups of a plan lie on the machine, and what their transfers inside a training step or engine pass cost. Inside a step the
// published figures need one start-up time and one sustained share per fabric; stand-alone collectives with their protocol switches are
// priced by the collective model. Pure, any thread.
#pragma once

#include "cost/efficiency.h"
#include "hardware/cluster.h"
#include "plan/mesh.h"

namespace shardscape {

/// A group as the fabric sees it: its size, its ranks inside one scale-up domain, and the domains it touches.
struct GroupSpan {
    int size = 1;
    int perDomain = 1;
    int domains = 1;
};

/// Span of the groups of `kind`: the worst of all groups (fewest ranks together) when a placement permutes them, else that of rank 0.
[[nodiscard]] GroupSpan groupSpan(const DeviceMesh& mesh, GroupKind kind, const ClusterSpec& cluster);

/// Rates of one GPU, one direction, bytes per second.
struct StepNetwork {
    double link = 0; ///< into its scale-up domain
    double nic = 0;  ///< its share of the node's NICs; 0 = no network
    double gatherShare = 0, reduceShare = 0, alphaSeconds = 0;
    double nicShare = 0, nicAlphaSeconds = 0;
};

[[nodiscard]] StepNetwork stepNetwork(const ClusterSpec& cluster, const Efficiency& efficiency);

/// All-gather or reduce-scatter of `bytes` (the full vector): (n-1)/n bytes / rate + start-up; between domains the slower of the NICs,
/// which carry 1/perDomain of it each, and the link. Zero for one rank; infinite when the group needs a network that is not there.
[[nodiscard]] double gatherSeconds(const StepNetwork& network, const GroupSpan& span, double bytes);
/// All-reduce: twice the volume, 1.5 times the start-up.
[[nodiscard]] double allReduceSeconds(const StepNetwork& network, const GroupSpan& span, double bytes);
/// Point to point between neighbors of the group.
[[nodiscard]] double sendSeconds(const StepNetwork& network, bool acrossDomains, double bytes);

} // namespace shardscape
