// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face_families.h"

#include <algorithm>

namespace shardscape::huggingface {

namespace {

/// Routed experts of the Qwen and GLM families.
FeedForwardSpec readRouted(Config& config, std::string_view expertsKey)
{
    FeedForwardSpec f;
    f.activation = readActivation(config, "hidden_act", "silu", true);
    f.experts = config.size(expertsKey, maxExperts);
    f.topK = config.size("num_experts_per_tok", maxExperts);
    f.expertWidth = config.size("moe_intermediate_size", maxWidth);
    return f;
}

TransformerSpec readQwenMoe(Config& config, TransformerSpec model, const AttentionSpec& attention, bool shared)
{
    const int layers = readLayerCount(config);
    const QwenExperts experts = readQwenExperts(config, layers, shared);
    for (int i = 0; i < layers; ++i) {
        LayerSpec layer;
        layer.attention = attention;
        layer.feedForward = experts.isMoe[static_cast<std::size_t>(i)] ? experts.experts : experts.dense;
        addLayer(model, layer);
    }
    return model;
}

/// moe_layers, or every interleave_moe_layer_step-th layer.
std::vector<bool> readLlama4Experts(Config& config, int layers)
{
    const std::vector<int> listed = config.numbers("moe_layers", maxLayers);
    const int step = config.sizeOr("interleave_moe_layer_step", 1, maxLayers);
    std::vector<bool> isMoe;
    for (int i = 0; i < layers; ++i)
        isMoe.push_back(config.has("moe_layers") ? std::find(listed.begin(), listed.end(), i) != listed.end() : (i + 1) % step == 0);
    return isMoe;
}

/// Layers with rotary positions are the chunked ones: layer_types, or no_rope_layers (1 = rotary; an empty list counts as absent), or
/// all but every no_rope_layer_interval-th.
std::vector<bool> readLlama4Chunked(Config& config, int layers)
{
    const int interval = config.sizeOr("no_rope_layer_interval", 4, maxLayers);
    const std::vector<int> rotary = config.numbers("no_rope_layers", 1);
    if (config.has("layer_types") || rotary.empty())
        return readOtherLayers(config, layers, {"chunked_attention", interval, 1});
    if (rotary.size() < static_cast<std::size_t>(layers))
        config.refuse("no_rope_layers", "wrong-type", "the list has fewer entries than there are layers", "give one number for each layer");
    std::vector<bool> chunked;
    for (const int isRotary : rotary)
        chunked.push_back(isRotary != 0);
    chunked.resize(static_cast<std::size_t>(layers), false);
    return chunked;
}

} // namespace

QwenExperts readQwenExperts(Config& config, int layers, bool shared)
{
    QwenExperts result;
    result.experts = readRouted(config, "num_experts");
    result.dense.activation = result.experts.activation;
    if (shared) {
        result.experts.sharedExperts = 1;
        result.experts.sharedExpertWidth = config.size("shared_expert_intermediate_size", maxWidth);
        result.experts.sharedExpertGate = true;
    }
    const int step = config.sizeOr("decoder_sparse_step", 1, maxLayers);
    const std::vector<int> denseLayers = config.numbers("mlp_only_layers", maxLayers);
    for (int i = 0; i < layers; ++i)
        result.isMoe.push_back((i + 1) % step == 0 && std::find(denseLayers.begin(), denseLayers.end(), i) == denseLayers.end());
    if (std::find(result.isMoe.begin(), result.isMoe.end(), false) != result.isMoe.end())
        result.dense.width = config.size("intermediate_size", maxWidth);
    return result;
}

/// Qwen2MoeConfig: qkv_bias true, decoder_sparse_step 1, a gated shared expert, untied.
TransformerSpec readQwen2Moe(Config& config)
{
    TransformerSpec model = readBase(config, false);
    AttentionSpec attention = readGrouped(config, model.hidden);
    attention.queryKeyValueBias = config.flagOr("qkv_bias", true);
    return readQwenMoe(config, std::move(model), attention, true);
}

/// Qwen3MoeConfig: attention_bias false, norms of q and k on each head, decoder_sparse_step 1, no shared expert, untied.
TransformerSpec readQwen3Moe(Config& config)
{
    TransformerSpec model = readBase(config, false);
    AttentionSpec attention = readGrouped(config, model.hidden);
    attention.queryKeyValueBias = attention.outputBias = config.flagOr("attention_bias", false);
    attention.qkNorm = QkNorm::PerHead;
    return readQwenMoe(config, std::move(model), attention, false);
}

/// Glm4MoeConfig: attention_bias false (q, k and v only), use_qk_norm false, n_shared_experts 1, a correction bias per expert, the first
/// first_k_dense_replace layers dense, untied. num_nextn_predict_layers counts the multi-token-prediction modules of the checkpoint.
TransformerSpec readGlm4Moe(Config& config)
{
    TransformerSpec model = readBase(config, false);
    LayerSpec dense;
    dense.attention = readGrouped(config, model.hidden);
    dense.attention.queryKeyValueBias = config.flagOr("attention_bias", false);
    dense.attention.qkNorm = config.flagOr("use_qk_norm", false) ? QkNorm::PerHead : QkNorm::None;
    LayerSpec experts = dense;
    FeedForwardSpec& f = experts.feedForward;
    f = readRouted(config, "n_routed_experts");
    f.correctionBias = true;
    f.sharedExperts = config.countOr("n_shared_experts", 1, maxExperts);
    f.sharedExpertWidth = f.sharedExperts > 0 ? f.expertWidth : 0;
    if (config.sizeOr("n_group", 1, maxExperts) > 1) {
        f.routingGroups = config.size("n_group", maxExperts);
        f.routingTopGroups = config.size("topk_group", maxExperts);
    }
    dense.feedForward.activation = f.activation;
    dense.feedForward.width = config.size("intermediate_size", maxWidth);
    const int layers = readLayerCount(config);
    const int firstMoe = config.countOr("first_k_dense_replace", 1, maxLayers);
    for (int i = 0; i < layers; ++i)
        addLayer(model, i < firstMoe ? dense : experts);
    model.mtpLayers = config.countOr("num_nextn_predict_layers", 0, maxLayers);
    if (model.mtpLayers > 0 && !model.kinds.empty())
        model.mtpKind = static_cast<std::uint8_t>(model.kinds.size() - 1);
    return model;
}

/// Llama4TextConfig: vocab_size 202048, head_dim 128, 8 key/value heads, attention_bias false, experts on every
/// interleave_moe_layer_step-th layer (1) with one shared expert of the same width, intermediate_size_mlp on the dense ones,
/// attention_chunk_size 8192 on three of four layers while the fourth sees all without rotary positions (no_rope_layer_interval 4),
/// untied. The norm of q and k has no weights.
TransformerSpec readLlama4(Config& config)
{
    TransformerSpec model = readBase(config, false);
    AttentionSpec chunked = readGrouped(config, model.hidden, {.kvHeads = 8, .headDim = 128});
    chunked.queryKeyValueBias = chunked.outputBias = config.flagOr("attention_bias", false);
    AttentionSpec global = chunked;
    global.rotary = false;
    chunked.chunkTokens = config.isNull("attention_chunk_size") ? 0 : config.sizeOr("attention_chunk_size", 8192, maxTokens);

    FeedForwardSpec experts;
    experts.activation = readActivation(config, "hidden_act", "silu", true);
    FeedForwardSpec dense = experts;
    experts.experts = config.size("num_local_experts", maxExperts);
    experts.topK = config.size("num_experts_per_tok", maxExperts);
    experts.expertWidth = experts.sharedExpertWidth = config.size("intermediate_size", maxWidth);
    experts.sharedExperts = 1;
    const int layers = readLayerCount(config);
    const std::vector<bool> isMoe = readLlama4Experts(config, layers);
    if (std::find(isMoe.begin(), isMoe.end(), false) != isMoe.end())
        dense.width = config.sizeOr("intermediate_size_mlp", 16384, maxWidth);
    const std::vector<bool> isChunked = readLlama4Chunked(config, layers);
    for (std::size_t i = 0; i < isMoe.size(); ++i) {
        LayerSpec layer;
        layer.attention = isChunked[i] ? chunked : global;
        layer.feedForward = isMoe[i] ? experts : dense;
        addLayer(model, layer);
    }
    return model;
}

/// ArcticConfig (Snowflake): experts on every moe_layer_frequency-th layer (2 by default, so the key is asked for); with use_residual
/// (false) such a layer keeps a dense part as wide as the hidden size beside them and a third norm. Untied.
TransformerSpec readArctic(Config& config)
{
    TransformerSpec model = readBase(config, false);
    LayerSpec dense;
    dense.attention = readGrouped(config, model.hidden);
    dense.feedForward.activation = readActivation(config, "hidden_act", "silu", true);
    dense.feedForward.width = config.size("intermediate_size", maxWidth);
    LayerSpec experts = dense;
    experts.feedForward.experts = config.size("num_local_experts", maxExperts);
    experts.feedForward.topK = config.size("num_experts_per_tok", maxExperts);
    experts.feedForward.expertWidth = dense.feedForward.width;
    const bool residual = config.flagOr("use_residual", false);
    experts.feedForward.width = residual ? model.hidden : 0;
    experts.norms = residual ? 3 : 2;
    const int layers = readLayerCount(config);
    const int every = config.size("moe_layer_frequency", maxLayers);
    for (int i = 0; i < layers && every > 0; ++i)
        addLayer(model, (i + 1) % every == 0 ? experts : dense);
    return model;
}

/// HunYuanMoEV1Config: experts in every layer, and one or more shared ones (use_mixed_mlp_moe); counts and widths may be lists with one
/// number a layer; norms of q and k on each head (use_qk_norm), untied. Layers that share keys and values (use_cla) are another
/// structure.
TransformerSpec readHunYuanMoe(Config& config)
{
    TransformerSpec model = readBase(config, false);
    if (config.flagOr("use_cla", false))
        config.refuse("use_cla", "unsupported-structure", "layers share their keys and values",
                      "models with cross-layer attention are not supported");
    AttentionSpec attention = readGrouped(config, model.hidden);
    attention.queryKeyValueBias = attention.outputBias = config.flagOr("attention_bias", false);
    attention.qkNorm = config.flagOr("use_qk_norm", true) ? QkNorm::PerHead : QkNorm::None;
    const int width = config.size("intermediate_size", maxWidth);
    const Activation activation = readActivation(config, "hidden_act", "silu", true);
    const bool shared = config.flagOr("use_mixed_mlp_moe", true);
    const int layers = readLayerCount(config);
    for (int i = 0; i < layers && !config.failed(); ++i) {
        LayerSpec layer;
        layer.attention = attention;
        FeedForwardSpec& f = layer.feedForward;
        f.activation = activation;
        f.experts = config.perLayer("num_experts", i, maxExperts);
        f.topK = config.perLayer("moe_topk", i, maxExperts);
        f.expertWidth = config.has("moe_intermediate_size") ? config.perLayer("moe_intermediate_size", i, maxWidth) : width;
        if (shared) {
            f.sharedExperts = config.has("num_shared_expert") ? config.perLayer("num_shared_expert", i, maxExperts) : 1;
            f.sharedExpertWidth = width;
        }
        addLayer(model, layer);
    }
    return model;
}

} // namespace shardscape::huggingface
