// SPDX-License-Identifier: GPL-3.0-or-later
// The matrices of one layer, as every pass multiplies them: name, width, and how tensor and expert parallelism cut them. Training
// operations, serving passes and FLOP counts all read this one list. Pure, any thread.
#pragma once

#include "model/transformer.h"

#include <string_view>
#include <vector>

namespace shardscape {

enum class LinearSplit : unsigned char {
    Column,     ///< outputs are divided over tensor ranks
    Row,        ///< inputs are divided
    Replicated, ///< every tensor rank multiplies the whole matrix, on its own share of the tokens
};

enum class LinearPart : unsigned char { Attention, FeedForward, SharedExpert, RoutedExpert, Router };

struct Linear {
    std::string_view name;
    LinearPart part = LinearPart::Attention;
    LinearSplit split = LinearSplit::Column;
    double in = 0;          ///< input width of the whole matrix
    double out = 0;         ///< output width, without keyValueOut
    double keyValueOut = 0; ///< more outputs that are divided at most keyValueWays ways (K and V of GQA)
    int keyValueWays = 1;

    [[nodiscard]] double inOf(int ranks) const { return split == LinearSplit::Row ? in / ranks : in; }
    [[nodiscard]] double outOf(int ranks) const;
    [[nodiscard]] double parameters() const { return in * (out + keyValueOut); }
};

/// All matrices of a layer in the order of a forward pass; those of a routed expert once (for one expert).
/// Sources: as model/parameters.cpp, family by family.
[[nodiscard]] std::vector<Linear> linearsOf(const TransformerSpec& model, const LayerSpec& layer);

/// Width of queries plus values a head attends with: a (d_qk + d_v), the factor of the attention core's FLOPs.
[[nodiscard]] double attentionWidth(const AttentionSpec& attention);

/// Mean number of positions a token attends to in a sequence of `tokens` (causal): half of it, less with a window W: W (1 - W/(2s)).
[[nodiscard]] double meanContext(const AttentionSpec& attention, double tokens);

} // namespace shardscape
