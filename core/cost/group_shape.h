// SPDX-License-Identifier: GPL-3.0-or-later
// How the groups of one communicator lie on the machine: ranks, scale-up domains spanned, and the bandwidth that a rank keeps while all
// groups of its kind run at once. It is all that the time of a collective needs to know about a placement.
#pragma once

#include "hardware/cluster.h"
#include "plan/plan.h"

namespace shardscape {

/// Of the worst group where groups differ: the one that spans most domains with fewest ranks in each.
struct GroupShape {
    int ranks = 1;
    int domains = 1;               ///< scale-up domains spanned (a node; a rack for NVL72)
    int ranksPerDomain = 1;        ///< in the fullest domain
    int minRanksPerDomain = 1;     ///< in the emptiest: as many rings leave a domain
    int pcieSharing = 1;           ///< groups of this kind that share a PCIe uplink or a socket link in one node
    bool overPcie = false;         ///< inside a domain some neighbors have no NVLink between them
    BytesPerSecond port;           ///< of a rank into its domain, one direction; on point-to-point fabrics its links to the group only
    BytesPerSecond nic;            ///< network rate of a rank, one direction, when every rank of its node sends; 0 without a network
    double ringSlowdown = 1.0;     ///< of rings (pipelines: sends) between nodes, by uplinks they cross and NICs they meet on
    double exchangeSlowdown = 1.0; ///< of all-to-all between nodes, likewise

    bool operator==(const GroupShape&) const = default;
};

/// GPUs of one scale-up domain: those of a node, or of the rack where the switches span nodes.
[[nodiscard]] int scaleUpDomainGpus(const ClusterSpec& cluster);

/// The worst shape over all groups of a kind under a plan's placement. Cheap for regular placements (one group is looked at); otherwise
/// linear in the ranks. Size 1 groups give the default with the port and NIC of one GPU.
[[nodiscard]] GroupShape shapeOf(GroupKind kind, const Plan& plan, const ClusterSpec& cluster);
[[nodiscard]] GroupShape shapeOf(GroupKind kind, const DeviceMesh& mesh, const ClusterSpec& cluster);

/// A group of `ranks` in one domain, or of ranksPerNode ranks in each of `nodes` nodes, alone on the machine, as nccl-tests runs it.
[[nodiscard]] GroupShape shapeAlone(int nodes, int ranksPerNode, const ClusterSpec& cluster);

} // namespace shardscape
