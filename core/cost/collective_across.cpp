// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/collective_candidates.h"

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

/// A group over several domains: how fast it goes through the NICs and through the nodes.
class AcrossDomains {
public:
    AcrossDomains(const CollectiveRequest& request, const ClusterSpec& cluster)
        : m_request{request}, m_shape{request.shape}, m_node{cluster.nodeFabric.constants}, m_net{cluster.scaleOut.constants},
          m_size{request.bytes.inBytes()}
    {
        const double crossing = constantOr(m_node, "domain_crossing_factor", 1.0);
        m_nodeRate = m_shape.port.base() * constantOr(m_node, "ring_efficiency", 0.8) * crossing;
        m_inSwitchRate = m_shape.port.base() * constantOr(m_node, "nvls_efficiency", 0.6) * crossing;
        // An all-reduce that is reduced in the switch inside the nodes is not held back by the NVLink ring: 64 H100 reach 385 GB/s of bus
        // bandwidth where a ring inside one node ends at 361.
        const bool inSwitch = request.op == CollectiveOp::AllReduce && cluster.nodeFabric.inSwitchReduction &&
                              m_shape.minRanksPerDomain >= constantOr(m_node, "nvls_min_ranks", 5.0);
        if (inSwitch)
            m_nodeRate = std::max(m_nodeRate, m_inSwitchRate * busFactor(request.op, m_shape.ranks));
        m_nicRate = m_shape.nic.base() * constantOr(m_net, "net_efficiency", 0.92);
    }

    /// Flat rings, one per rail: every ring crosses each node's border once, so the NICs of the emptiest node carry it.
    [[nodiscard]] CollectiveTerms ring() const
    {
        const double turns = m_request.op == CollectiveOp::AllReduce ? 2.0 : 1.0;
        CollectiveTerms terms = common("ring", "Simple");
        terms.base += turns * (m_shape.ranks - m_shape.domains) * constantOr(m_node, "ll_step_seconds", 1e-6);
        terms.steps = turns * (m_shape.domains - 1);
        terms.rate = ringRate();
        return terms;
    }

    /// Double binary tree over the nodes, chains inside: the same port load as a ring, logarithmic latency.
    [[nodiscard]] CollectiveTerms tree() const
    {
        CollectiveTerms terms = common("tree", "LL128");
        terms.base += 2.0 * (m_shape.ranksPerDomain - 1) * constantOr(m_node, "ll_step_seconds", 1e-6);
        terms.steps = 2.0 * std::ceil(std::log2(m_shape.domains));
        terms.rate = ringRate() * constantOr(m_net, "net_tree_efficiency", 0.8);
        return terms;
    }

    /// In-switch reduction inside, tree across: the node part moves S instead of 2S.
    [[nodiscard]] CollectiveTerms inSwitchTree() const
    {
        CollectiveTerms terms = common("nvls-tree", "Simple");
        terms.base += constantOr(m_node, "nvls_base_seconds", 37e-6);
        terms.steps = 2.0 * std::ceil(std::log2(m_shape.domains));
        terms.wire = m_size;
        terms.rate = std::min(m_inSwitchRate, nicRing() / busFactor(m_request.op, m_shape.ranks));
        return terms;
    }

    /// Parallel aggregated trees: NCCL's way for one GPU per node.
    [[nodiscard]] CollectiveTerms aggregatedTrees() const
    {
        constexpr double linearTerm = 2.8e-6; // per rank, NCCL 2.30.7 tuning.cc
        CollectiveTerms terms = common("pat", "Simple");
        terms.base += linearTerm * m_shape.ranks;
        terms.steps = std::ceil(std::log2(m_shape.domains));
        terms.rate = ringRate() * 0.75; // the same file's bandwidth ratio
        return terms;
    }

    /// Every rank to every rank; (n - g) of n shares cross the network, all n - 1 pass the port.
    [[nodiscard]] CollectiveTerms pairwise() const
    {
        CollectiveTerms terms = common("pairwise", "Simple");
        terms.steps = m_shape.ranks - 1.0;
        terms.step = constantOr(m_net, "net_peer_seconds", 0.5e-6);
        const double crossing = static_cast<double>(m_shape.ranks - m_shape.minRanksPerDomain) / (m_shape.ranks - 1);
        const double port = m_shape.port.base() * constantOr(m_node, "a2a_efficiency", 0.7);
        terms.rate = std::min(port, m_nicRate / m_shape.exchangeSlowdown / crossing);
        return terms;
    }

    [[nodiscard]] CollectiveTerms send() const
    {
        CollectiveTerms terms = common("p2p", "Simple");
        terms.base = constantOr(m_net, "p2p_base_seconds", 10e-6);
        terms.rate = m_nicRate / m_shape.ringSlowdown;
        return terms;
    }

private:
    [[nodiscard]] CollectiveTerms common(std::string_view algorithm, std::string_view protocol) const
    {
        return {.algorithm = algorithm,
                .protocol = protocol,
                .base = constantOr(m_net, "net_base_seconds", 15e-6),
                .step = constantOr(m_net, "net_step_seconds", 8e-6),
                .size = m_size,
                .wire = busFactor(m_request.op, m_shape.ranks) * m_size,
                .rate = 1.0};
    }
    [[nodiscard]] double nicRing() const { return m_nicRate * m_shape.minRanksPerDomain / m_shape.ringSlowdown; }
    [[nodiscard]] double ringRate() const { return m_shape.ranksPerDomain > 1 ? std::min(m_nodeRate, nicRing()) : nicRing(); }

    const CollectiveRequest& m_request;
    const GroupShape& m_shape;
    const std::map<std::string, Constant, std::less<>>& m_node;
    const std::map<std::string, Constant, std::less<>>& m_net;
    double m_size;
    double m_nodeRate = 0.0;
    double m_inSwitchRate = 0.0;
    double m_nicRate = 0.0;
};

} // namespace

CandidateList candidatesAcross(const CollectiveRequest& request, const ClusterSpec& cluster)
{
    const AcrossDomains group{request, cluster};
    CandidateList list;
    switch (request.op) {
    case CollectiveOp::AllReduce: {
        list.add(group.tree());
        // Some tuner plugins stay on the tree up to a size.
        if (request.bytes.inBytes() > constantOr(cluster.scaleOut.constants, "net_tree_until_bytes", 0.0))
            list.add(group.ring());
        if (cluster.nodeFabric.inSwitchReduction && request.shape.minRanksPerDomain > 8)
            list.add(group.inSwitchTree());
        break;
    }
    case CollectiveOp::AllGather:
    case CollectiveOp::ReduceScatter:
        list.add(group.ring());
        if (request.shape.ranksPerDomain == 1)
            list.add(group.aggregatedTrees());
        break;
    case CollectiveOp::Broadcast: list.add(group.ring()); break;
    case CollectiveOp::AllToAll: list.add(group.pairwise()); break;
    case CollectiveOp::SendRecv: list.add(group.send()); break;
    }
    return list;
}

} // namespace shardscape
