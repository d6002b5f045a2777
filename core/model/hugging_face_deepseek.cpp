// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face_families.h"

namespace shardscape::huggingface {

namespace {

/// DeepseekV2Config, DeepseekV3Config: q_lora_rank 1536, null means an uncompressed query; attention_bias false.
AttentionSpec readLatent(Config& config)
{
    AttentionSpec a;
    a.kind = AttentionKind::Latent;
    a.heads = a.kvHeads = config.size("num_attention_heads", maxHeads);
    a.queryLoraRank = config.isNull("q_lora_rank") ? 0 : config.sizeOr("q_lora_rank", 1536, maxHidden);
    a.kvLoraRank = config.size("kv_lora_rank", maxHidden);
    a.nopeHeadDim = config.size("qk_nope_head_dim", maxHeadDim);
    a.ropeHeadDim = config.size("qk_rope_head_dim", maxHeadDim);
    a.valueHeadDim = config.size("v_head_dim", maxHeadDim);
    a.headDim = a.nopeHeadDim + a.ropeHeadDim;
    a.queryKeyValueBias = a.outputBias = config.flagOr("attention_bias", false);
    return a;
}

/// Routed experts with n_shared_experts merged ones (null = none); groups are used by every method but the greedy one. The releases' own
/// classes and those of transformers disagree about the defaults of the sizes, so those are asked for.
FeedForwardSpec readExperts(Config& config, Activation activation, const std::string& method)
{
    FeedForwardSpec f;
    f.activation = activation;
    f.experts = config.size("n_routed_experts", maxExperts);
    f.topK = config.size("num_experts_per_tok", maxExperts);
    f.expertWidth = config.size("moe_intermediate_size", maxWidth);
    f.sharedExperts = config.isNull("n_shared_experts") ? 0 : config.size("n_shared_experts", maxExperts);
    f.sharedExpertWidth = f.sharedExperts > 0 ? f.expertWidth : 0;
    f.correctionBias = method == "noaux_tc";
    const int groups = method == "greedy" ? 1 : config.sizeOr("n_group", 1, maxExperts);
    if (method != "greedy" && !config.has("n_group"))
        config.note("n_group", Severity::Info, "routing-groups-not-stated",
                    "n_group is not stated: tokens may choose experts of all groups");
    if (groups > 1) { // one group limits nothing
        f.routingGroups = groups;
        f.routingTopGroups = config.size("topk_group", maxExperts);
    }
    return f;
}

/// n_routed_experts null describes dense layers only; experts stand from first_k_dense_replace on, in every moe_layer_freq-th layer (1).
TransformerSpec readDeepSeek(Config& config, const std::string& defaultMethod)
{
    TransformerSpec model = readBase(config, false);
    LayerSpec dense;
    dense.attention = readLatent(config);
    dense.feedForward.activation = readActivation(config, "hidden_act", "silu", true);
    dense.feedForward.width = config.size("intermediate_size", maxWidth);
    LayerSpec experts = dense;
    const bool mixed = !config.isNull("n_routed_experts");
    if (mixed)
        experts.feedForward = readExperts(config, dense.feedForward.activation, config.textOr("topk_method", defaultMethod));
    const int layers = readLayerCount(config);
    const int firstMoe = mixed ? config.count("first_k_dense_replace", maxLayers) : layers;
    const int every = config.sizeOr("moe_layer_freq", 1, maxLayers);
    for (int i = 0; i < layers; ++i)
        addLayer(model, i >= firstMoe && i % every == 0 ? experts : dense);
    model.mtpLayers = config.countOr("num_nextn_predict_layers", 0, maxLayers);
    if (model.mtpLayers > 0 && !model.kinds.empty())
        model.mtpKind = static_cast<std::uint8_t>(model.kinds.size() - 1);
    return model;
}

} // namespace

/// DeepseekV2Config: topk_method greedy, no correction bias.
TransformerSpec readDeepSeekV2(Config& config) { return readDeepSeek(config, "greedy"); }

/// DeepseekV3Config: topk_method noaux_tc. Also Kimi K2 and Glm4MoeLiteConfig, which carry the same keys.
TransformerSpec readDeepSeekV3(Config& config) { return readDeepSeek(config, "noaux_tc"); }

/// DeepseekV32Config, GlmMoeDsaConfig: V3 with an indexer that picks index_topk keys for each query.
TransformerSpec readDeepSeekV32(Config& config)
{
    TransformerSpec model = readDeepSeekV3(config);
    AttentionSpec index;
    index.indexHeads = config.size("index_n_heads", maxHeads);
    index.indexHeadDim = config.size("index_head_dim", maxHeadDim);
    index.indexTopK = config.size("index_topk", maxTokens);
    for (LayerSpec& kind : model.kinds) {
        kind.attention.indexHeads = index.indexHeads;
        kind.attention.indexHeadDim = index.indexHeadDim;
        kind.attention.indexTopK = index.indexTopK;
    }
    return model;
}

} // namespace shardscape::huggingface
