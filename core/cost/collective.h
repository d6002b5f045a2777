// SPDX-License-Identifier: GPL-3.0-or-later
// The time of one collective: latency of its steps plus the bytes over its narrowest port, per algorithm and protocol of NCCL, with one
// set of published constants per fabric family (presets/clusters, "constants"). Sizes count as in nccl-tests: the vector for all-reduce,
// broadcast and send-recv, the gathered result for all-gather, the full input for reduce-scatter, one rank's send buffer for all-to-all.
// Pure functions, any thread.
#pragma once

#include "cost/group_shape.h"
#include "derivation/derivation.h"

#include <string>
#include <vector>

namespace shardscape {

enum class CollectiveOp : unsigned char { AllReduce, AllGather, ReduceScatter, AllToAll, Broadcast, SendRecv };

template <> struct EnumNames<CollectiveOp> {
    static constexpr std::array<EnumName<CollectiveOp>, 6> table{{{CollectiveOp::AllReduce, "all-reduce"},
                                                                  {CollectiveOp::AllGather, "all-gather"},
                                                                  {CollectiveOp::ReduceScatter, "reduce-scatter"},
                                                                  {CollectiveOp::AllToAll, "all-to-all"},
                                                                  {CollectiveOp::Broadcast, "broadcast"},
                                                                  {CollectiveOp::SendRecv, "send-recv"}}};
};

/// One way to run a collective.
struct CollectiveCandidate {
    std::string algorithm; ///< "ring", "tree", "nvls", "nvls-tree", "direct", "pairwise", "pat", "p2p"
    std::string protocol;  ///< "LL", "LL128", "Simple"
    Seconds time;
};

struct CollectiveRequest {
    CollectiveOp op = CollectiveOp::AllReduce;
    Bytes bytes; ///< as nccl-tests counts
    GroupShape shape;
};

struct CollectiveEstimate {
    Seconds time;
    std::string algorithm;
    std::string protocol;
    BytesPerSecond busBandwidth;                   ///< with nccl-tests' factors; 0 for groups of one
    std::vector<CollectiveCandidate> alternatives; ///< all legal ones, fastest first, including the chosen
};

/// Bytes a rank puts on the wire over S: 2(p-1)/p all-reduce, (p-1)/p all-gather, reduce-scatter and all-to-all, 1 otherwise; nccl-tests'
/// bus bandwidth factor (PERFORMANCE.md). 0 for one rank.
[[nodiscard]] double busFactor(CollectiveOp op, int ranks);

/// The fastest legal algorithm with all alternatives. A group of one rank takes no time. Derivations "collective/..." when log is not null.
[[nodiscard]] CollectiveEstimate estimateCollective(const CollectiveRequest& request, const ClusterSpec& cluster, DerivationLog* log);

/// Only the time, for inner loops; the same formulas.
[[nodiscard]] Seconds collectiveTime(CollectiveOp op, Bytes bytes, const GroupShape& shape, const ClusterSpec& cluster);

} // namespace shardscape
