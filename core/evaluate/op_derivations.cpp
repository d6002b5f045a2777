// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/op_derivations.h"

#include "cost/attention.h"
#include "plan/virtual_stage.h"

#include <fmt/format.h>

namespace shardscape {
namespace {

using enum Pass;

Term constantTerm(std::string symbol, double value, std::string unit, std::string_view name, const TrainingContext& c)
{
    const Constant constant = efficiencyConstant(name, c.inputs.cluster.accelerator, c.inputs.software);
    return {std::move(symbol), value, std::move(unit), fmt::format("{} ({})", name, constant.source), ""};
}

std::string_view shareName(const Op& op, const TrainingContext& c)
{
    const double bytes = op.kind == OpKind::Head || op.name == "router" ? 2.0 : bytesPerElement(c.shape.precision);
    return bytes >= 2.0 ? "train_gemm_bf16" : bytes > 0.9 ? "train_gemm_fp8" : "train_gemm_fp4";
}

void explainProduct(Derivation& d, const Op& op, std::size_t pass, const TrainingContext& c)
{
    const GemmPrecision p = opPrecision(op, c);
    const double busy = op.seconds[pass] - c.efficiency.kernelGapSeconds;
    const Term gap = constantTerm("gap", c.efficiency.kernelGapSeconds, "seconds", "kernel_gap_seconds", c);
    const double bandwidth = c.efficiency.hbmBytesPerSecond * c.efficiency.trainHbm;
    if (op.bytes[pass] / bandwidth >= busy * (1.0 - 1e-9)) {
        d.formula = "bytes / bandwidth + gap";
        d.terms = {{"bytes", busy * bandwidth, "bytes", "operands and result once through memory", ""},
                   {"bandwidth", bandwidth, "bytes_per_second", "memory bandwidth that kernels sustain", ""},
                   gap};
        d.validity = "bound by memory";
        return;
    }
    d.formula = "flops / (peak * share * shape) + epilogue + gap";
    d.terms = {{"flops", op.flops[pass], "flops", "2 m n k of the rank's part", ""},
               {"peak", p.peakFlops, "flops", "dense peak of the type, per second", ""},
               constantTerm("share", p.share, "", shareName(op, c), c),
               {"shape", op.flops[pass] / (p.peakFlops * p.share * (busy - op.epilogue[pass])), "",
                "what tiles, waves over the multiprocessors and the depth of the reduction leave", ""},
               constantTerm("epilogue", op.epilogue[pass], "seconds", "gemm_epilogue", c),
               gap};
    d.validity = "bound by the matrix units";
}

/// Fused kernels by head size and length; what is left is the slower backward kernel, or the passes over unfused scores.
void explainAttention(Derivation& d, const Op& op, std::size_t pass, const AttentionSpec& attention, const TrainingContext& c)
{
    const double launches = (pass == indexOf(Forward) ? 1.0 : 2.0) * c.efficiency.kernelGapSeconds;
    const AttentionShare share = c.shape.unfusedAttention ? AttentionShare{} : attentionShare(attention, c.shape, c.efficiency);
    const double rate = c.efficiency.bf16Flops * c.efficiency.attentionForward * share.head * share.length;
    d.formula = "flops / (peak * share * head * length * kernel) + launches";
    d.terms = {{"flops", op.flops[pass], "flops", "scores and values, causal half", ""},
               {"peak", c.efficiency.bf16Flops, "flops", "dense bf16 peak per second", ""},
               constantTerm("share", c.efficiency.attentionForward, "", "attention_forward", c),
               constantTerm("head", share.head, "", "attention_half_head", c),
               constantTerm("length", share.length, "", "attention_half_tokens", c),
               {"kernel", op.flops[pass] / (rate * (op.seconds[pass] - launches)), "",
                "rate of this pass's kernel over the fused forward one", ""},
               {"launches", launches, "seconds", "gaps between kernels", ""}};
    d.validity = c.shape.unfusedAttention ? "unfused: with the memory passes over the scores" : "fused attention kernel";
}

void explainTraffic(Derivation& d, const Op& op, std::size_t pass, const TrainingContext& c)
{
    const double bandwidth = c.efficiency.hbmBytesPerSecond * c.efficiency.trainHbm;
    d.formula = "bytes / bandwidth + launches";
    std::string what = "read and written";
    if (op.name == "gradient_sum")
        what += "; separate_gradient_sum (" +
                efficiencyConstant("separate_gradient_sum", c.inputs.cluster.accelerator, c.inputs.software).source + ")";
    d.terms = {{"bytes", op.bytes[pass], "bytes", std::move(what), ""},
               {"bandwidth", bandwidth, "bytes_per_second", "memory bandwidth that kernels sustain", ""},
               {"launches", op.seconds[pass] - op.bytes[pass] / bandwidth, "seconds", "gaps between kernels", ""}};
    d.validity = "bound by memory";
}

void recordOp(std::size_t kind, const Op& op, const PassText& pass, const TrainingContext& c, DerivationLog& log)
{
    const std::size_t index = indexOf(pass.pass);
    Derivation d{.id = opDerivationId(kind, op, pass.name),
                 .name = fmt::format("{}, {}, one micro-batch", op.name, pass.title),
                 .unit = "seconds",
                 .value = op.seconds[index],
                 .formula = {},
                 .terms = {},
                 .source = "roofline with the accelerator's sustained shares",
                 .validity = {},
                 .guess = !c.efficiency.guesses.empty()};
    switch (op.kind) {
    case OpKind::Gemm:
    case OpKind::GroupedGemm: explainProduct(d, op, index, c); break;
    case OpKind::Attention: explainAttention(d, op, index, c.inputs.model.kinds[kind].attention, c); break;
    case OpKind::Head:
    case OpKind::Elementwise:
    case OpKind::TokenMovement: explainTraffic(d, op, index, c); break;
    }
    log.add(std::move(d));
}

/// Sum of a layer kind's operations in one pass.
double recordLayer(std::size_t kind, const std::vector<Op>& ops, const PassText& pass, const TrainingContext& c, DerivationLog& log)
{
    Derivation d{.id = fmt::format("training/layer/{}/{}", kind, pass.name),
                 .name = fmt::format("Computation of one layer, {}", pass.title),
                 .unit = "seconds",
                 .value = 0,
                 .formula = "sum(",
                 .terms = {},
                 .source = "sum of the layer's operations",
                 .validity = "one micro-batch on one rank, without transfers",
                 .guess = false};
    for (const Op& op : ops) {
        const double seconds = op.seconds[indexOf(pass.pass)];
        if (seconds <= 0)
            continue;
        recordOp(kind, op, pass, c, log);
        d.formula += (d.terms.empty() ? "" : ", ") + std::string{op.name};
        d.terms.push_back({std::string{op.name}, seconds, "seconds", "", opDerivationId(kind, op, pass.name)});
        d.value += seconds;
    }
    d.formula += d.terms.empty() ? "0)" : ")";
    const double value = d.value;
    log.add(std::move(d));
    return value;
}

} // namespace

std::string opDerivationId(std::size_t kind, const Op& op, std::string_view pass)
{
    return fmt::format("training/layer/{}/{}/{}", kind, op.name, pass);
}

GemmPrecision opPrecision(const Op& op, const TrainingContext& c)
{
    const bool isWide = op.kind == OpKind::Head || op.name == "router";
    return trainingPrecision(c.efficiency, isWide ? DataType::Bf16 : c.shape.precision);
}

std::vector<double> layersByKind(const TrainingContext& c, int stage)
{
    const TransformerSpec& model = c.inputs.model;
    const double share = chunkPlacement(c.plan.parallelism.schedule) == ChunkPlacement::Mirrored ? 0.5 : 1.0;
    std::vector<double> count(model.kinds.size(), 0.0);
    for (int chunk = 0; chunk < c.plan.layout.chunks; ++chunk) {
        const StageChunk& part = c.plan.layout.at(stage, chunk);
        for (int i = 0; i < part.layers; ++i)
            count[model.pattern[static_cast<std::size_t>(part.firstLayer + i)]] += share;
        if (part.mtpLayers > 0)
            count[model.mtpKind] += share * part.mtpLayers;
    }
    return count;
}

void recordComputation(const Work& bottleneck, int stage, const TrainingContext& c, DerivationLog& log)
{
    const TransformerSpec& model = c.inputs.model;
    const std::vector<double> count = layersByKind(c, stage);
    std::vector<std::vector<Op>> ops;
    for (const LayerSpec& kind : model.kinds)
        ops.push_back(layerOps(model, kind, c.shape, c.efficiency));
    for (const PassText& pass : passTexts) {
        Derivation d{.id = fmt::format("training/stage/{}", pass.name),
                     .name = fmt::format("Computation of the fullest stage, {}", pass.title),
                     .unit = "seconds",
                     .value = bottleneck.at(pass.pass, WorkPart::Compute),
                     .formula = "ends",
                     .terms = {},
                     .source = "sum over the stage's layers",
                     .validity = fmt::format("stage {}, one micro-batch", stage),
                     .guess = false};
        double layers = 0;
        for (std::size_t kind = 0; kind < ops.size(); ++kind) {
            if (count[kind] <= 0)
                continue;
            const double seconds = recordLayer(kind, ops[kind], pass, c, log);
            d.formula += fmt::format(" + layers_{0} * layer_{0}", kind);
            d.terms.push_back({fmt::format("layers_{}", kind), count[kind], "", "layers of this kind on the stage", ""});
            d.terms.push_back(
                {fmt::format("layer_{}", kind), seconds, "seconds", "", fmt::format("training/layer/{}/{}", kind, pass.name)});
            layers += count[kind] * seconds;
        }
        d.terms.push_back({"ends", d.value - layers, "seconds", "embedding and output head, where the stage has them", ""});
        log.add(std::move(d));
    }
}

} // namespace shardscape
