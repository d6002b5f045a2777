// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters of unlike nodes. Every time is priced once per kind of node, as if the whole machine were of that kind, and ranks that work
// together take the time of the slowest kind among them. Internal to core/evaluate.
#pragma once

#include "plan/plan.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace shardscape {

/// Bit k stands for the nodes of kind k.
using KindSet = std::uint32_t;

/// Replicas whose stages lie on the same kinds of nodes.
struct ReplicaClass {
    int replicas = 0;
    std::vector<KindSet> ofStage;
    bool operator==(const ReplicaClass&) const = default;
};

/// Which kinds of nodes the ranks of a plan sit on.
struct KindUse {
    std::vector<KindSet> ofStage; ///< [stage] over all replicas
    std::vector<ReplicaClass> classes;
    KindSet all = 0;
    bool insideLayers = false; ///< a tensor, context or expert group has members on several kinds
};

/// \pre the cluster is mixed
[[nodiscard]] KindUse kindUse(const Plan& plan, const ClusterSpec& cluster);

/// The same inputs on a machine all of whose nodes are of one kind.
[[nodiscard]] Inputs inputsOfKind(const Inputs& inputs, int kind);

/// What an evaluation on unlike nodes prices: [kind] of each.
template <class Context> struct UnlikeNodes {
    std::vector<Inputs> inputs; ///< never grows once contexts refer to it
    std::vector<Context> contexts;
    KindUse use;
};

[[nodiscard]] inline bool isIn(int kind, KindSet kinds) { return ((kinds >> kind) & 1U) != 0; }
[[nodiscard]] inline bool isMixed(KindSet kinds) { return (kinds & (kinds - 1)) != 0; }

/// The longest price over some kinds of nodes; on a machine of equal nodes the price itself.
template <class Context, class Price> [[nodiscard]] double slowestPrice(const Context& context, KindSet kinds, Price price)
{
    if (!context.unlike)
        return price(context);
    double most = 0.0;
    for (std::size_t kind = 0; kind < context.unlike->contexts.size(); ++kind)
        if (isIn(static_cast<int>(kind), kinds))
            most = std::max(most, price(context.unlike->contexts[kind]));
    return most;
}

/// All kinds in use; everything on a machine of equal nodes.
template <class Context> [[nodiscard]] KindSet kindsInUse(const Context& context) { return context.unlike ? context.unlike->use.all : 1U; }
template <class Context> [[nodiscard]] KindSet kindsOfStage(const Context& context, int stage)
{
    return context.unlike ? context.unlike->use.ofStage[static_cast<std::size_t>(stage)] : 1U;
}

} // namespace shardscape
