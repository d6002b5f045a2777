// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face_families.h"

namespace shardscape::huggingface {

namespace {

/// LayerNorm with bias, and biases on every matrix of the layer.
LayerSpec biasedLayer(TransformerSpec& model, int heads, int headDim)
{
    model.norm = NormKind::Layer;
    model.normBias = true;
    LayerSpec layer;
    AttentionSpec& a = layer.attention;
    a.heads = a.kvHeads = heads;
    a.headDim = a.valueHeadDim = headDim;
    a.queryKeyValueBias = a.outputBias = true;
    layer.feedForward.bias = true;
    return layer;
}

void addLayers(TransformerSpec& model, const LayerSpec& layer, int count)
{
    for (int i = 0; i < count; ++i)
        addLayer(model, layer);
}

/// BloomConfig and FalconConfig renamed these keys once.
int readRenamedHeads(Config& config) { return config.size(config.anyOf({"num_attention_heads", "n_head"}), maxHeads); }
int readRenamedLayers(Config& config) { return config.size(config.anyOf({"num_hidden_layers", "n_layer"}), maxLayers); }

/// FalconConfig: with new_decoder_architecture num_kv_heads (= heads), else one head when multi_query.
int readFalconKvHeads(Config& config, int heads, bool newArchitecture)
{
    if (newArchitecture)
        return config.sizeOr(config.anyOf({"num_kv_heads", "n_head_kv"}), heads, maxHeads);
    return config.flagOr("multi_query", true) ? 1 : heads;
}

} // namespace

/// GPT2Config: n_inner 4 hidden, gelu_new, resid_pdrop 0.1, tied.
TransformerSpec readGpt2(Config& config)
{
    TransformerSpec model;
    model.hidden = config.size("n_embd", maxHidden);
    model.vocabulary = config.size("vocab_size", maxVocabulary);
    model.learnedPositions = model.maxPositions = config.size("n_positions", maxTokens);
    model.tiedEmbeddings = config.flagOr("tie_word_embeddings", true);
    model.dropout = config.shareOr("resid_pdrop", 0.1);
    const int heads = config.size("n_head", maxHeads);
    LayerSpec layer = biasedLayer(model, heads, headDimOf(config, "n_head", model.hidden, heads));
    layer.attention.rotary = false;
    layer.feedForward.activation = readActivation(config, "activation_function", "gelu_new", false);
    layer.feedForward.width = config.sizeOr("n_inner", 4 * model.hidden, maxWidth);
    addLayers(model, layer, config.size("n_layer", maxLayers));
    return model;
}

/// GPTJConfig: rotary positions, parallel blocks after one norm, biases in the feed-forward part and the head but not in attention,
/// n_inner 4 hidden, gelu_new, resid_pdrop 0, untied.
TransformerSpec readGptJ(Config& config)
{
    TransformerSpec model;
    model.hidden = config.size("n_embd", maxHidden);
    model.vocabulary = config.size("vocab_size", maxVocabulary);
    model.maxPositions = config.size("n_positions", maxTokens);
    model.tiedEmbeddings = config.flagOr("tie_word_embeddings", false);
    model.headBias = true;
    model.dropout = config.shareOr("resid_pdrop", 0.0);
    const int heads = config.size("n_head", maxHeads);
    LayerSpec layer = biasedLayer(model, heads, headDimOf(config, "n_head", model.hidden, heads));
    layer.attention.queryKeyValueBias = layer.attention.outputBias = false;
    layer.feedForward.activation = readActivation(config, "activation_function", "gelu_new", false);
    layer.feedForward.width = config.sizeOr("n_inner", 4 * model.hidden, maxWidth);
    layer.norms = 1;
    layer.parallelBlock = true;
    addLayers(model, layer, config.size("n_layer", maxLayers));
    return model;
}

/// GPTNeoXConfig: attention_bias true, use_parallel_residual true with a norm for each branch, gelu, no dropout, untied.
TransformerSpec readGptNeoX(Config& config)
{
    TransformerSpec model = readBase(config, false);
    const int heads = config.size("num_attention_heads", maxHeads);
    LayerSpec layer = biasedLayer(model, heads, headDimOf(config, "num_attention_heads", model.hidden, heads));
    layer.attention.queryKeyValueBias = layer.attention.outputBias = config.flagOr("attention_bias", true);
    layer.feedForward.activation = readActivation(config, "hidden_act", "gelu", false);
    layer.feedForward.width = config.size("intermediate_size", maxWidth);
    layer.parallelBlock = config.flagOr("use_parallel_residual", true);
    model.dropout = config.shareOr("hidden_dropout", 0.0);
    addLayers(model, layer, readLayerCount(config));
    return model;
}

/// OPTConfig: relu, enable_bias true, dropout 0.1, tied; the position table has two rows more than positions. The variants with a
/// projected embedding or norms after the blocks (OPT-350M) are other structures.
TransformerSpec readOpt(Config& config)
{
    TransformerSpec model = readBase(config, true);
    model.learnedPositions = config.size("max_position_embeddings", maxTokens - 2) + 2;
    model.dropout = config.shareOr("dropout", 0.1);
    const int heads = config.size("num_attention_heads", maxHeads);
    LayerSpec layer = biasedLayer(model, heads, headDimOf(config, "num_attention_heads", model.hidden, heads));
    layer.attention.rotary = false;
    const bool bias = config.flagOr("enable_bias", true);
    layer.attention.queryKeyValueBias = layer.attention.outputBias = layer.feedForward.bias = bias;
    layer.feedForward.activation = readActivation(config, "activation_function", "relu", false);
    layer.feedForward.width = config.size("ffn_dim", maxWidth);
    if (config.sizeOr("word_embed_proj_dim", model.hidden, maxHidden) != model.hidden)
        config.refuse("word_embed_proj_dim", "unsupported-structure", "the embedding has another width than the layers",
                      "models whose embedding is projected are not supported");
    if (!config.flagOr("do_layer_norm_before", true))
        config.refuse("do_layer_norm_before", "unsupported-structure", "the norms stand after the blocks and the last one is missing",
                      "only models with norms before the blocks are supported");
    addLayers(model, layer, readLayerCount(config));
    return model;
}

/// BloomConfig: a norm after the embedding, ALiBi positions, four times the hidden size in the feed-forward part, gelu, hidden_dropout 0,
/// tied.
TransformerSpec readBloom(Config& config)
{
    TransformerSpec model;
    model.hidden = config.size(config.anyOf({"hidden_size", "n_embed"}), maxHidden / 4);
    model.vocabulary = config.size("vocab_size", maxVocabulary);
    model.tiedEmbeddings = config.flagOr("tie_word_embeddings", true);
    model.maxPositions = config.sizeOr("seq_length", 0, maxTokens);
    model.dropout = config.shareOr("hidden_dropout", 0.0);
    model.embeddingNorm = true;
    const int heads = readRenamedHeads(config);
    LayerSpec layer = biasedLayer(model, heads, headDimOf(config, "n_head", model.hidden, heads));
    layer.attention.rotary = false;
    layer.feedForward.activation = Activation::Gelu;
    layer.feedForward.width = 4 * model.hidden;
    addLayers(model, layer, readRenamedLayers(config));
    return model;
}

/// FalconConfig: bias false, parallel_attn true with one norm (two with new_decoder_architecture, unless num_ln_in_parallel_attn says
/// otherwise), ffn_hidden_size 4 hidden, gelu, alibi false, hidden_dropout 0, tied.
TransformerSpec readFalcon(Config& config)
{
    TransformerSpec model;
    model.hidden = config.size(config.anyOf({"hidden_size", "n_embed"}), maxHidden);
    model.vocabulary = config.size("vocab_size", maxVocabulary);
    model.tiedEmbeddings = config.flagOr("tie_word_embeddings", true);
    model.maxPositions = config.sizeOr("max_position_embeddings", 2048, maxTokens);
    model.dropout = config.shareOr("hidden_dropout", 0.0);
    const int heads = readRenamedHeads(config);
    LayerSpec layer = biasedLayer(model, heads, headDimOf(config, config.anyOf({"num_attention_heads", "n_head"}), model.hidden, heads));
    const bool newArchitecture = config.flagOr("new_decoder_architecture", false);
    layer.attention.kvHeads = readFalconKvHeads(config, heads, newArchitecture);
    layer.attention.rotary = !config.flagOr("alibi", false);
    const bool bias = config.flagOr("bias", false);
    layer.attention.queryKeyValueBias = layer.attention.outputBias = layer.feedForward.bias = bias;
    layer.feedForward.activation = readActivation(config, "activation", "gelu", false);
    layer.feedForward.width = config.sizeOr("ffn_hidden_size", 4 * model.hidden, maxWidth);
    layer.parallelBlock = newArchitecture || config.flagOr("parallel_attn", true);
    layer.norms = config.sizeOr("num_ln_in_parallel_attn", newArchitecture || !layer.parallelBlock ? 2 : 1, 2);
    addLayers(model, layer, readRenamedLayers(config));
    return model;
}

} // namespace shardscape::huggingface
