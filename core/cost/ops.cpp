// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/ops.h"

#include "cost/attention.h"
#include "cost/elementwise.h"
#include "cost/expert_load.h"
#include "cost/linear.h"

namespace shardscape {
namespace {

/// Bytes that a weight-gradient product moves per element of its result: it adds to the accumulated gradient (read and write), or leaves
/// a 16-bit one to kernels of their own.
double gradientOutputBytes(double gradientBytes, const Efficiency& e) { return e.separateGradientSum > 0 ? 2.0 : 2.0 * gradientBytes; }

/// The three products of a linear layer: (r, n, k), (r, k, n) and (k, n, r).
Op linearOp(std::string_view name, const GemmShape& shape, const GemmPrecision& precision, double gradientBytes, const Efficiency& e)
{
    const GemmShape inputGradient{shape.m, shape.k, shape.n, shape.groups};
    const GemmShape weightGradient{shape.k, shape.n, shape.m, shape.groups};
    GemmPrecision accumulating = precision;
    accumulating.outputBytes = gradientOutputBytes(gradientBytes, e);
    Op op{name, shape.groups > 1 ? OpKind::GroupedGemm : OpKind::Gemm};
    op.epilogue = {epilogueSeconds(shape, precision, e), epilogueSeconds(inputGradient, precision, e),
                   epilogueSeconds(weightGradient, accumulating, e)};
    op.flops = {shape.flops(), shape.flops(), shape.flops()};
    op.bytes = {gemmBytes(shape, precision), gemmBytes(inputGradient, precision), gemmBytes(weightGradient, accumulating)};
    op.seconds = {gemmSeconds(shape, precision, e) + e.kernelGapSeconds, gemmSeconds(inputGradient, precision, e) + e.kernelGapSeconds,
                  gemmSeconds(weightGradient, accumulating, e) + e.kernelGapSeconds};
    return op;
}

struct Casts {
    double inputs = 0;
    double outputs = 0;
};

struct LinearContext {
    const FeedForwardSpec& feedForward;
    const TrainingShape& shape;
    const Efficiency& efficiency;
    Casts casts;
    double weights = 0; ///< elements of the products' matrices
};

/// The two matrices of expert parts under names of their own.
std::string_view opName(const Linear& linear)
{
    const bool output = linear.split == LinearSplit::Row;
    if (linear.part == LinearPart::SharedExpert)
        return output ? "shared_experts_output" : "shared_experts_input";
    if (linear.part == LinearPart::RoutedExpert)
        return output ? "routed_experts_output" : "routed_experts_input";
    return linear.name;
}

Op opOf(const Linear& linear, LinearContext& context)
{
    const TrainingShape& s = context.shape;
    const Efficiency& e = context.efficiency;
    const GemmPrecision bf16 = trainingPrecision(e, DataType::Bf16);
    if (linear.part == LinearPart::Router)
        return linearOp(linear.name, {s.localTokens(), linear.out, linear.in, 1}, bf16, s.gradientBytes, e);
    const GemmPrecision precision = trainingPrecision(e, s.precision);
    GemmShape shape;
    if (linear.part == LinearPart::RoutedExpert) {
        const double experts = static_cast<double>(context.feedForward.experts) / s.ep;
        shape = {routedRows(context.feedForward, s, e) / experts, linear.outOf(s.etp), linear.inOf(s.etp), experts};
    } else {
        shape = {linear.split == LinearSplit::Replicated ? s.localTokens() : s.tokens(), linear.outOf(s.tp), linear.inOf(s.tp), 1};
    }
    context.casts.inputs += shape.m * shape.k * shape.groups;
    context.casts.outputs += shape.m * shape.n * shape.groups;
    context.weights += shape.k * shape.n * shape.groups;
    Op op = linearOp(opName(linear), shape, precision, s.gradientBytes, e);
    if (linear.part == LinearPart::RoutedExpert)
        op.kind = OpKind::GroupedGemm;
    return op;
}

void addActivations(const FeedForwardSpec& f, const TrainingShape& shape, const Efficiency& e, std::vector<Op>& ops)
{
    if (f.width > 0)
        ops.push_back(activationOp("activation", f.activation, shape.tokens() * f.width / shape.tp, e));
    if (!f.isMoe())
        return;
    ops.push_back(activationOp("expert_activation", f.activation, routedRows(f, shape, e) * f.expertWidth / shape.etp, e));
    if (f.sharedExperts > 0)
        ops.push_back(
            activationOp("shared_expert_activation", f.activation, shape.tokens() * f.sharedExperts * f.sharedExpertWidth / shape.tp, e));
}

} // namespace

std::vector<Op> layerOps(const TransformerSpec& model, const LayerSpec& layer, const TrainingShape& shape, const Efficiency& e)
{
    std::vector<Op> ops;
    ops.reserve(16);
    ops.push_back(normOp(model, layer, shape, e));
    LinearContext context{layer.feedForward, shape, e, {}, 0};
    for (const Linear& linear : linearsOf(model, layer))
        ops.push_back(opOf(linear, context));
    if (layer.attention.kind != AttentionKind::None) {
        if (const Op norm = queryKeyNormOp(layer, shape, e); norm.seconds[0] > 0)
            ops.push_back(norm);
        ops.push_back(rotaryOp(layer, shape, e));
        ops.push_back(attentionOp(layer, shape, e));
    }
    addActivations(layer.feedForward, shape, e, ops);
    if (layer.feedForward.isMoe()) {
        ops.push_back(routingOp(layer, shape, e));
        ops.push_back(movementOp(model, routedRows(layer.feedForward, shape, e), shape, e));
    }
    if (const Op casts = castOp(context.casts.inputs, context.casts.outputs, shape, e); casts.seconds[0] > 0)
        ops.push_back(casts);
    if (const Op sum = gradientSumOp(context.weights, shape.gradientBytes, e); sum.seconds[2] > 0)
        ops.push_back(sum);
    return ops;
}

std::vector<Op> headOps(const TransformerSpec& model, const TrainingShape& shape, const Efficiency& e)
{
    const double rows = shape.tokens();
    const double vocabulary = static_cast<double>(model.vocabulary) / shape.tp;
    Op head = linearOp("head", {rows, vocabulary, static_cast<double>(model.hidden), 1}, trainingPrecision(e, DataType::Bf16),
                       shape.gradientBytes, e);
    head.kind = OpKind::Head;
    Op loss{"cross_entropy", OpKind::Head};
    const double bytes = rows * vocabulary * e.headBytesPerLogit;
    const double seconds = bytes / (e.hbmBytesPerSecond * e.trainHbm);
    loss.bytes = {bytes * 0.5, bytes * 0.5, 0.0};
    loss.seconds = {seconds * 0.5 + 4.0 * e.kernelGapSeconds, seconds * 0.5 + 2.0 * e.kernelGapSeconds, 0.0};
    return {head, loss};
}

std::vector<Op> embeddingOps(const TransformerSpec& model, const TrainingShape& shape, const Efficiency& e)
{
    const double bytes = shape.tokens() * model.hidden * 2.0 * 2.0;
    const double rate = e.hbmBytesPerSecond * e.trainHbm;
    Op op{"embedding", OpKind::Elementwise};
    op.bytes = {bytes, 0.0, 3.0 * bytes};
    op.seconds = {bytes / rate + e.kernelGapSeconds, 0.0, 3.0 * bytes / rate + e.kernelGapSeconds};
    return {op};
}

} // namespace shardscape
