// SPDX-License-Identifier: GPL-3.0-or-later
// What the transfers of a group inside a training step or engine pass cost. Inside a step the
// published figures need one start-up time and one sustained share per fabric; stand-alone collectives with their protocol switches are
// priced by the collective model. Pure, any thread.
#pragma once

#include "cost/efficiency.h"
#include "cost/group_shape.h"

namespace shardscape {

/// Sustained shares and start-up times of transfers inside a step.
struct StepNetwork {
    const ClusterSpec* cluster = nullptr; ///< never null once made; outlives the network
    double gatherShare = 0, reduceShare = 0, alphaSeconds = 0;
    double nicShare = 0, nicAlphaSeconds = 0, nicHopSeconds = 0;
};

/// \param cluster must outlive the result. Its scale_out constant "step_nic_share" replaces the general share of the NICs.
[[nodiscard]] StepNetwork stepNetwork(const ClusterSpec& cluster, const Efficiency& efficiency);

/// All-gather or reduce-scatter of `bytes` (the full vector): (n-1)/n bytes / rate + start-up; between domains the slower of the NICs,
/// which carry 1/(ranks of the group in the emptiest domain) of it each, slowed by uplinks that they share, and the link. Fabrics without a switch (PCIe, bridges, xGMI, tori)
/// are priced by the collective model. Zero for one rank; infinite when the group needs a network that is not there.
[[nodiscard]] double gatherSeconds(const StepNetwork& network, const GroupShape& shape, double bytes);
/// All-reduce: twice the volume, 1.5 times the start-up.
[[nodiscard]] double allReduceSeconds(const StepNetwork& network, const GroupShape& shape, double bytes);
/// How busy a gather or reduction keeps the multiprocessors that copy it, over one that fills the scale-up link: 1 inside a domain, the rate
/// of the NICs over that of the link where they set the pace.
[[nodiscard]] double copyShare(const StepNetwork& network, const GroupShape& shape);
/// Point to point between neighbors of the group.
[[nodiscard]] double sendSeconds(const StepNetwork& network, const GroupShape& shape, double bytes);

} // namespace shardscape
