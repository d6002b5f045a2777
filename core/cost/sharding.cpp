// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/sharding.h"

#include "model/parameters.h"

#include <algorithm>
#include <cmath>

namespace shardscape {
namespace {

/// Weights of one norm of the model's width.
double normWeights(const TransformerSpec& model)
{
    if (model.norm == NormKind::LayerNoWeight)
        return 0.0;
    return (model.normBias ? 2.0 : 1.0) * model.hidden;
}

/// Down-projections of MLA, which are matrices although every tensor-parallel rank keeps them whole.
double latentDownProjections(const TransformerSpec& model, const AttentionSpec& attention)
{
    if (attention.kind != AttentionKind::Latent)
        return 0.0;
    return static_cast<double>(model.hidden) * (attention.queryLoraRank + attention.kvLoraRank + attention.ropeHeadDim);
}

double ceilDiv(double amount, int ways) { return std::ceil(amount / ways); }

} // namespace

ShardedParameters& ShardedParameters::operator+=(const ShardedParameters& other)
{
    matrices += other.matrices;
    replicated += other.replicated;
    vectors += other.vectors;
    embedding += other.embedding;
    head += other.head;
    experts += other.experts;
    return *this;
}

double paddedVocabulary(const TransformerSpec& model, const ParameterSplit& split)
{
    const double multiple = static_cast<double>(split.vocabularyMultiple) * split.tp;
    return std::ceil(model.vocabulary / multiple) * multiple;
}

ShardedParameters layerOnRank(const TransformerSpec& model, const LayerSpec& layer, const ParameterSplit& split)
{
    const LayerParameters p = layerParameters(model, layer);
    const double latent = latentDownProjections(model, layer.attention);
    const int keyValueWays = std::clamp(layer.attention.kvHeads, 1, split.tp);
    const int experts = layer.feedForward.experts;
    ShardedParameters rank;
    rank.matrices = (p.attentionSharded + p.feedForwardSharded) / split.tp + p.attentionKeyValue / keyValueWays;
    rank.replicated = latent + p.router;
    rank.vectors = p.attentionReplicated - latent + p.feedForwardReplicated + p.norms;
    if (experts > 0)
        rank.experts = ceilDiv(experts, split.ep) * (p.routedExperts / experts) / split.etp;
    return rank;
}

ShardedParameters mtpModuleOnRank(const TransformerSpec& model, const ParameterSplit& split)
{
    ShardedParameters rank = layerOnRank(model, model.kinds[model.mtpKind], split);
    rank.matrices += 2.0 * model.hidden * model.hidden / split.tp;
    rank.vectors += 3.0 * normWeights(model);
    return rank;
}

ShardedParameters chunkOnRank(const TransformerSpec& model, const StageChunk& chunk, bool ownsEmbedding, const ParameterSplit& split)
{
    ShardedParameters rank;
    for (int i = 0; i < chunk.layers; ++i)
        rank += layerOnRank(model, model.layer(chunk.firstLayer + i), split);
    for (int i = 0; i < chunk.mtpLayers; ++i)
        rank += mtpModuleOnRank(model, split);
    const double table = paddedVocabulary(model, split) / split.tp * model.hidden;
    if (chunk.embedding)
        rank.embedding +=
            table + static_cast<double>(model.learnedPositions) * model.hidden + (model.embeddingNorm ? normWeights(model) : 0.0);
    if (chunk.mtpLayers > 0 && !ownsEmbedding && !(chunk.head && model.tiedEmbeddings))
        rank.embedding += table;
    if (chunk.head) {
        rank.head += normWeights(model) + (model.headBias ? paddedVocabulary(model, split) / split.tp : 0.0);
        if (!(model.tiedEmbeddings && ownsEmbedding))
            rank.head += table;
    }
    return rank;
}

bool stageOwnsEmbedding(const StageLayout& layout, int stage)
{
    for (int c = 0; c < layout.chunks; ++c)
        if (layout.at(stage, c).embedding)
            return true;
    return false;
}

ShardedParameters stageParameters(const Plan& plan, const TransformerSpec& model, int stage, const StageParameterOptions& options)
{
    const ParameterSplit split{
        .tp = plan.parallelism.tp, .ep = plan.parallelism.ep, .etp = plan.etp, .vocabularyMultiple = options.vocabularyMultiple};
    const bool owns = stageOwnsEmbedding(plan.layout, stage);
    ShardedParameters rank;
    for (int c = 0; c < plan.layout.chunks; ++c) {
        StageChunk chunk = plan.layout.at(stage, c);
        if (!options.predictionModules)
            chunk.mtpLayers = 0;
        rank += chunkOnRank(model, chunk, owns, split);
    }
    return rank;
}

} // namespace shardscape
