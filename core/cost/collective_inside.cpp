// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/collective_candidates.h"

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

/// Constants of a fabric family. Fallbacks are those of an NVSwitch node of the Hopper generation, for inline clusters without constants.
class FabricConstants {
public:
    FabricConstants(const GroupShape& shape, const ClusterSpec& cluster)
        : m_constants{cluster.nodeFabric.constants}, m_bridgedBox{shape.overPcie &&
                                                                  cluster.nodeFabric.kind == NodeFabricKind::NvLinkBridges}
    {
    }

    [[nodiscard]] double operator()(std::string_view name, double fallback) const { return constantOr(m_constants, name, fallback); }

    /// A constant that differs over PCIe in a box of bridged cards.
    [[nodiscard]] double byPath(const char* name, const char* pcieName, double fallback) const
    {
        return m_bridgedBox ? (*this)(pcieName, fallback) : (*this)(name, fallback);
    }

    /// What is left of the link rate when many GPUs cross switch uplinks and sockets: a property of the box, not of the link.
    [[nodiscard]] double boxFactor(int ranks) const
    {
        if (ranks <= 2)
            return 1.0;
        return ranks <= 4 ? byPath("box_factor_4", "pcie_box_factor_4", 1.0) : byPath("box_factor_8", "pcie_box_factor_8", 1.0);
    }

private:
    const std::map<std::string, Constant, std::less<>>& m_constants;
    bool m_bridgedBox;
};

bool isShardedOp(CollectiveOp op) { return op == CollectiveOp::AllGather || op == CollectiveOp::ReduceScatter; }

/// Links of one neighbor only: what a single send can use on a point-to-point fabric.
double pairRate(const GroupShape& shape, const ClusterSpec& cluster)
{
    switch (cluster.nodeFabric.kind) {
    case NodeFabricKind::NvLinkMesh:
    case NodeFabricKind::XgmiMesh: return shape.port.base() / std::max(1, shape.ranksPerDomain - 1);
    case NodeFabricKind::HybridCubeMesh:
    case NodeFabricKind::Torus: return shape.overPcie ? shape.port.base() : cluster.nodeFabric.linkBandwidth.base();
    case NodeFabricKind::NvSwitch:
    case NodeFabricKind::NvLinkBridges:
    case NodeFabricKind::Pcie:
    case NodeFabricKind::Single: break;
    }
    return shape.port.base();
}

/// All-to-all rate of a rank. On a torus the middle of every axis carries S n / 8 per directed link (n = length of the axis), so the
/// farther the peers, the slower.
double exchangePort(const GroupShape& shape, const ClusterSpec& cluster)
{
    if (cluster.nodeFabric.kind != NodeFabricKind::Torus)
        return shape.port.base();
    const double link = cluster.nodeFabric.linkBandwidth.base();
    const double axes = std::max(1.0, shape.port.base() / (2.0 * link));
    const double length = std::max(2.0, std::pow(shape.ranksPerDomain, 1.0 / axes));
    return std::min(shape.port.base(), 8.0 * link / length);
}

CollectiveTerms lowLatencyRing(const CollectiveRequest& request, const ClusterSpec& cluster, const FabricConstants& c, double box)
{
    const int p = request.shape.ranks;
    const double rate = c("ll_bytes_per_second", 5e9) * std::min(1.0, box * 5.0);
    return {.algorithm = "ring",
            .protocol = rate > 0.1 * cluster.nodeFabric.linkBandwidth.base() * cluster.nodeFabric.linksPerGpu ? "LL128" : "LL",
            .base = c("ll_base_seconds", 4.4e-6),
            .steps = ringSteps(request.op, p),
            .step = c("ll_step_seconds", 1e-6),
            .size = request.bytes.inBytes(),
            .wire = busFactor(request.op, p) * request.bytes.inBytes(),
            .rate = rate};
}

CollectiveTerms bulkRing(const CollectiveRequest& request, const FabricConstants& c, double box)
{
    const int p = request.shape.ranks;
    const double size = request.bytes.inBytes();
    const double copyShare = isShardedOp(request.op) ? 1.0 : request.op == CollectiveOp::AllReduce ? c("copy_share_all_reduce", 0.65) : 0.0;
    return {.algorithm = "ring",
            .protocol = "Simple",
            .base = c("ring_base_seconds", 5e-6),
            .steps = ringSteps(request.op, p),
            .step = c("ring_step_seconds", 1e-6),
            .ramp = c("ring_ramp_seconds", 26e-6),
            .size = size,
            .rampSize = c("ring_ramp_bytes", 8e6),
            .wire = busFactor(request.op, p) * size,
            .rate = request.shape.port.base() * c.byPath("ring_efficiency", "pcie_ring_efficiency", 0.8) * box,
            .copied = copyShare * size / p,
            .copyRate = c("copy_bytes_per_second", 900e9)};
}

CollectiveTerms inSwitchReduce(const CollectiveRequest& request, const FabricConstants& c)
{
    const double size = request.bytes.inBytes();
    return {.algorithm = "nvls",
            .protocol = "Simple",
            .base = c("nvls_base_seconds", 37e-6),
            .ramp = c("nvls_ramp_seconds", 78e-6),
            .size = size,
            .rampSize = c("nvls_ramp_bytes", 8.3e6),
            .wire = size,
            .rate = request.shape.port.base() * c("nvls_efficiency", 0.6)};
}

CollectiveTerms pairwise(const CollectiveRequest& request, const ClusterSpec& cluster, const FabricConstants& c, double box)
{
    const int p = request.shape.ranks;
    const double size = request.bytes.inBytes();
    return {.algorithm = "pairwise",
            .protocol = "Simple",
            .base = c("a2a_base_seconds", 6.3e-6),
            .steps = p - 1.0,
            .step = c("a2a_step_seconds", 0.2e-6),
            .ramp = c("a2a_ramp_seconds", 7e-6),
            .size = size,
            .rampSize = c("a2a_ramp_bytes", 1e5),
            .wire = busFactor(request.op, p) * size,
            .rate = exchangePort(request.shape, cluster) * c.byPath("a2a_efficiency", "pcie_a2a_efficiency", 0.7) * box,
            .copied = size / p,
            .copyRate = c("copy_bytes_per_second", 900e9)};
}

CollectiveTerms peerCopy(const CollectiveRequest& request, const ClusterSpec& cluster, const FabricConstants& c)
{
    return {.algorithm = "p2p",
            .protocol = "Simple",
            .base = c("p2p_base_seconds", 3e-6),
            .size = request.bytes.inBytes(),
            .wire = request.bytes.inBytes(),
            .rate = pairRate(request.shape, cluster) * c("p2p_efficiency", 0.83)};
}

bool reducesInSwitch(const CollectiveRequest& request, const ClusterSpec& cluster, const FabricConstants& c)
{
    return request.op == CollectiveOp::AllReduce && cluster.nodeFabric.inSwitchReduction && request.shape.ranks >= c("nvls_min_ranks", 5.0);
}

} // namespace

CandidateList candidatesInside(const CollectiveRequest& request, const ClusterSpec& cluster)
{
    const FabricConstants c{request.shape, cluster};
    const double box = (request.shape.overPcie ? c.boxFactor(request.shape.ranks) : 1.0) / request.shape.pcieSharing;
    CandidateList list;
    if (request.op == CollectiveOp::SendRecv) {
        list.add(peerCopy(request, cluster, c));
        return list;
    }
    if (request.op == CollectiveOp::AllToAll) {
        list.add(pairwise(request, cluster, c, box));
        return list;
    }
    list.add(lowLatencyRing(request, cluster, c, box));
    const bool inSwitch = reducesInSwitch(request, cluster, c);
    // NCCL 2.27 stays on LL128 for small shards on Blackwell although the bulk ring would be faster.
    const bool held = !inSwitch && request.bytes.inBytes() / request.shape.ranks <= c("ll_hold_bytes_per_rank", 0.0);
    if (!held)
        list.add(bulkRing(request, c, box));
    if (inSwitch)
        list.add(inSwitchReduce(request, c));
    return list;
}

} // namespace shardscape
