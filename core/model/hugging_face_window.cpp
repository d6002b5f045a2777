// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face_families.h"

namespace shardscape::huggingface {

namespace {

/// Local and global layers in turn.
struct Mix {
    LayerTypes types;
    int window = 0;
    bool globalRotary = true;
};

void addMixedLayers(Config& config, TransformerSpec& model, const LayerSpec& layer, Mix mix)
{
    LayerSpec local = layer;
    local.attention.slidingWindow = mix.window;
    LayerSpec global = layer;
    global.attention.rotary = mix.globalRotary;
    const int layers = readLayerCount(config);
    for (const bool isLocal : readOtherLayers(config, layers, mix.types))
        addLayer(model, isLocal ? local : global);
}

/// The layer of GemmaConfig, Gemma2Config and Gemma3TextConfig: head_dim 256, hidden_activation gelu_pytorch_tanh, gated, no biases.
LayerSpec readGemmaLayer(Config& config, int hidden, int kvHeads)
{
    LayerSpec layer;
    layer.attention = readGrouped(config, hidden, {.kvHeads = kvHeads, .headDim = 256});
    layer.attention.queryKeyValueBias = layer.attention.outputBias = config.flagOr("attention_bias", false);
    layer.feedForward.activation = readActivation(config, "hidden_activation", "gelu_pytorch_tanh", true);
    layer.feedForward.width = config.size("intermediate_size", maxWidth);
    return layer;
}

/// CohereConfig, Cohere2Config: one LayerNorm without bias before parallel blocks, tied.
LayerSpec readCohereLayer(Config& config, TransformerSpec& model)
{
    model.norm = NormKind::Layer;
    LayerSpec layer;
    layer.attention = readGrouped(config, model.hidden);
    layer.attention.queryKeyValueBias = layer.attention.outputBias = config.flagOr("attention_bias", false);
    layer.feedForward.activation = readActivation(config, "hidden_act", "silu", true);
    layer.feedForward.width = config.size("intermediate_size", maxWidth);
    layer.norms = 1;
    layer.parallelBlock = true;
    return layer;
}

/// The period of the local layers: every n-th layer is global. A number that old configs give; 0 would divide by nothing.
int windowPeriod(Config& config, int fallback)
{
    return config.sizeOr(config.anyOf({"sliding_window_pattern", "_sliding_window_pattern"}), fallback, maxLayers);
}

} // namespace

/// GemmaConfig: 16 key/value heads, tied.
TransformerSpec readGemma(Config& config)
{
    TransformerSpec model = readBase(config, true);
    const LayerSpec layer = readGemmaLayer(config, model.hidden, 16);
    const int layers = readLayerCount(config);
    for (int i = 0; i < layers; ++i)
        addLayer(model, layer);
    return model;
}

/// Gemma2Config: 4 key/value heads, sliding_window 4096 on every other layer from the first, four norms a layer, tied.
TransformerSpec readGemma2(Config& config)
{
    TransformerSpec model = readBase(config, true);
    LayerSpec layer = readGemmaLayer(config, model.hidden, 4);
    layer.norms = 4;
    addMixedLayers(config, model, layer, {{"sliding_attention", 2, 1}, config.sizeOr("sliding_window", 4096, maxTokens)});
    return model;
}

/// Gemma3TextConfig: vocab_size 262208 and num_attention_heads 8 (config.json of the multimodal checkpoints leaves defaults out),
/// 4 key/value heads, sliding_window 4096 on five of six layers, four norms a layer, norms of q and k on each head, tied.
TransformerSpec readGemma3(Config& config)
{
    TransformerSpec model;
    model.hidden = config.size("hidden_size", maxHidden);
    model.vocabulary = config.sizeOr("vocab_size", 262208, maxVocabulary);
    model.tiedEmbeddings = config.flagOr("tie_word_embeddings", true);
    model.maxPositions = config.sizeOr("max_position_embeddings", 131072, maxTokens);
    LayerSpec layer;
    AttentionSpec& a = layer.attention;
    a.heads = config.sizeOr("num_attention_heads", 8, maxHeads);
    a.kvHeads = config.sizeOr("num_key_value_heads", 4, maxHeads);
    a.headDim = a.valueHeadDim = config.sizeOr("head_dim", 256, maxHeadDim);
    a.queryKeyValueBias = a.outputBias = config.flagOr("attention_bias", false);
    a.qkNorm = QkNorm::PerHead;
    layer.feedForward.activation = readActivation(config, "hidden_activation", "gelu_pytorch_tanh", true);
    layer.feedForward.width = config.size("intermediate_size", maxWidth);
    layer.norms = 4;
    addMixedLayers(config, model, layer,
                   {{"sliding_attention", windowPeriod(config, 6), 1}, config.sizeOr("sliding_window", 4096, maxTokens)});
    return model;
}

/// CohereConfig: use_qk_norm false; when true q and k are normalized with weights over all their heads.
TransformerSpec readCohere(Config& config)
{
    TransformerSpec model = readBase(config, true);
    LayerSpec layer = readCohereLayer(config, model);
    layer.attention.qkNorm = config.flagOr("use_qk_norm", false) ? QkNorm::FullWidth : QkNorm::None;
    const int layers = readLayerCount(config);
    for (int i = 0; i < layers; ++i)
        addLayer(model, layer);
    return model;
}

/// Cohere2Config: sliding_window 4096 on three of four layers; the fourth sees all and has no rotary positions.
TransformerSpec readCohere2(Config& config)
{
    TransformerSpec model = readBase(config, true);
    const LayerSpec layer = readCohereLayer(config, model);
    const int window = config.sizeOr("sliding_window", 4096, maxTokens);
    addMixedLayers(config, model, layer, {{"sliding_attention", windowPeriod(config, 4), 1}, window, false});
    return model;
}

/// Olmo3Config: OLMo 2 with sliding_window 4096 on three of four layers.
TransformerSpec readOlmo3(Config& config)
{
    TransformerSpec model = readBase(config, false);
    LayerSpec layer;
    layer.attention = readGrouped(config, model.hidden);
    layer.attention.queryKeyValueBias = layer.attention.outputBias = config.flagOr("attention_bias", false);
    layer.attention.qkNorm = QkNorm::FullWidth;
    layer.feedForward.activation = readActivation(config, "hidden_act", "silu", true);
    layer.feedForward.width = config.size("intermediate_size", maxWidth);
    addMixedLayers(config, model, layer, {{"sliding_attention", 4, 1}, config.sizeOr("sliding_window", 4096, maxTokens)});
    return model;
}

} // namespace shardscape::huggingface
