// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/attention.h"

#include "cost/linear.h"

#include <algorithm>
#include <cmath>

namespace shardscape {
namespace {

constexpr double backwardFlops = 2.5; // five products of the forward's two, one of them recomputed

/// Exponentials and masks cost the same per score whatever the head size, the products grow with it. 1 at head size 128 and above, for
/// which attention_forward is measured.
double headFactor(double headDim, const Efficiency& e)
{
    const auto rate = [&](double d) { return d / (d + e.attentionHalfHead); };
    return std::min(1.0, rate(headDim) / rate(128.0));
}

} // namespace

AttentionShare attentionShare(const AttentionSpec& attention, const TrainingShape& shape, const Efficiency& e)
{
    const double headDim = attention.kind == AttentionKind::Latent ? attention.nopeHeadDim + attention.ropeHeadDim : attention.headDim;
    const double local = shape.sequence / shape.cp;
    return {headFactor(headDim, e), local / (local + e.attentionHalfTokens)};
}

namespace {

Op fusedAttention(const LayerSpec& layer, const TrainingShape& shape, const Efficiency& e)
{
    const AttentionSpec& a = layer.attention;
    const double flops = 2.0 * shape.tokens() * meanContext(a, shape.sequence) * attentionWidth(a) / shape.tp;
    const AttentionShare share = attentionShare(a, shape, e);
    const double rate = e.bf16Flops * e.attentionForward * share.head * share.length;
    Op op{"attention_core", OpKind::Attention};
    op.flops = {flops, backwardFlops * flops, 0.0};
    const double touched = 2.0 * shape.tokens() * attentionWidth(a) / shape.tp; // queries, keys, values and outputs, roughly
    op.bytes = {2.0 * touched, 4.0 * touched, 0.0};
    op.seconds = {flops / rate + e.kernelGapSeconds, backwardFlops * flops / (rate * e.attentionBackwardRatio) + 2.0 * e.kernelGapSeconds,
                  0.0};
    return op;
}

Op unfusedAttention(const LayerSpec& layer, const TrainingShape& shape, const Efficiency& e)
{
    const AttentionSpec& a = layer.attention;
    const double flops = 2.0 * shape.tokens() * shape.sequence * attentionWidth(a) / shape.tp; // full square
    const double align = a.headDim % 64 == 0 ? 1.0 : 0.85;
    const double rate = e.bf16Flops * e.attentionUnfused * std::sqrt(std::min(a.headDim, 128) / 128.0) * align;
    const double scores = shape.tokens() * shape.sequence * a.heads / shape.tp * 2.0;
    const double hbm = e.hbmBytesPerSecond * e.trainHbm;
    Op op{"attention_core", OpKind::Attention};
    op.flops = {flops, 2.0 * flops, 0.0};
    op.bytes = {4.5 * scores, 5.5 * scores, 0.0};
    op.seconds = {flops / rate + op.bytes[0] / hbm + 5.0 * e.kernelGapSeconds,
                  2.0 * flops / rate + op.bytes[1] / hbm + 6.0 * e.kernelGapSeconds, 0.0};
    return op;
}

/// Chunked form of linear attention and state-space layers: state updates and reads of keys x values per token, by 64-token chunks.
Op linearAttention(const LayerSpec& layer, const TrainingShape& shape, const Efficiency& e)
{
    const AttentionSpec& a = layer.attention;
    const double state = a.kind == AttentionKind::Mamba2
                             ? static_cast<double>(a.innerWidth) * a.stateSize
                             : static_cast<double>(a.linearValueHeads) * a.linearKeyHeadDim * a.linearValueHeadDim;
    const double width = a.kind == AttentionKind::Mamba2 ? a.innerWidth : static_cast<double>(a.linearValueHeads) * a.linearValueHeadDim;
    const double flops = shape.tokens() * (6.0 * state + 4.0 * 64.0 * width) / shape.tp;
    const double bytes = shape.tokens() * 8.0 * 2.0 * width / shape.tp;
    const double rate = e.bf16Flops * e.attentionForward * 0.5;
    const double forward = std::max(flops / rate, bytes / (e.hbmBytesPerSecond * e.trainHbm)) + 4.0 * e.kernelGapSeconds;
    Op op{"linear_attention_core", OpKind::Attention};
    op.flops = {flops, backwardFlops * flops, 0.0};
    op.bytes = {bytes, 2.0 * bytes, 0.0};
    op.seconds = {forward, backwardFlops * forward, 0.0};
    return op;
}

} // namespace

Op attentionOp(const LayerSpec& layer, const TrainingShape& shape, const Efficiency& efficiency)
{
    switch (layer.attention.kind) {
    case AttentionKind::Grouped:
    case AttentionKind::Latent:
        return shape.unfusedAttention ? unfusedAttention(layer, shape, efficiency) : fusedAttention(layer, shape, efficiency);
    case AttentionKind::GatedDelta:
    case AttentionKind::Lightning:
    case AttentionKind::Mamba2: return linearAttention(layer, shape, efficiency);
    case AttentionKind::None: break;
    }
    return {"attention_core", OpKind::Attention};
}

} // namespace shardscape
