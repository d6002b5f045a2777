// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face_families.h"

namespace shardscape::huggingface {

namespace {

LayerSpec readGatedLayer(Config& config, int hidden, AttentionDefaults defaults = {})
{
    LayerSpec layer;
    layer.attention = readGrouped(config, hidden, defaults);
    layer.feedForward.activation = readActivation(config, "hidden_act", "silu", true);
    layer.feedForward.width = config.size("intermediate_size", maxWidth);
    return layer;
}

void addLayers(TransformerSpec& model, const LayerSpec& layer, int count)
{
    for (int i = 0; i < count; ++i)
        addLayer(model, layer);
}

/// Qwen2Config, Qwen3Config: use_sliding_window false; when true, layers from max_window_layers on are windowed, unless layer_types says
/// which.
void addQwenLayers(Config& config, TransformerSpec& model, const LayerSpec& layer)
{
    const int layers = readLayerCount(config);
    LayerSpec windowed = layer;
    std::vector<bool> isWindowed(static_cast<std::size_t>(layers), false);
    if (config.flagOr("use_sliding_window", false)) {
        windowed.attention.slidingWindow = config.size("sliding_window", maxTokens);
        const int first = config.countOr("max_window_layers", layers, maxLayers);
        for (int i = first; i < layers; ++i)
            isWindowed[static_cast<std::size_t>(i)] = true;
        if (config.has("layer_types"))
            isWindowed = readOtherLayers(config, layers, {"sliding_attention"});
    }
    for (const bool hasWindow : isWindowed)
        addLayer(model, hasWindow ? windowed : layer);
}

} // namespace

/// LlamaConfig: key/value heads = heads, head_dim = hidden / heads, attention_bias and mlp_bias false, untied.
TransformerSpec readLlama(Config& config)
{
    TransformerSpec model = readBase(config, false);
    LayerSpec layer = readGatedLayer(config, model.hidden);
    layer.attention.queryKeyValueBias = layer.attention.outputBias = config.flagOr("attention_bias", false);
    layer.feedForward.bias = config.flagOr("mlp_bias", false);
    addLayers(model, layer, readLayerCount(config));
    return model;
}

/// MistralConfig: 8 key/value heads, sliding_window 4096 where the key is absent (null means none), untied.
TransformerSpec readMistral(Config& config)
{
    TransformerSpec model = readBase(config, false);
    LayerSpec layer = readGatedLayer(config, model.hidden, {.kvHeads = 8});
    layer.attention.slidingWindow = config.isNull("sliding_window") ? 0 : config.sizeOr("sliding_window", 4096, maxTokens);
    addLayers(model, layer, readLayerCount(config));
    return model;
}

/// Qwen2Config: biases on q, k and v always, untied.
TransformerSpec readQwen2(Config& config)
{
    TransformerSpec model = readBase(config, false);
    LayerSpec layer = readGatedLayer(config, model.hidden);
    layer.attention.queryKeyValueBias = true;
    addQwenLayers(config, model, layer);
    return model;
}

/// Qwen3Config: head_dim 128, attention_bias false (q, k, v and output), norms of q and k on each head, untied.
TransformerSpec readQwen3(Config& config)
{
    TransformerSpec model = readBase(config, false);
    LayerSpec layer = readGatedLayer(config, model.hidden, {.kvHeads = 0, .headDim = 128});
    layer.attention.queryKeyValueBias = layer.attention.outputBias = config.flagOr("attention_bias", false);
    layer.attention.qkNorm = QkNorm::PerHead;
    addQwenLayers(config, model, layer);
    return model;
}

/// Phi3Config: key/value heads = heads, no biases, no window unless given, untied. Fused projections do not change the count.
TransformerSpec readPhi3(Config& config)
{
    TransformerSpec model = readBase(config, false);
    LayerSpec layer = readGatedLayer(config, model.hidden);
    layer.attention.slidingWindow = config.sizeOr("sliding_window", 0, maxTokens);
    addLayers(model, layer, readLayerCount(config));
    return model;
}

/// OlmoConfig: as Llama, with norms that have no weights.
TransformerSpec readOlmo(Config& config)
{
    TransformerSpec model = readLlama(config);
    model.norm = NormKind::LayerNoWeight;
    return model;
}

/// Olmo2Config: as Llama, with norms after the blocks and norms over the full width of q and k.
TransformerSpec readOlmo2(Config& config)
{
    TransformerSpec model = readLlama(config);
    for (LayerSpec& kind : model.kinds)
        kind.attention.qkNorm = QkNorm::FullWidth;
    return model;
}

/// NemotronConfig: LayerNorm with bias, squared ReLU and two matrices; attention_bias and mlp_bias false, untied.
TransformerSpec readNemotron(Config& config)
{
    TransformerSpec model = readBase(config, false);
    model.norm = NormKind::Layer;
    model.normBias = true;
    LayerSpec layer;
    layer.attention = readGrouped(config, model.hidden);
    layer.attention.queryKeyValueBias = layer.attention.outputBias = config.flagOr("attention_bias", false);
    layer.feedForward.activation = readActivation(config, "hidden_act", "relu2", false);
    layer.feedForward.width = config.size("intermediate_size", maxWidth);
    layer.feedForward.bias = config.flagOr("mlp_bias", false);
    addLayers(model, layer, readLayerCount(config));
    return model;
}

/// HunYuanDenseV1Config: as Llama, with norms of q and k on each head (use_qk_norm true where the key stands).
TransformerSpec readHunYuanDense(Config& config)
{
    TransformerSpec model = readLlama(config);
    if (!config.flagOr("use_qk_norm", true))
        return model;
    for (LayerSpec& kind : model.kinds)
        kind.attention.qkNorm = QkNorm::PerHead;
    return model;
}

} // namespace shardscape::huggingface
