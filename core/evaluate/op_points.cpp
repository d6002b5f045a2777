// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/op_points.h"

#include "evaluate/op_derivations.h"

namespace shardscape {
namespace {

std::string_view textOf(OpKind kind)
{
    switch (kind) {
    case OpKind::Gemm: return "gemm";
    case OpKind::GroupedGemm: return "grouped-gemm";
    case OpKind::Attention: return "attention";
    case OpKind::Elementwise: return "elementwise";
    case OpKind::TokenMovement: return "token-movement";
    case OpKind::Head: return "head";
    }
    return "";
}

/// \param where the derivations' prefix, or a whole derivation where the operations have none of their own
void addOps(std::vector<OpPoint>& points, const std::vector<Op>& ops, double calls, std::optional<std::size_t> layerKind,
            const TrainingContext& c)
{
    for (const Op& op : ops)
        for (const PassText& pass : passTexts) {
            const std::size_t i = indexOf(pass.pass);
            if (op.seconds[i] <= 0 || calls <= 0)
                continue;
            points.push_back({.name = std::string{op.name},
                              .kind = std::string{textOf(op.kind)},
                              .pass = std::string{pass.name},
                              .flops = op.flops[i],
                              .bytes = op.bytes[i],
                              .time = Seconds::fromSeconds(op.seconds[i]),
                              .calls = calls,
                              .peakFlops = opPrecision(op, c).peakFlops,
                              .derivation = layerKind ? opDerivationId(*layerKind, op, pass.name) : "training/stage/" + std::string{pass.name}});
        }
}

} // namespace

std::vector<OpPoint> trainingOps(const TrainingContext& c, int stage)
{
    const TransformerSpec& model = c.inputs.model;
    std::vector<OpPoint> points;
    const std::vector<double> layers = layersByKind(c, stage);
    for (std::size_t kind = 0; kind < model.kinds.size(); ++kind)
        if (layers[kind] > 0)
            addOps(points, layerOps(model, model.kinds[kind], c.shape, c.efficiency), layers[kind], kind, c);
    for (int chunk = 0; chunk < c.plan.layout.chunks; ++chunk) {
        const StageChunk& part = c.plan.layout.at(stage, chunk);
        if (part.embedding)
            addOps(points, embeddingOps(model, c.shape, c.efficiency), 1.0, std::nullopt, c);
        if (part.head || part.mtpLayers > 0)
            addOps(points, headOps(model, c.shape, c.efficiency), part.mtpLayers + (part.head ? 1.0 : 0.0), std::nullopt, c);
    }
    return points;
}

} // namespace shardscape
