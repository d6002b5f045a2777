// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/parameters.h"

#include <algorithm>

namespace shardscape {

namespace {

double biasOf(bool present, double width) { return present ? width : 0.0; }

/// Weights of one norm of `width` elements.
double normWeights(const TransformerSpec& model, double width)
{
    if (model.norm == NormKind::LayerNoWeight)
        return 0.0;
    return model.normBias ? 2.0 * width : width;
}

/// Q, K, V and output projections of MHA, GQA and MQA. Ainslie et al. 2023 (arXiv 2305.13245); gate: Qwen3-Next; sinks: gpt-oss.
void addGrouped(const AttentionSpec& a, double hidden, LayerParameters& p)
{
    const double queries = static_cast<double>(a.heads) * a.headDim;
    const double keys = static_cast<double>(a.kvHeads) * a.headDim;
    const double values = static_cast<double>(a.kvHeads) * a.valueHeadDim;
    const double outputs = static_cast<double>(a.heads) * a.valueHeadDim;
    const double queryWidth = a.outputGate ? queries + outputs : queries;
    p.attentionSharded += hidden * queryWidth + biasOf(a.queryKeyValueBias, queryWidth) + outputs * hidden;
    p.attentionKeyValue += hidden * (keys + values) + biasOf(a.queryKeyValueBias, keys + values);
    p.attentionReplicated += biasOf(a.outputBias, hidden) + biasOf(a.sinks, a.heads);
    switch (a.qkNorm) {
    case QkNorm::None: break;
    case QkNorm::PerHead: p.attentionReplicated += 2.0 * a.headDim; break;
    case QkNorm::FullWidth: p.attentionReplicated += queries + keys; break;
    }
}

/// Multi-head latent attention: down-projections and their norms stay whole on every tensor-parallel rank, up-projections are split by
/// heads. DeepSeek-V2 (arXiv 2405.04434) section 2.1; the indexer of V3.2 (arXiv 2512.02556) is replicated too.
void addLatent(const AttentionSpec& a, double hidden, LayerParameters& p)
{
    const double queries = static_cast<double>(a.heads) * (a.nopeHeadDim + a.ropeHeadDim);
    const double outputs = static_cast<double>(a.heads) * a.valueHeadDim;
    const double compressed = static_cast<double>(a.kvLoraRank) + a.ropeHeadDim;
    if (a.queryLoraRank > 0) {
        p.attentionReplicated += hidden * a.queryLoraRank + biasOf(a.queryKeyValueBias, a.queryLoraRank) + a.queryLoraRank;
        p.attentionSharded += queries * a.queryLoraRank;
    } else {
        p.attentionSharded += hidden * queries;
    }
    p.attentionReplicated += hidden * compressed + biasOf(a.queryKeyValueBias, compressed) + a.kvLoraRank;
    p.attentionSharded += a.kvLoraRank * (static_cast<double>(a.heads) * a.nopeHeadDim + outputs) + outputs * hidden;
    p.attentionReplicated += biasOf(a.outputBias, hidden);
    if (a.indexHeads > 0) {
        const double indexQueries = static_cast<double>(a.indexHeads) * a.indexHeadDim;
        const double keyNorm = 2.0 * a.indexHeadDim; // a LayerNorm with bias
        p.attentionReplicated += a.queryLoraRank * indexQueries + hidden * a.indexHeadDim + keyNorm + hidden * a.indexHeads;
    }
}

/// Gated delta rule: one projection to q, k, v and the gate z, one to beta and the decay, a depth-wise convolution over q, k, v.
/// Yang et al. 2024 (arXiv 2412.06464); sizes as Qwen3-Next lays them out.
void addGatedDelta(const AttentionSpec& a, double hidden, LayerParameters& p)
{
    const double keys = static_cast<double>(a.linearKeyHeads) * a.linearKeyHeadDim;
    const double values = static_cast<double>(a.linearValueHeads) * a.linearValueHeadDim;
    const double convolved = 2.0 * keys + values;
    const double decayAndTimeStep = 2.0 * a.linearValueHeads;
    p.attentionSharded += hidden * (2.0 * keys + 2.0 * values) + hidden * 2.0 * a.linearValueHeads + convolved * a.convKernel +
                          biasOf(a.convBias, convolved) + decayAndTimeStep + values * hidden;
    p.attentionReplicated += a.linearValueHeadDim;
}

/// Lightning attention: q, k, v, an output gate and a norm over all heads. MiniMax-01 (arXiv 2501.08313) section 2.2.
void addLightning(const AttentionSpec& a, double hidden, LayerParameters& p)
{
    const double keys = static_cast<double>(a.linearKeyHeads) * a.linearKeyHeadDim;
    const double values = static_cast<double>(a.linearValueHeads) * a.linearValueHeadDim;
    p.attentionSharded += hidden * (2.0 * keys + values) + hidden * values + values * hidden;
    p.attentionReplicated += values;
}

/// Mamba-1, whose time step passes through a low-rank projection. Gu and Dao 2023 (arXiv 2312.00752); inner norms: Jamba (2403.19887).
void addMamba1(const AttentionSpec& a, double hidden, LayerParameters& p)
{
    const double inner = a.innerWidth;
    const double selected = static_cast<double>(a.timeStepRank) + 2.0 * a.stateSize;
    p.attentionSharded += hidden * 2.0 * inner + biasOf(a.queryKeyValueBias, 2.0 * inner) + inner * a.convKernel +
                          biasOf(a.convBias, inner) + inner * selected + a.timeStepRank * inner + inner + inner * a.stateSize + inner +
                          inner * hidden;
    p.attentionReplicated += biasOf(a.outputBias, hidden) + biasOf(a.stateNorms, selected);
}

/// Mamba-2: one input projection to z, x, B, C and the time steps. Dao and Gu 2024 (arXiv 2405.21060) section 8.
void addMamba2(const AttentionSpec& a, double hidden, LayerParameters& p)
{
    const double inner = a.innerWidth;
    const double convolved = inner + 2.0 * a.stateGroups * a.stateSize;
    const double perHead = 3.0 * a.linearValueHeads; // time-step bias, A and D
    p.attentionSharded += hidden * (inner + convolved + a.linearValueHeads) +
                          biasOf(a.queryKeyValueBias, inner + convolved + a.linearValueHeads) + convolved * a.convKernel +
                          biasOf(a.convBias, convolved) + perHead + inner + inner * hidden;
    p.attentionReplicated += biasOf(a.outputBias, hidden);
}

void addAttention(const AttentionSpec& a, double hidden, LayerParameters& p)
{
    switch (a.kind) {
    case AttentionKind::Grouped: addGrouped(a, hidden, p); break;
    case AttentionKind::Latent: addLatent(a, hidden, p); break;
    case AttentionKind::GatedDelta: addGatedDelta(a, hidden, p); break;
    case AttentionKind::Lightning: addLightning(a, hidden, p); break;
    case AttentionKind::Mamba2: a.stateGroups > 0 ? addMamba2(a, hidden, p) : addMamba1(a, hidden, p); break;
    case AttentionKind::None: break;
    }
}

/// Two matrices, or three when gated (Shazeer 2020, arXiv 2002.05202); a mixture of experts adds the router, shared experts and biases.
void addFeedForward(const FeedForwardSpec& f, double hidden, LayerParameters& p)
{
    const double inputs = isGated(f.activation) ? 2.0 : 1.0;
    const auto matrices = [&](double width) { return (inputs + 1.0) * hidden * width; };
    p.feedForwardSharded += matrices(f.width) + biasOf(f.bias, inputs * f.width);
    p.feedForwardReplicated += biasOf(f.bias && f.width > 0, hidden);
    if (!f.isMoe())
        return;
    p.routedExperts += f.experts * (matrices(f.expertWidth) + biasOf(f.expertBias, inputs * f.expertWidth + hidden));
    p.feedForwardSharded += f.sharedExperts * matrices(f.sharedExpertWidth);
    p.feedForwardReplicated += biasOf(f.sharedExpertGate, hidden);
    p.router += f.experts * hidden + biasOf(f.routerBias, f.experts) + biasOf(f.correctionBias, f.experts);
}

/// Layers of every kind in the model's pattern.
std::vector<int> layersPerKind(const TransformerSpec& model)
{
    std::vector<int> layers(model.kinds.size(), 0);
    for (const std::uint8_t kind : model.pattern)
        ++layers[kind];
    return layers;
}

/// A multi-token-prediction module: its layer, the projection of two concatenated states to one, the norms of both and of the output.
/// DeepSeek-V3 (arXiv 2412.19437) section 2.2; embedding and head are the main model's.
double mtpParameters(const TransformerSpec& model)
{
    if (model.mtpLayers == 0)
        return 0.0;
    const double hidden = model.hidden;
    const double module =
        layerParameters(model, model.kinds[model.mtpKind]).total() + 2.0 * hidden * hidden + 3.0 * normWeights(model, hidden);
    return model.mtpLayers * module;
}

} // namespace

LayerParameters layerParameters(const TransformerSpec& model, const LayerSpec& layer)
{
    LayerParameters p;
    addAttention(layer.attention, model.hidden, p);
    addFeedForward(layer.feedForward, model.hidden, p);
    p.norms = layer.norms * normWeights(model, model.hidden);
    return p;
}

ParameterCount countParameters(const TransformerSpec& model)
{
    ParameterCount count;
    const double table = static_cast<double>(model.vocabulary) * model.hidden;
    count.embedding = table;
    count.head = (model.tiedEmbeddings ? 0.0 : table) + biasOf(model.headBias, model.vocabulary);
    count.positions = static_cast<double>(model.learnedPositions) * model.hidden;
    count.norms = normWeights(model, model.hidden) * (model.embeddingNorm ? 2.0 : 1.0);
    double idle = 0.0; // routed experts that a token does not visit
    const std::vector<int> layers = layersPerKind(model);
    for (std::size_t kind = 0; kind < layers.size(); ++kind) {
        const FeedForwardSpec& feedForward = model.kinds[kind].feedForward;
        const LayerParameters p = layerParameters(model, model.kinds[kind]);
        const double n = layers[kind];
        count.attention += n * (p.attentionSharded + p.attentionKeyValue + p.attentionReplicated);
        count.feedForward += n * (p.feedForwardSharded + p.feedForwardReplicated);
        count.experts += n * p.routedExperts;
        count.routers += n * p.router;
        count.norms += n * p.norms;
        if (feedForward.isMoe())
            idle += n * (p.routedExperts / feedForward.experts) * (feedForward.experts - feedForward.topK);
    }
    count.total =
        count.embedding + count.head + count.positions + count.attention + count.feedForward + count.experts + count.routers + count.norms;
    count.active = count.total - idle;
    count.mtp = mtpParameters(model);
    return count;
}

} // namespace shardscape
