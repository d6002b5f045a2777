// SPDX-License-Identifier: GPL-3.0-or-later
// How many parameters a model has: in total, active per token, by component, and on one rank of a split.
#pragma once

#include "model/transformer.h"

namespace shardscape {

/// Parameters of one layer by the way tensor parallelism treats them. Counts, as doubles (exact to 2^53).
struct LayerParameters {
    double attentionSharded = 0;    ///< column/row parallel matrices and their sharded biases, without K and V
    double attentionKeyValue = 0;   ///< K and V projections: sharded to at most kvHeads ways
    double attentionReplicated = 0; ///< MLA down-projections, q/k norms, output biases, sinks that every TP rank keeps
    double feedForwardSharded = 0;  ///< dense and shared-expert matrices
    double feedForwardReplicated = 0;
    double routedExperts = 0; ///< all routed experts together
    double router = 0;        ///< router matrix, its bias and the correction bias; replicated
    double norms = 0;         ///< replicated

    [[nodiscard]] double total() const
    {
        return attentionSharded + attentionKeyValue + attentionReplicated + feedForwardSharded + feedForwardReplicated + routedExperts +
               router + norms;
    }
};

/// Parameters of one layer kind of `model`. Formulas: reference sheets of each family; see model/parameters.cpp.
[[nodiscard]] LayerParameters layerParameters(const TransformerSpec& model, const LayerSpec& layer);

/// Totals of a model as its publishers count them.
struct ParameterCount {
    double total = 0;     ///< all but multi-token-prediction modules
    double active = 0;    ///< total minus the routed experts a token does not visit; both embeddings count
    double embedding = 0; ///< input embedding
    double head = 0;      ///< output head; 0 when tied
    double positions = 0;
    double attention = 0;
    double feedForward = 0; ///< dense, shared experts
    double experts = 0;     ///< routed experts
    double routers = 0;
    double norms = 0;
    double mtp = 0; ///< multi-token-prediction modules, in neither total nor active
};

[[nodiscard]] ParameterCount countParameters(const TransformerSpec& model);

} // namespace shardscape
