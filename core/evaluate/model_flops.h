// SPDX-License-Identifier: GPL-3.0-or-later
// FLOPs of a model by the conventions in use: causal half of attention (Megatron since 2025), full square (Narayanan et al. 2021, PaLM),
// and with recomputation (hardware FLOPs). Pure, any thread.
#pragma once

#include "model/transformer.h"

namespace shardscape {

/// FLOPs of one token's forward pass in a sequence of s tokens; norms, softmax and router activation are left out by convention.
struct TokenFlops {
    double matrices = 0;        ///< 2 x parameters of the matrices a token visits, without head; MTP modules included
    double head = 0;            ///< 2 h V, once per head pass (MTP modules pass it again)
    double attentionCausal = 0; ///< mean context x 2 a (d_qk + d_v) over all layers
    double attentionFull = 0;   ///< twice that

    [[nodiscard]] double causal() const { return matrices + head + attentionCausal; }
    [[nodiscard]] double full() const { return matrices + head + attentionFull; }
};

[[nodiscard]] TokenFlops forwardFlopsPerToken(const TransformerSpec& model, double sequenceTokens);

} // namespace shardscape
