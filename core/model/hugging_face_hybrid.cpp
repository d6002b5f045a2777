// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face_families.h"

#include <algorithm>

namespace shardscape::huggingface {

namespace {

/// MiniMax lists its layers as layer_types or, in the original release, as attn_type_list with 1 for softmax attention; without
/// either, MiniMaxConfig alternates from a softmax layer on.
std::vector<bool> readLightningLayers(Config& config, int layers)
{
    if (!config.has("attn_type_list"))
        return readOtherLayers(config, layers, {"linear_attention", 2, 0});
    std::vector<bool> lightning;
    for (const int softmax : config.numbers("attn_type_list", 1, layers))
        lightning.push_back(softmax == 0);
    lightning.resize(static_cast<std::size_t>(layers), false);
    return lightning;
}

/// JambaConfig: mamba_d_state 16, mamba_d_conv 4, mamba_expand 2, mamba_dt_rank hidden / 16 rounded up, mamba_conv_bias true,
/// mamba_proj_bias false; norms on the time step, B and C.
AttentionSpec readMamba(Config& config, int hidden)
{
    AttentionSpec a;
    a.kind = AttentionKind::Mamba2;
    const int expand = config.sizeOr("mamba_expand", 2, 64);
    a.innerWidth = expand * hidden;
    a.stateSize = config.sizeOr("mamba_d_state", 16, maxHeadDim);
    a.convKernel = config.sizeOr("mamba_d_conv", 4, maxHeadDim);
    const int automatic = (hidden + 15) / 16;
    a.timeStepRank = config.hasText("mamba_dt_rank") ? automatic : config.sizeOr("mamba_dt_rank", automatic, maxHidden);
    a.convBias = config.flagOr("mamba_conv_bias", true);
    a.queryKeyValueBias = a.outputBias = config.flagOr("mamba_proj_bias", false);
    a.stateNorms = true;
    return a;
}

AttentionSpec readGatedDelta(Config& config)
{
    AttentionSpec a;
    a.kind = AttentionKind::GatedDelta;
    a.linearKeyHeads = config.sizeOr("linear_num_key_heads", 16, maxHeads);
    a.linearValueHeads = config.sizeOr("linear_num_value_heads", 32, maxHeads);
    a.linearKeyHeadDim = config.sizeOr("linear_key_head_dim", 128, maxHeadDim);
    a.linearValueHeadDim = config.sizeOr("linear_value_head_dim", 128, maxHeadDim);
    a.convKernel = config.sizeOr("linear_conv_kernel_dim", 4, maxHeadDim);
    return a;
}

QwenExperts readQwen35FeedForward(Config& config, int layers)
{
    if (config.has("num_experts"))
        return readQwenExperts(config, layers, true);
    QwenExperts dense;
    dense.dense.activation = readActivation(config, "hidden_act", "silu", true);
    dense.dense.width = config.size("intermediate_size", maxWidth);
    dense.isMoe.assign(static_cast<std::size_t>(layers), false);
    return dense;
}

/// The layer of a module is one with softmax attention.
void readQwenModules(Config& config, TransformerSpec& model)
{
    model.mtpLayers = config.countOr("mtp_num_hidden_layers", 0, maxLayers);
    const auto softmax = std::find_if(model.kinds.begin(), model.kinds.end(),
                                      [](const LayerSpec& kind) { return kind.attention.kind == AttentionKind::Grouped; });
    if (model.mtpLayers > 0 && softmax != model.kinds.end())
        model.mtpKind = static_cast<std::uint8_t>(softmax - model.kinds.begin());
    else if (model.mtpLayers > 0)
        config.refuse("mtp_num_hidden_layers", "unsupported-structure", "no layer has the attention of the multi-token-prediction modules",
                      "models with linear attention alone have no such modules");
}

} // namespace

/// Qwen3NextConfig: head_dim 256, softmax attention with a doubled query projection for its gate on every fourth layer
/// (full_attention_interval 4), gated delta rule on the others (16 key and 32 value heads of 128, kernel 4), norms of q and k on each
/// head, a gated shared expert, untied. Also Qwen3_5MoeTextConfig; without num_experts, as in Qwen3_5TextConfig, the layers are dense.
/// mtp_num_hidden_layers counts the multi-token-prediction layers of Qwen3.5; Qwen3-Next's config does not mention its own.
TransformerSpec readQwen3Next(Config& config)
{
    TransformerSpec model = readBase(config, false);
    AttentionSpec full = readGrouped(config, model.hidden, {.kvHeads = 0, .headDim = 256});
    full.queryKeyValueBias = full.outputBias = config.flagOr("attention_bias", false);
    full.qkNorm = QkNorm::PerHead;
    full.outputGate = config.flagOr("attn_output_gate", true);
    const AttentionSpec linear = readGatedDelta(config);
    const int layers = readLayerCount(config);
    const int period = config.sizeOr("full_attention_interval", 4, maxLayers);
    const std::vector<bool> isLinear = readOtherLayers(config, layers, {"linear_attention", period, 1});
    const QwenExperts experts = readQwen35FeedForward(config, layers);
    for (int i = 0; i < layers; ++i) {
        const auto index = static_cast<std::size_t>(i);
        LayerSpec layer;
        layer.attention = isLinear[index] ? linear : full;
        layer.feedForward = experts.isMoe[index] ? experts.experts : experts.dense;
        addLayer(model, layer);
    }
    readQwenModules(config, model);
    return model;
}

/// MiniMaxConfig: key/value heads as given, lightning attention over all heads, experts in every layer, untied. The shared
/// feed-forward part of the original code (shared_intermediate_size) is 0 in every release.
TransformerSpec readMiniMax(Config& config)
{
    TransformerSpec model = readBase(config, false);
    LayerSpec softmax;
    softmax.attention = readGrouped(config, model.hidden, {.kvHeads = 8});
    FeedForwardSpec& f = softmax.feedForward;
    f.activation = readActivation(config, "hidden_act", "silu", true);
    f.experts = config.size("num_local_experts", maxExperts);
    f.topK = config.size("num_experts_per_tok", maxExperts);
    f.expertWidth = config.size("intermediate_size", maxWidth);
    if (config.countOr("shared_intermediate_size", 0, maxWidth) > 0)
        config.refuse("shared_intermediate_size", "unsupported-structure", "a shared feed-forward part with learned mixing is present",
                      "only models without it are supported");
    LayerSpec lightning = softmax;
    lightning.attention = {};
    AttentionSpec& a = lightning.attention;
    a.kind = AttentionKind::Lightning;
    a.linearKeyHeads = a.linearValueHeads = softmax.attention.heads;
    a.linearKeyHeadDim = a.linearValueHeadDim = softmax.attention.headDim;
    const int layers = readLayerCount(config);
    for (const bool isLightning : readLightningLayers(config, layers))
        addLayer(model, isLightning ? lightning : softmax);
    return model;
}

/// JambaConfig: attention where i % attn_layer_period (8) == attn_layer_offset (4), experts where i % expert_layer_period (2) ==
/// expert_layer_offset (1), 8 key/value heads, no rotary positions, untied.
TransformerSpec readJamba(Config& config)
{
    TransformerSpec model = readBase(config, false);
    AttentionSpec attention = readGrouped(config, model.hidden, {.kvHeads = 8});
    attention.rotary = false;
    const AttentionSpec mamba = readMamba(config, model.hidden);
    FeedForwardSpec dense;
    dense.activation = readActivation(config, "hidden_act", "silu", true);
    dense.width = config.size("intermediate_size", maxWidth);
    FeedForwardSpec experts = dense;
    experts.width = 0;
    experts.expertWidth = dense.width;
    experts.experts = config.size("num_experts", maxExperts);
    experts.topK = config.size("num_experts_per_tok", maxExperts);
    const int layers = readLayerCount(config);
    const int attentionPeriod = config.sizeOr("attn_layer_period", 8, maxLayers);
    const int attentionOffset = config.countOr("attn_layer_offset", 4, attentionPeriod - 1);
    const int expertPeriod = config.sizeOr("expert_layer_period", 2, maxLayers);
    const int expertOffset = config.countOr("expert_layer_offset", 1, expertPeriod - 1);
    for (int i = 0; i < layers && !config.failed(); ++i) {
        LayerSpec layer;
        layer.attention = i % attentionPeriod == attentionOffset ? attention : mamba;
        // JambaConfig.layers_num_experts: one expert is a dense part
        layer.feedForward = experts.experts > 1 && i % expertPeriod == expertOffset ? experts : dense;
        addLayer(model, layer);
    }
    return model;
}

} // namespace shardscape::huggingface
