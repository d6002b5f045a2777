// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/network_slowdown.h"

#include "cost/traffic.h"

#include <algorithm>

namespace shardscape {

namespace {

/// Seconds of the fullest network link for a collective of one byte on every group of the kind.
double fullestSeconds(GroupKind kind, CollectiveOp op, const DeviceMesh& mesh, const Fabric& fabric)
{
    const auto stages = static_cast<std::size_t>(op == CollectiveOp::SendRecv ? mesh.groupSize(GroupKind::Pp) : 1);
    const AxisTraffic sent{.axis = Axis::Dp, .group = kind, .op = op, .bytesPerStage = std::vector<double>(stages, 1.0)};
    const std::vector<AxisBytes> perLink = mapTraffic(mesh, fabric, {sent}).perLink;
    double seconds = 0.0;
    for (std::size_t i = 0; i < perLink.size(); ++i) {
        const Link& link = fabric.links()[i];
        const bool network = link.kind == LinkKind::NicLink || link.kind == LinkKind::LeafSpine || link.kind == LinkKind::SpineCore;
        if (network && perLink[i][indexOf(Axis::Dp)] > 0.0)
            seconds = std::max(seconds, perLink[i][indexOf(Axis::Dp)] / link.bandwidth.inBytesPerSecond());
    }
    return seconds;
}

} // namespace

void slowByFullestLink(GroupShape& shape, GroupKind kind, const DeviceMesh& mesh, const ClusterSpec& cluster)
{
    if (shape.domains < 2 || shape.nic.base() <= 0.0 || cluster.scaleOut.kind == ScaleOutKind::None)
        return;
    const Fabric fabric = Fabric::build(cluster);
    const double nic = shape.nic.inBytesPerSecond();
    const CollectiveOp op = kind == GroupKind::Pp ? CollectiveOp::SendRecv : CollectiveOp::AllGather;
    const double alone = op == CollectiveOp::SendRecv ? 1.0 : busFactor(op, shape.ranks) / shape.minRanksPerDomain;
    shape.ringSlowdown = fullestSeconds(kind, op, mesh, fabric) / (alone / nic);
    if (kind == GroupKind::Ep)
        shape.exchangeSlowdown =
            fullestSeconds(kind, CollectiveOp::AllToAll, mesh, fabric) / ((shape.domains - 1.0) / shape.domains / nic);
}

} // namespace shardscape
