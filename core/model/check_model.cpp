// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/check_model.h"

#include "model/parameters.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {

namespace {

/// Collects the faults of one layer kind.
class KindChecker {
public:
    KindChecker(int kind, std::vector<ModelFault>& faults) : m_kind{kind}, m_faults{faults} {}

    void add(std::string field, std::string message, std::string hint)
    {
        m_faults.push_back({m_kind, std::move(field), std::move(message), std::move(hint)});
    }

    void inRange(const char* field, int value, int max)
    {
        if (value < 1 || value > max)
            add(field, fmt::format("{} is {}, which no layer of this kind can have", field, value),
                fmt::format("give a number from 1 to {}", max));
    }

    void notNegative(const char* field, int value, int max)
    {
        if (value < 0 || value > max)
            add(field, fmt::format("{} is {}", field, value), fmt::format("give a number from 0 to {}", max));
    }

    void product(const char* field, int count, int size)
    {
        const double width = static_cast<double>(count) * size;
        if (width > maxWidth)
            add(field, fmt::format("{} heads of {} make a width of {:.0f}", count, size, width),
                fmt::format("the largest width is {}", maxWidth));
    }

private:
    int m_kind;
    std::vector<ModelFault>& m_faults;
};

void checkGrouped(const AttentionSpec& a, KindChecker& check)
{
    check.inRange("attention/heads", a.heads, maxHeads);
    check.inRange("attention/kv_heads", a.kvHeads, maxHeads);
    check.inRange("attention/head_dim", a.headDim, maxHeadDim);
    check.inRange("attention/value_head_dim", a.valueHeadDim, maxHeadDim);
    check.notNegative("attention/sliding_window", a.slidingWindow, maxTokens);
    check.notNegative("attention/chunk_tokens", a.chunkTokens, maxTokens);
    check.product("attention/head_dim", a.heads, std::max(a.headDim, a.valueHeadDim));
    if (a.kvHeads > 0 && a.heads > 0 && a.heads % a.kvHeads != 0)
        check.add("attention/kv_heads", fmt::format("{} query heads do not divide into groups for {} key/value heads", a.heads, a.kvHeads),
                  "the number of query heads is a multiple of the number of key/value heads");
}

void checkLatent(const AttentionSpec& a, KindChecker& check)
{
    check.inRange("attention/heads", a.heads, maxHeads);
    check.notNegative("attention/query_lora_rank", a.queryLoraRank, maxHidden);
    check.inRange("attention/kv_lora_rank", a.kvLoraRank, maxHidden);
    check.inRange("attention/nope_head_dim", a.nopeHeadDim, maxHeadDim);
    check.inRange("attention/rope_head_dim", a.ropeHeadDim, maxHeadDim);
    check.inRange("attention/value_head_dim", a.valueHeadDim, maxHeadDim);
    check.product("attention/nope_head_dim", a.heads, std::max(a.headDim, a.valueHeadDim));
    if (a.kvHeads != a.heads || a.headDim != a.nopeHeadDim + a.ropeHeadDim)
        check.add("attention/nope_head_dim",
                  fmt::format("head size {} with {} of {} heads is not that of latent attention", a.headDim, a.kvHeads, a.heads),
                  "its head is nope_head_dim + rope_head_dim wide, and every query head has its own key");
    if (a.indexHeads == 0 && a.indexHeadDim == 0 && a.indexTopK == 0)
        return;
    check.inRange("attention/index_heads", a.indexHeads, maxHeads);
    check.inRange("attention/index_head_dim", a.indexHeadDim, maxHeadDim);
    check.inRange("attention/index_top_k", a.indexTopK, maxTokens);
    check.product("attention/index_head_dim", a.indexHeads, a.indexHeadDim);
    if (a.queryLoraRank == 0)
        check.add("attention/query_lora_rank", "the indexer reads the compressed query, but the query is not compressed",
                  "give query_lora_rank");
}

void checkLinear(const AttentionSpec& a, KindChecker& check)
{
    check.inRange("attention/linear_key_heads", a.linearKeyHeads, maxHeads);
    check.inRange("attention/linear_value_heads", a.linearValueHeads, maxHeads);
    check.inRange("attention/linear_key_head_dim", a.linearKeyHeadDim, maxHeadDim);
    check.inRange("attention/linear_value_head_dim", a.linearValueHeadDim, maxHeadDim);
    check.notNegative("attention/conv_kernel", a.convKernel, maxHeadDim);
    check.product("attention/linear_key_head_dim", a.linearKeyHeads, a.linearKeyHeadDim);
    check.product("attention/linear_value_head_dim", a.linearValueHeads, a.linearValueHeadDim);
    if (a.linearKeyHeads > 0 && a.linearValueHeads > 0 && a.linearValueHeads % a.linearKeyHeads != 0)
        check.add("attention/linear_value_heads",
                  fmt::format("{} value heads do not divide over {} key heads", a.linearValueHeads, a.linearKeyHeads),
                  "the number of value heads is a multiple of the number of key heads");
}

void checkMamba(const AttentionSpec& a, KindChecker& check)
{
    check.inRange("attention/inner_width", a.innerWidth, maxWidth);
    check.inRange("attention/state_size", a.stateSize, maxHeadDim);
    check.inRange("attention/conv_kernel", a.convKernel, maxHeadDim);
    check.notNegative("attention/state_groups", a.stateGroups, maxHeads);
    if (a.stateGroups == 0) {
        check.inRange("attention/time_step_rank", a.timeStepRank, maxHidden);
        return;
    }
    check.inRange("attention/linear_value_heads", a.linearValueHeads, maxHeads);
    check.product("attention/state_groups", a.stateGroups, a.stateSize);
    if (a.linearValueHeads > 0 && a.innerWidth % a.linearValueHeads != 0)
        check.add("attention/linear_value_heads",
                  fmt::format("{} heads do not divide an inner width of {}", a.linearValueHeads, a.innerWidth),
                  "the inner width is a multiple of the number of heads");
}

void checkAttention(const AttentionSpec& a, KindChecker& check)
{
    switch (a.kind) {
    case AttentionKind::Grouped: checkGrouped(a, check); break;
    case AttentionKind::Latent: checkLatent(a, check); break;
    case AttentionKind::GatedDelta:
    case AttentionKind::Lightning: checkLinear(a, check); break;
    case AttentionKind::Mamba2: checkMamba(a, check); break;
    case AttentionKind::None: break;
    }
}

void checkExperts(const FeedForwardSpec& f, KindChecker& check)
{
    check.inRange("feed_forward/experts", f.experts, maxExperts);
    check.inRange("feed_forward/expert_width", f.expertWidth, maxWidth);
    check.notNegative("feed_forward/shared_experts", f.sharedExperts, maxExperts);
    if (f.topK < 1 || f.topK > f.experts)
        check.add("feed_forward/top_k", fmt::format("a token chooses {} of {} experts", f.topK, f.experts),
                  "choose from 1 to all of the experts");
    if (f.sharedExperts > 0)
        check.inRange("feed_forward/shared_expert_width", f.sharedExpertWidth, maxWidth);
    if (f.routingGroups == 0 && f.routingTopGroups == 0)
        return;
    if (f.routingGroups < 1 || f.experts % f.routingGroups != 0)
        check.add("feed_forward/routing_groups", fmt::format("{} experts do not divide into {} groups", f.experts, f.routingGroups),
                  "the number of experts is a multiple of the number of groups");
    if (f.routingTopGroups < 1 || f.routingTopGroups > f.routingGroups)
        check.add("feed_forward/routing_top_groups", fmt::format("a token uses {} of {} groups", f.routingTopGroups, f.routingGroups),
                  "use from 1 to all of the groups");
}

void checkKind(const LayerSpec& layer, KindChecker& check)
{
    checkAttention(layer.attention, check);
    check.notNegative("feed_forward/width", layer.feedForward.width, maxWidth);
    check.notNegative("feed_forward/experts", layer.feedForward.experts, maxExperts);
    check.notNegative("norms", layer.norms, 8);
    if (layer.feedForward.isMoe())
        checkExperts(layer.feedForward, check);
    if (layer.attention.kind == AttentionKind::None && layer.feedForward.width == 0 && !layer.feedForward.isMoe())
        check.add("feed_forward/width", "the layer has neither attention nor a feed-forward part", "give it one of the two");
}

bool patternIsSound(const TransformerSpec& model, KindChecker& check)
{
    const std::size_t kinds = model.kinds.size();
    if (kinds < 1 || kinds > maxLayerKinds)
        check.add("layer_kinds", fmt::format("{} kinds of layer", kinds), fmt::format("describe 1 to {} kinds", maxLayerKinds));
    if (model.pattern.empty() || model.pattern.size() > maxLayers)
        check.add("pattern", fmt::format("the model has {} layers", model.pattern.size()),
                  fmt::format("a model has 1 to {} layers", maxLayers));
    const bool known = std::all_of(model.pattern.begin(), model.pattern.end(), [&](std::uint8_t kind) { return kind < kinds; });
    if (!known)
        check.add("pattern", "a layer is of a kind that is not described", "describe every kind in layer_kinds");
    const bool mtpKnown = model.mtpLayers == 0 || model.mtpKind < kinds;
    if (!mtpKnown)
        check.add("mtp_kind", "the multi-token-prediction layer is of a kind that is not described", "describe it in layer_kinds");
    return known && mtpKnown;
}

} // namespace

std::vector<ModelFault> findFaults(const TransformerSpec& model)
{
    std::vector<ModelFault> faults;
    KindChecker whole{-1, faults};
    whole.inRange("hidden", model.hidden, maxHidden);
    whole.inRange("vocabulary", model.vocabulary, maxVocabulary);
    whole.notNegative("learned_positions", model.learnedPositions, maxTokens);
    whole.notNegative("max_positions", model.maxPositions, maxTokens);
    whole.notNegative("mtp_layers", model.mtpLayers, maxLayers);
    const bool sound = patternIsSound(model, whole);
    for (std::size_t i = 0; i < model.kinds.size(); ++i) {
        KindChecker kind{static_cast<int>(i), faults};
        checkKind(model.kinds[i], kind);
    }
    if (sound && countParameters(model).total > maxParameters)
        whole.add("hidden", fmt::format("the sizes together make {:.3g} parameters", countParameters(model).total),
                  fmt::format("the largest model this program reads has {:.0e}", maxParameters));
    return faults;
}

} // namespace shardscape
