// SPDX-License-Identifier: GPL-3.0-or-later
// What an irregular placement costs on the network, read off the link map: groups that leave a node by the same NIC, and uplinks that
// some units use more than others. Regular placements follow from arithmetic (cost/group_shape.cpp). Internal to core/cost; pure.
#pragma once

#include "cost/group_shape.h"

namespace shardscape {

/// Sets ringSlowdown and, for expert groups, exchangeSlowdown of a shape to the time of the fullest network link over what the NICs of
/// the shape alone would need, all groups of the kind at once. Linear in the ranks; no-op for groups inside one domain or without a
/// network. \pre shape.nic is set
void slowByFullestLink(GroupShape& shape, GroupKind kind, const DeviceMesh& mesh, const ClusterSpec& cluster);

} // namespace shardscape
