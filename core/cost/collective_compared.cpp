// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/collective_compared.h"

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

/// Latency of a step and sustained rate of a rank, as the ring of the same group has them.
struct Pace {
    double base = 0.0;
    double step = 0.0;
    double rate = 1.0;
};

const CollectiveTerms* ringOf(const CandidateList& offered)
{
    const CollectiveTerms* ring = nullptr; // the bulk ring where there are two: it comes last
    for (const CollectiveTerms& terms : offered)
        if (terms.algorithm == "ring" || ring == nullptr)
            ring = &terms;
    return ring;
}

bool isReduction(CollectiveOp op) { return op == CollectiveOp::AllReduce; }

class Comparison {
public:
    Comparison(const CollectiveRequest& request, const ClusterSpec& cluster)
        : m_request{request}, m_shape{request.shape}, m_across{request.shape.domains > 1}, m_cluster{cluster},
          m_offered{m_across ? candidatesAcross(request, cluster) : candidatesInside(request, cluster)},
          m_wire{busFactor(request.op, request.shape.ranks) * request.bytes.inBytes()}
    {
        if (const CollectiveTerms* ring = ringOf(m_offered))
            m_pace = {ring->base, ring->step, ring->rate};
    }

    [[nodiscard]] std::vector<CollectiveTerms> all() const
    {
        std::vector<CollectiveTerms> list;
        const auto add = [&](const CollectiveTerms& terms) {
            for (const CollectiveTerms& offered : m_offered)
                if (offered.algorithm == terms.algorithm)
                    return;
            list.push_back(terms);
        };
        const double halvings = std::ceil(std::log2(m_shape.ranks));
        const double turns = isReduction(m_request.op) ? 2.0 : 1.0;
        switch (m_request.op) {
        case CollectiveOp::AllReduce:
            add(made("tree", 2.0 * halvings, m_wire));
            add(made("halving-doubling", 2.0 * (halvings + extraSteps()), m_wire * extraWire()));
            add(made("direct", 2.0, m_wire));
            break;
        case CollectiveOp::AllGather:
        case CollectiveOp::ReduceScatter:
            add(made("halving-doubling", halvings + extraSteps(), m_wire * extraWire()));
            add(made("direct", 1.0, m_wire));
            add(made("pat", halvings, m_wire / 0.75)); // NCCL 2.30.7 tuning.cc: bandwidth ratio of PAT
            break;
        case CollectiveOp::Broadcast: add(made("tree", halvings, m_wire)); break;
        case CollectiveOp::AllToAll: add(made("direct", 1.0, m_wire)); break;
        case CollectiveOp::SendRecv: return list;
        }
        if (m_across && m_shape.minRanksPerDomain > 1)
            add(hierarchical(turns));
        return list;
    }

private:
    [[nodiscard]] CollectiveTerms made(std::string_view algorithm, double steps, double wire) const
    {
        return {.algorithm = algorithm,
                .protocol = "Simple",
                .base = m_pace.base,
                .steps = steps,
                .step = m_pace.step,
                .size = m_request.bytes.inBytes(),
                .wire = wire,
                .rate = m_pace.rate};
    }

    /// Ranks beyond the last power of two hand their part to a partner first and get the result after.
    [[nodiscard]] bool isPowerOfTwo() const { return (m_shape.ranks & (m_shape.ranks - 1)) == 0; }
    [[nodiscard]] double extraSteps() const { return isPowerOfTwo() ? 0.0 : 1.0; }
    [[nodiscard]] double extraWire() const { return isPowerOfTwo() ? 1.0 : 1.0 + m_request.bytes.inBytes() / std::max(1.0, m_wire); }

    /// Rings inside the nodes on all data, then rings of the GPUs with the same local index across them on their share.
    [[nodiscard]] CollectiveTerms hierarchical(double turns) const
    {
        const double inside = m_shape.minRanksPerDomain;
        const double size = m_request.bytes.inBytes();
        const bool exchange = m_request.op == CollectiveOp::AllToAll;
        CollectiveTerms terms = made("hierarchical", turns * (inside - 1.0 + m_shape.domains - 1.0),
                                     turns * size * (m_shape.domains - 1.0) / m_shape.domains / (exchange ? 1.0 : inside));
        terms.rate = m_shape.nic.base() * constantOr(m_cluster.scaleOut.constants, "net_efficiency", 0.92) /
                     (exchange ? m_shape.exchangeSlowdown : m_shape.ringSlowdown);
        terms.copied = turns * size * (inside - 1.0) / inside;
        terms.copyRate = m_shape.port.base() * constantOr(m_cluster.nodeFabric.constants, "ring_efficiency", 0.8);
        return terms;
    }

    const CollectiveRequest& m_request;
    const GroupShape& m_shape;
    bool m_across;
    const ClusterSpec& m_cluster;
    CandidateList m_offered;
    double m_wire;
    Pace m_pace;
};

} // namespace

std::vector<CollectiveTerms> comparedCollectives(const CollectiveRequest& request, const ClusterSpec& cluster)
{
    return request.shape.ranks < 2 ? std::vector<CollectiveTerms>{} : Comparison{request, cluster}.all();
}

} // namespace shardscape
