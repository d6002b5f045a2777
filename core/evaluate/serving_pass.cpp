// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/serving_pass.h"

#include "evaluate/serving_transfer.h"

#include <algorithm>
#include <cmath>

namespace shardscape {
namespace {

constexpr double activationBytes = 2.0;
constexpr double paddedRows = 16.0; ///< of the tiles of a visited expert: half of the 32 rows that grouped kernels take at least
// Memory traffic of what is no matrix product, in bytes per hidden channel, token and layer: residuals and norms, which every tensor rank
// repeats, and rotation, activation and quantization of the sharded heads and channels.
constexpr double repeatedBytes = 16.0;
constexpr double shardedBytes = 36.0;

/// Query heads that absorbed latent attention takes at once; a rank with fewer leaves the rest of the tile idle (FlashMLA's block of 64).
constexpr double latentTileHeads = 64.0;

/// Joins compute and memory time of a kernel: their maximum with a soft corner.
double smoothMax(double compute, double memory) { return std::pow(std::pow(compute, 3.7) + std::pow(memory, 3.7), 1.0 / 3.7); }

double joined(const ProductTime& time) { return smoothMax(time.compute, time.memory); }

struct Rate {
    double flops = 0;       ///< FLOP/s sustained by large products
    double weightBytes = 2; ///< per parameter
};

Rate rateOf(const ServingContext& c, DataType weights)
{
    const Efficiency& e = c.efficiency;
    const double bytes = bytesPerElement(weights);
    switch (weights) {
    case DataType::Fp32:
    case DataType::Tf32:
    case DataType::Bf16:
    case DataType::Fp16:
    case DataType::Int4: // weight-only formats multiply in 16 bit
    case DataType::Int8: return {e.bf16Flops * e.serveGemmBf16, bytes};
    case DataType::Fp8:
    case DataType::MxFp8: return {e.fp8Flops * e.serveGemmFp8, bytes};
    case DataType::NvFp4:
    case DataType::Fp4: return {e.fp4Flops * e.serveGemmFp4, bytes};
    }
    return {e.bf16Flops * e.serveGemmBf16, bytes};
}

/// A dense product of `rows` tokens with an in x out matrix.
ProductTime linearTime(const ServingContext& c, const Rate& rate, double rows, double in, double out)
{
    if (rows <= 0 || in <= 0 || out <= 0)
        return {};
    return {.compute = 2.0 * rows * in * out / (rate.flops * rows / (rows + 96.0)),
            .memory = (in * out * rate.weightBytes + rows * (in + out) * activationBytes) /
                      (c.efficiency.hbmBytesPerSecond * c.efficiency.serveHbm)};
}

double linearSeconds(const ServingContext& c, const Rate& rate, double rows, double in, double out)
{
    return joined(linearTime(c, rate, rows, in, out));
}

ProductTime expertTime(const ServingContext& c, const FeedForwardSpec& f, double tokens)
{
    const Efficiency& e = c.efficiency;
    const int ep = c.plan.parallelism.ep;
    const int etp = c.plan.etp;
    const double groupTokens = tokens * ep * etp / c.plan.parallelism.tp; // tokens whose experts live on this expert group
    const double picks = groupTokens * f.topK / ep;                       // rows on this rank
    const double width = static_cast<double>(f.expertWidth) / etp;
    const double parameters = (isGated(f.activation) ? 3.0 : 2.0) * c.inputs.model.hidden * width;
    const double visited = 1.0 - std::pow(1.0 - static_cast<double>(f.topK) / f.experts, std::pow(std::max(1.0, groupTokens), 0.88));
    const double local = static_cast<double>(f.experts) / ep;
    const Rate rate = rateOf(c, c.workload.weightDtype);
    // Tiles are padded: every visited expert costs some rows more than were routed to it.
    const double rows = picks + paddedRows * local * visited;
    const double compute = 2.0 * rows * parameters / (rate.flops * e.serveGrouped * e.serveGroupedScale);
    const double bytes =
        local * visited * parameters * rate.weightBytes + picks * (2.0 * c.inputs.model.hidden + 3.0 * width) * activationBytes;
    return {.compute = compute, .memory = bytes / (e.hbmBytesPerSecond * e.serveHbm)};
}

double contextOf(const AttentionSpec& a, double context)
{
    double seen = context;
    if (a.slidingWindow > 0)
        seen = std::min<double>(seen, a.slidingWindow);
    if (a.chunkTokens > 0)
        seen = std::min(seen, a.chunkTokens / 2.0);
    return seen;
}

/// Decode attention on CUDA cores, as engines before 2024 had it: every query head multiplies the cache of its KV head by itself, so groups
/// that share a KV head gain nothing. 0 where tensor-core kernels take a KV head once for its whole group.
double cudaCoreSeconds(const ServingContext& c, const AttentionSpec& a, double positions)
{
    const Efficiency& e = c.efficiency;
    if (e.serveCudaCoreAttention <= 0 || a.heads == a.kvHeads * e.serveTensorCoreGroup)
        return 0.0;
    const double elements = positions * a.heads / c.plan.parallelism.tp * (a.headDim + a.valueHeadDim);
    return elements / (e.serveCudaCoreAttention * e.multiprocessors);
}

double attentionSeconds(const ServingContext& c, const AttentionSpec& a, const PassLoad& load)
{
    const Efficiency& e = c.efficiency;
    const int tp = c.plan.parallelism.tp;
    const int cp = c.plan.parallelism.cp;
    double seconds = 0;
    if (load.promptTokens > 0)
        seconds +=
            2.0 * load.promptTokens * contextOf(a, load.promptContext) * attentionWidth(a) / tp / cp / (e.bf16Flops * e.serveAttention);
    const double positions = load.sequences * contextOf(a, load.sequenceContext) / cp;
    if (positions <= 0)
        return seconds;
    double compute = 0.0;
    if (a.kind == AttentionKind::Latent)
        compute = positions * 2.0 * std::max(latentTileHeads, static_cast<double>(a.heads) / tp) * (2.0 * a.kvLoraRank + a.ropeHeadDim) /
                  (e.bf16Flops * e.serveLatentAttention);
    else if (a.kvHeads > 0)
        compute = cudaCoreSeconds(c, a, positions);
    const double memory = positions * keyValueBytes(a, c) / (e.hbmBytesPerSecond * e.serveKv);
    return seconds + smoothMax(compute, memory);
}

/// Gaps between the kernels of a layer, and what the GPU does not cover of launching them one by one from the host.
double launchSeconds(const ServingContext& c, const LayerSpec& layer, const PassLoad& load, double busy)
{
    const Efficiency& e = c.efficiency;
    const bool moe = layer.feedForward.isMoe();
    const double gaps = e.serveLayerSeconds + (moe ? e.serveMoeSeconds : 0.0) +
                        (layer.attention.kind == AttentionKind::Latent ? e.serveLatentSeconds : 0.0);
    if (load.promptTokens <= 0 && e.serveDecodeGraphs > 0)
        return gaps;
    const double host = e.serveLayerHostSeconds + (moe ? e.serveMoeHostSeconds : 0.0);
    return std::max(gaps, host - busy);
}

PassTime layerPass(const ServingContext& c, std::size_t kind, const PassLoad& load)
{
    const LayerSpec& layer = c.inputs.model.kinds[kind];
    const Efficiency& e = c.efficiency;
    const Parallelism& p = c.plan.parallelism;
    const double tokens = load.promptTokens / p.cp + load.sequences;
    const Rate rate = rateOf(c, c.workload.weightDtype);
    PassTime time;
    for (const Linear& linear : c.linears[kind])
        if (linear.part != LinearPart::RoutedExpert)
            time[ServePart::Linear] += linearSeconds(c, rate, tokens, linear.inOf(p.tp), linear.outOf(p.tp));
    if (layer.feedForward.isMoe())
        time[ServePart::Experts] = joined(expertTime(c, layer.feedForward, tokens));
    time[ServePart::Attention] = attentionSeconds(c, layer.attention, load);
    time[ServePart::Elementwise] =
        tokens * (repeatedBytes + shardedBytes / p.tp) * c.inputs.model.hidden / (e.hbmBytesPerSecond * e.serveHbm);
    time[ServePart::Launch] = launchSeconds(c, layer, load, time.total());
    addTransfers(c, layer, load, time);
    return time;
}

} // namespace

double PassTime::total() const
{
    double sum = 0;
    for (const double value : seconds)
        sum += value;
    return sum;
}

void PassTime::add(const PassTime& other, double times)
{
    for (std::size_t i = 0; i < servePartCount; ++i)
        seconds[i] += times * other.seconds[i];
}

ServingContext servingContext(const Plan& plan, const Inputs& inputs, const InferenceWorkload& workload)
{
    const ClusterSpec& cluster = inputs.cluster;
    ServingContext c{.plan = plan,
                     .inputs = inputs,
                     .workload = workload,
                     .efficiency = efficiencyOf(cluster.accelerator, inputs.software),
                     .network = {},
                     .tp = shapeOf(GroupKind::Tp, plan, cluster),
                     .cp = shapeOf(GroupKind::Cp, plan, cluster),
                     .ep = shapeOf(GroupKind::Ep, plan, cluster),
                     .pp = shapeOf(GroupKind::Pp, plan, cluster),
                     .linears = {},
                     .layersPerChunk = {},
                     .unlike = {},
                     .kindsOfStage = {}};
    c.network = stepNetwork(cluster, c.efficiency);
    for (const LayerSpec& kind : inputs.model.kinds)
        c.linears.push_back(linearsOf(inputs.model, kind));
    for (const StageChunk& chunk : plan.layout.chunk) {
        std::vector<double> count(inputs.model.kinds.size(), 0.0);
        for (int i = 0; i < chunk.layers; ++i)
            count[inputs.model.pattern[static_cast<std::size_t>(chunk.firstLayer + i)]] += 1.0;
        c.layersPerChunk.push_back(std::move(count));
    }
    if (!cluster.isMixed())
        return c;
    auto unlike = std::make_shared<UnlikeNodes<ServingContext>>();
    unlike->use = kindUse(plan, cluster);
    for (int kind = 0; kind < static_cast<int>(cluster.kinds.size()); ++kind)
        unlike->inputs.push_back(inputsOfKind(inputs, kind));
    for (const Inputs& ofKind : unlike->inputs)
        unlike->contexts.push_back(servingContext(plan, ofKind, workload));
    c.kindsOfStage = unlike->use.ofStage;
    c.unlike = std::move(unlike);
    return c;
}

KindSet ServingContext::kindsInUse() const
{
    KindSet kinds = 0;
    for (const KindSet ofStage : kindsOfStage)
        kinds |= ofStage;
    return kinds;
}

namespace {

/// A chunk takes as long as on the slowest kind of node under it; part by part where ranks of several kinds wait for each other in layers.
std::vector<PassTime> passesOnUnlikeNodes(const ServingContext& c, const PassLoad& load)
{
    std::vector<PassTime> slowest(c.layersPerChunk.size());
    for (std::size_t kind = 0; kind < c.unlike->contexts.size(); ++kind) {
        const std::vector<PassTime> passes = chunkPasses(c.unlike->contexts[kind], load);
        for (std::size_t slot = 0; slot < passes.size(); ++slot) {
            if (!isIn(static_cast<int>(kind), c.kindsOfStage[slot / static_cast<std::size_t>(c.plan.layout.chunks)]))
                continue;
            if (!c.unlike->use.insideLayers && passes[slot].total() > slowest[slot].total())
                slowest[slot] = passes[slot];
            for (std::size_t part = 0; c.unlike->use.insideLayers && part < servePartCount; ++part)
                slowest[slot].seconds[part] = std::max(slowest[slot].seconds[part], passes[slot].seconds[part]);
        }
    }
    return slowest;
}

} // namespace

std::vector<PassTime> chunkPasses(const ServingContext& c, const PassLoad& load)
{
    if (c.unlike)
        return passesOnUnlikeNodes(c, load);
    std::vector<PassTime> kinds;
    for (std::size_t kind = 0; kind < c.inputs.model.kinds.size(); ++kind)
        kinds.push_back(layerPass(c, kind, load));
    std::vector<PassTime> chunks(c.layersPerChunk.size());
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        for (std::size_t kind = 0; kind < kinds.size(); ++kind)
            if (c.layersPerChunk[i][kind] > 0)
                chunks[i].add(kinds[kind], c.layersPerChunk[i][kind]);
        if (c.plan.layout.chunk[i].head)
            chunks[i][ServePart::Head] +=
                linearSeconds(c, rateOf(c, DataType::Bf16), load.sequences + load.finishedPrompts, c.inputs.model.hidden,
                              static_cast<double>(c.inputs.model.vocabulary) / c.plan.parallelism.tp);
    }
    return chunks;
}

ProductTime productTime(const ServingContext& c, double tokens)
{
    ProductTime sum;
    const Rate rate = rateOf(c, c.workload.weightDtype);
    const auto add = [&sum](const ProductTime& time, double times) {
        sum.compute += times * time.compute;
        sum.memory += times * time.memory;
    };
    for (std::size_t kind = 0; kind < c.inputs.model.kinds.size(); ++kind) {
        double layers = 0;
        for (const std::vector<double>& chunk : c.layersPerChunk)
            layers += chunk[kind];
        for (const Linear& linear : c.linears[kind])
            if (linear.part != LinearPart::RoutedExpert)
                add(linearTime(c, rate, tokens, linear.inOf(c.plan.parallelism.tp), linear.outOf(c.plan.parallelism.tp)), layers);
        if (c.inputs.model.kinds[kind].feedForward.isMoe())
            add(expertTime(c, c.inputs.model.kinds[kind].feedForward, tokens), layers);
    }
    return sum;
}

double hostSeconds(const ServingContext& c, double sequences)
{
    return slowestPrice(c, c.kindsInUse(), [sequences](const ServingContext& nodes) {
        return nodes.efficiency.serveStepSeconds + sequences * nodes.efficiency.serveSequenceSeconds;
    });
}

double passSendSeconds(const ServingContext& c, const PassLoad& load)
{
    if (c.plan.layout.stages == 1)
        return 0.0;
    const double bytes = load.tokens() * c.inputs.model.hidden * activationBytes / c.plan.parallelism.tp;
    return slowestPrice(c, c.kindsInUse(), [bytes](const ServingContext& nodes) { return sendSeconds(nodes.network, nodes.pp, bytes); });
}

double keyValueBytes(const AttentionSpec& a, const ServingContext& c)
{
    const double bytes = bytesPerElement(c.workload.kvDtype);
    switch (a.kind) {
    case AttentionKind::Grouped:
        return static_cast<double>(a.kvHeads) / std::min(c.plan.parallelism.tp, std::max(1, a.kvHeads)) * (a.headDim + a.valueHeadDim) *
               bytes;
    case AttentionKind::Latent: return (static_cast<double>(a.kvLoraRank) + a.ropeHeadDim) * bytes;
    case AttentionKind::GatedDelta:
    case AttentionKind::Lightning:
    case AttentionKind::Mamba2:
    case AttentionKind::None: return 0.0;
    }
    return 0.0;
}

} // namespace shardscape
