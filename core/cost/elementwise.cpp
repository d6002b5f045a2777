// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/elementwise.h"

#include "cost/linear.h"

namespace shardscape {
namespace {

constexpr double bf16Bytes = 2.0;

struct Traffic {
    double forwardBytes = 0;
    double backwardBytes = 0;
    double kernels = 1;
};

Op memoryBound(std::string_view name, OpKind kind, const Traffic& traffic, const Efficiency& e)
{
    const double rate = e.hbmBytesPerSecond * e.trainHbm;
    const double forward = traffic.forwardBytes * e.elementwiseForwardScale;
    const double backward = traffic.backwardBytes * e.elementwiseBackwardScale;
    Op op{name, kind};
    op.bytes = {forward, backward, 0.0};
    op.seconds = {forward / rate + traffic.kernels * e.kernelGapSeconds, backward / rate + traffic.kernels * e.kernelGapSeconds, 0.0};
    return op;
}

bool isNarrow(DataType type) { return bytesPerElement(type) < 2.0; }

} // namespace

Op normOp(const TransformerSpec& model, const LayerSpec& layer, const TrainingShape& shape, const Efficiency& e)
{
    const double pass = shape.localTokens() * model.hidden * bf16Bytes * layer.norms / 2.0;
    return memoryBound("norms_and_residuals", OpKind::Elementwise,
                       {e.normPassesForward * pass, e.normPassesBackward * pass, 2.0 * layer.norms}, e);
}

Op rotaryOp(const LayerSpec& layer, const TrainingShape& shape, const Efficiency& e)
{
    const AttentionSpec& a = layer.attention;
    double width = 0;
    if (a.kind == AttentionKind::Grouped)
        width = static_cast<double>(a.heads) * a.headDim + static_cast<double>(a.kvHeads) * (a.headDim + a.valueHeadDim);
    else if (a.kind == AttentionKind::Latent)
        width = static_cast<double>(a.heads) * (2.0 * (a.nopeHeadDim + a.ropeHeadDim) + a.valueHeadDim);
    const double bytes = e.rotaryPasses * bf16Bytes * shape.tokens() * width / shape.tp;
    return memoryBound("rotary", OpKind::Elementwise, {bytes, bytes, width > 0 ? 2.0 : 0.0}, e);
}

Op queryKeyNormOp(const LayerSpec& layer, const TrainingShape& shape, const Efficiency& e)
{
    const AttentionSpec& a = layer.attention;
    double elements = 0;
    if (a.kind == AttentionKind::Latent)
        elements = shape.localTokens() * (static_cast<double>(a.queryLoraRank) + a.kvLoraRank);
    else if (a.kind == AttentionKind::Grouped && a.qkNorm != QkNorm::None)
        elements = shape.tokens() * (static_cast<double>(a.heads) + a.kvHeads) * a.headDim / shape.tp;
    return memoryBound("query_key_norm", OpKind::Elementwise,
                       {2.0 * elements * bf16Bytes, 3.0 * elements * bf16Bytes, elements > 0 ? 2.0 : 0.0}, e);
}

Op activationOp(std::string_view name, Activation activation, double elements, const Efficiency& e)
{
    const bool gated = isGated(activation);
    return memoryBound(name, OpKind::Elementwise,
                       {(gated ? 3.0 : 2.0) * elements * bf16Bytes, (gated ? 5.0 : 3.0) * elements * bf16Bytes, 1.0}, e);
}

Op castOp(double inputElements, double outputElements, const TrainingShape& shape, const Efficiency& e)
{
    if (!isNarrow(shape.precision))
        return {"casts", OpKind::Elementwise};
    const double perElement = e.castPasses * 4.0 + e.castAmaxPasses * bf16Bytes;
    return memoryBound("casts", OpKind::Elementwise, {perElement * inputElements, perElement * outputElements, 0.0}, e);
}

Op gradientSumOp(double weights, double gradientBytes, const Efficiency& e)
{
    Op op{"gradient_sum", OpKind::Elementwise};
    if (e.separateGradientSum <= 0 || weights <= 0)
        return op;
    const double bytes = e.separateGradientSum * weights * (bf16Bytes + 2.0 * gradientBytes);
    op.bytes = {0.0, 0.0, bytes};
    op.seconds = {0.0, 0.0, bytes / (e.hbmBytesPerSecond * e.trainHbm) + e.kernelGapSeconds};
    return op;
}

Op routingOp(const LayerSpec& layer, const TrainingShape& shape, const Efficiency& e)
{
    const double bytes = layer.feedForward.experts * 24.0 * shape.localTokens();
    return memoryBound("routing", OpKind::TokenMovement, {bytes, bytes, 6.0}, e);
}

Op movementOp(const TransformerSpec& model, double routed, const TrainingShape& shape, const Efficiency& e)
{
    const double row = model.hidden * bf16Bytes;
    const double bytes = e.moeMovementFactor * (4.0 * routed + 2.0 * shape.localTokens()) * row;
    return memoryBound("token_movement", OpKind::TokenMovement, {bytes, bytes, 2.0}, e);
}

double optimizerSeconds(double owned, double local, Optimizer optimizer, const Efficiency& e)
{
    double scale = 1.0; // of Adam's traffic, by the bytes of states that are read and written
    switch (optimizer) {
    case Optimizer::Adam: break;
    case Optimizer::AdamBf16States: scale = 26.0 / 34.0; break;
    case Optimizer::Adam8Bit: scale = 22.0 / 34.0; break;
    case Optimizer::Adafactor:
    case Optimizer::Sgd: scale = 26.0 / 34.0; break;
    case Optimizer::Muon: scale = 40.0 / 34.0; break;
    }
    const double bytes = owned * e.optimizerBytesPerParameter * scale + local * e.optimizerBytesPerGradient;
    return bytes / (e.hbmBytesPerSecond * e.trainHbm) + e.optimizerFixedSeconds;
}

} // namespace shardscape
