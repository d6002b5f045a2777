// SPDX-License-Identifier: GPL-3.0-or-later
// The attention core (scores, softmax, values) of a training pass: fused kernels, the unfused form of 2021, sliding windows, small heads,
// and chunked linear attention. Pure, any thread.
#pragma once

#include "cost/ops.h"

namespace shardscape {

/// What short sequences and small heads leave of the fused kernel's rate; 1 is the rate of long sequences and heads of 128.
struct AttentionShare {
    double head = 1;
    double length = 1;
};

[[nodiscard]] AttentionShare attentionShare(const AttentionSpec& attention, const TrainingShape& shape, const Efficiency& efficiency);

/// The core of one layer on one rank, or an op of zero time when the layer mixes no tokens.
/// Fused: causal FLOPs r s_mean 2 (a/t)(d_qk + d_v) forward and 2.5 times that backward (FlashAttention-2, arXiv 2307.08691, sec. 3), at a
/// share of the bf16 peak that halves at attention_half_tokens per rank and falls for heads below 128.
/// Unfused: full square, batched products, and 4.5 (5.5) passes over the scores of 2 bytes.
[[nodiscard]] Op attentionOp(const LayerSpec& layer, const TrainingShape& shape, const Efficiency& efficiency);

} // namespace shardscape
