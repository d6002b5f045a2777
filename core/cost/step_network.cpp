// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/step_network.h"

#include "cost/collective.h"

#include <algorithm>
#include <limits>

namespace shardscape {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// Step measurements exist for switched and fully meshed NVLink; other fabrics follow the collective model.
bool isMeasuredFabric(const StepNetwork& n, const GroupShape& shape)
{
    const NodeFabricKind kind = n.cluster->nodeFabric.kind;
    return !shape.overPcie && (kind == NodeFabricKind::NvSwitch || kind == NodeFabricKind::NvLinkMesh);
}

double linkSeconds(const GroupShape& shape, double wire, double share) { return wire / (shape.port.inBytesPerSecond() * share); }

double acrossSeconds(const StepNetwork& n, const GroupShape& shape, double wire)
{
    const double nicTime = wire / shape.minRanksPerDomain / (shape.nic.inBytesPerSecond() * n.nicShare) * shape.ringSlowdown;
    const double linkTime = shape.minRanksPerDomain > 1 ? linkSeconds(shape, wire, n.gatherShare) : 0.0;
    return std::max(nicTime, linkTime) + n.nicAlphaSeconds + n.nicHopSeconds * shape.ranks / shape.minRanksPerDomain;
}

bool lacksNetwork(const GroupShape& shape) { return shape.domains > 1 && shape.nic.inBytesPerSecond() <= 0; }

} // namespace

StepNetwork stepNetwork(const ClusterSpec& cluster, const Efficiency& e)
{
    const auto share = cluster.scaleOut.constants.find("step_nic_share");
    return {.cluster = &cluster,
            .gatherShare = e.linkGather,
            .reduceShare = e.linkReduce,
            .alphaSeconds = e.linkAlphaSeconds,
            .nicShare = share != cluster.scaleOut.constants.end() ? share->second.value : e.nicShare,
            .nicAlphaSeconds = e.nicAlphaSeconds,
            .nicHopSeconds = e.nicHopSeconds};
}

double gatherSeconds(const StepNetwork& n, const GroupShape& shape, double bytes)
{
    if (shape.ranks <= 1 || bytes <= 0)
        return 0.0;
    if (lacksNetwork(shape))
        return infinite;
    if (!isMeasuredFabric(n, shape))
        return collectiveTime(CollectiveOp::AllGather, Bytes::fromBytes(bytes), shape, *n.cluster).inSeconds();
    const double wire = bytes * (shape.ranks - 1) / shape.ranks;
    return shape.domains > 1 ? acrossSeconds(n, shape, wire) : linkSeconds(shape, wire, n.gatherShare) + n.alphaSeconds;
}

double allReduceSeconds(const StepNetwork& n, const GroupShape& shape, double bytes)
{
    if (shape.ranks <= 1 || bytes <= 0)
        return 0.0;
    if (lacksNetwork(shape))
        return infinite;
    if (!isMeasuredFabric(n, shape))
        return collectiveTime(CollectiveOp::AllReduce, Bytes::fromBytes(bytes), shape, *n.cluster).inSeconds();
    const double wire = 2.0 * bytes * (shape.ranks - 1) / shape.ranks;
    return shape.domains > 1 ? acrossSeconds(n, shape, wire) + n.nicAlphaSeconds * 0.5
                             : linkSeconds(shape, wire, n.reduceShare) + 1.5 * n.alphaSeconds;
}

double copyShare(const StepNetwork& n, const GroupShape& shape)
{
    if (shape.domains <= 1 || !isMeasuredFabric(n, shape))
        return 1.0;
    const double ring = shape.nic.inBytesPerSecond() * n.nicShare * shape.minRanksPerDomain / shape.ringSlowdown;
    return std::min(1.0, ring / (shape.port.inBytesPerSecond() * n.gatherShare));
}

double sendSeconds(const StepNetwork& n, const GroupShape& shape, double bytes)
{
    if (lacksNetwork(shape))
        return infinite;
    if (shape.domains > 1)
        return bytes / (shape.nic.inBytesPerSecond() * n.nicShare) * shape.ringSlowdown + 0.3 * n.nicAlphaSeconds;
    return linkSeconds(shape, bytes, n.gatherShare) + 0.3 * n.alphaSeconds;
}

} // namespace shardscape
