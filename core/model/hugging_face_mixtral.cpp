// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face_families.h"

namespace shardscape::huggingface {

namespace {

/// The names of the three numbers of a mixture; families agree on no two.
struct ExpertKeys {
    std::string_view experts;
    std::string_view topK = "num_experts_per_tok";
    std::string_view width = "intermediate_size";
};

FeedForwardSpec readExperts(Config& config, ExpertKeys keys, Activation activation)
{
    FeedForwardSpec f;
    f.activation = activation;
    f.experts = config.size(keys.experts, maxExperts);
    f.topK = config.size(keys.topK, maxExperts);
    f.expertWidth = config.size(keys.width, maxWidth);
    return f;
}

void addLayers(TransformerSpec& model, const LayerSpec& layer, int count)
{
    for (int i = 0; i < count; ++i)
        addLayer(model, layer);
}

} // namespace

/// MixtralConfig: 8 key/value heads, no window, untied.
TransformerSpec readMixtral(Config& config)
{
    TransformerSpec model = readBase(config, false);
    LayerSpec layer;
    layer.attention = readGrouped(config, model.hidden, {.kvHeads = 8});
    layer.attention.slidingWindow = config.sizeOr("sliding_window", 0, maxTokens);
    layer.feedForward = readExperts(config, {.experts = "num_local_experts"}, readActivation(config, "hidden_act", "silu", true));
    addLayers(model, layer, readLayerCount(config));
    return model;
}

/// OlmoeConfig: key/value heads = heads, attention_bias false, norms over the full width of q and k, untied.
TransformerSpec readOlmoe(Config& config)
{
    TransformerSpec model = readBase(config, false);
    LayerSpec layer;
    layer.attention = readGrouped(config, model.hidden);
    layer.attention.queryKeyValueBias = layer.attention.outputBias = config.flagOr("attention_bias", false);
    layer.attention.qkNorm = QkNorm::FullWidth;
    layer.feedForward = readExperts(config, {.experts = "num_experts"}, readActivation(config, "hidden_act", "silu", true));
    addLayers(model, layer, readLayerCount(config));
    return model;
}

/// PhimoeConfig: 8 key/value heads, LayerNorm with bias, attention_bias and lm_head_bias false, no window, untied.
TransformerSpec readPhiMoe(Config& config)
{
    TransformerSpec model = readMixtral(config);
    model.norm = NormKind::Layer;
    model.normBias = true;
    model.headBias = config.flagOr("lm_head_bias", false);
    const bool bias = config.flagOr("attention_bias", false);
    for (LayerSpec& kind : model.kinds)
        kind.attention.queryKeyValueBias = kind.attention.outputBias = bias;
    return model;
}

/// Grok1Config (HPC-AI Tech's port of xai-org/grok-1): GELU-gated experts, norms before and after both blocks, tied as in the release.
TransformerSpec readGrok1(Config& config)
{
    TransformerSpec model = readBase(config, true);
    LayerSpec layer;
    layer.attention = readGrouped(config, model.hidden);
    layer.feedForward = readExperts(config, {.experts = "num_experts"}, Activation::GeGlu);
    layer.norms = 4;
    addLayers(model, layer, readLayerCount(config));
    return model;
}

/// DbrxConfig: nested attn_config and ffn_config, LayerNorm without bias, gated silu experts, untied. kv_n_heads is 1 and
/// ffn_hidden_size 3584 by default in the classes, neither of which any release uses, so both are asked for.
TransformerSpec readDbrx(Config& config)
{
    TransformerSpec model;
    model.hidden = config.size("d_model", maxHidden);
    model.vocabulary = config.size("vocab_size", maxVocabulary);
    model.tiedEmbeddings = config.flagOr("tie_word_embeddings", false);
    model.maxPositions = config.sizeOr("max_seq_len", 0, maxTokens);
    model.norm = NormKind::Layer;
    LayerSpec layer;
    AttentionSpec& a = layer.attention;
    a.heads = config.size("n_heads", maxHeads);
    a.headDim = a.valueHeadDim = headDimOf(config, "n_heads", model.hidden, a.heads);
    if (auto attention = config.child("attn_config"))
        a.kvHeads = attention->size("kv_n_heads", maxHeads);
    if (auto feedForward = config.child("ffn_config"))
        layer.feedForward =
            readExperts(*feedForward, {.experts = "moe_num_experts", .topK = "moe_top_k", .width = "ffn_hidden_size"}, Activation::SwiGlu);
    addLayers(model, layer, config.size("n_layers", maxLayers));
    return model;
}

/// MiniMaxM2Config: use_qk_norm over the full width (qk_norm_type per_layer), a routing bias per expert. Its multi-token-prediction
/// modules are in no published checkpoint and are left out.
TransformerSpec readMiniMaxM2(Config& config)
{
    TransformerSpec model = readBase(config, false);
    LayerSpec layer;
    layer.attention = readGrouped(config, model.hidden);
    const bool perLayer = config.textOr("qk_norm_type", "per_layer") == "per_layer";
    if (config.flagOr("use_qk_norm", true))
        layer.attention.qkNorm = perLayer ? QkNorm::FullWidth : QkNorm::PerHead;
    layer.feedForward = readExperts(config, {.experts = "num_local_experts"}, readActivation(config, "hidden_act", "silu", true));
    layer.feedForward.correctionBias = config.flagOr("use_routing_bias", true);
    if (config.countOr("shared_intermediate_size", 0, maxWidth) > 0) {
        layer.feedForward.sharedExperts = 1;
        layer.feedForward.sharedExpertWidth = config.size("shared_intermediate_size", maxWidth);
    }
    if (config.flagOr("use_mtp", false))
        config.note("use_mtp", Severity::Info, "mtp-left-out",
                    "the multi-token-prediction modules are not part of the published weights and are left out");
    addLayers(model, layer, readLayerCount(config));
    return model;
}

/// GptOssConfig: attention_bias true, biases in router and experts, a sink logit for each head, head_dim 64, 8 key/value heads,
/// sliding_window 128 on every other layer from the first, untied.
TransformerSpec readGptOss(Config& config)
{
    TransformerSpec model = readBase(config, false);
    LayerSpec local;
    AttentionSpec& a = local.attention;
    a = readGrouped(config, model.hidden, {.kvHeads = 8, .headDim = 64});
    a.queryKeyValueBias = a.outputBias = config.flagOr("attention_bias", true);
    a.sinks = true;
    local.feedForward =
        readExperts(config, {.experts = "num_local_experts", .topK = config.anyOf({"num_experts_per_tok", "experts_per_token"})},
                    readActivation(config, "hidden_act", "silu", true));
    local.feedForward.expertBias = local.feedForward.routerBias = true;
    LayerSpec global = local;
    a.slidingWindow = config.sizeOr("sliding_window", 128, maxTokens);
    const int layers = readLayerCount(config);
    for (const bool isLocal : readOtherLayers(config, layers, {"sliding_attention", 2, 1}))
        addLayer(model, isLocal ? local : global);
    return model;
}

} // namespace shardscape::huggingface
