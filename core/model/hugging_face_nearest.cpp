// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face_nearest.h"

#include "model/hugging_face_families.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace shardscape::huggingface {

namespace {

using Keys = std::initializer_list<std::string_view>;

/// A known structure, the keys that tell it from the plainer ones, and those it cannot be read without.
struct Structure {
    std::string_view name;
    std::string_view sign;
    Keys needed;
    TransformerSpec (*read)(Config&);
};

/// Keys of structures that have no reader; a config with one of them is not read as something plainer.
std::string foreignKey(const Config& config)
{
    for (const std::string_view key :
         {"ssm_cfg", "state_size", "mamba_d_state", "mamba_d_ssm", "ssm_state_size", "linear_num_key_heads", "attn_type_list",
          "layers_block_type", "block_types", "hybrid_override_pattern", "attention_hidden_size", "num_decoder_layers", "decoder_layers",
          "cross_attention_layers", "num_kv_shared_layers", "use_cla"})
        if (config.has(key))
            return std::string{key};
    return {};
}

} // namespace

TransformerSpec (*nearestReader(Config& config, const std::string& modelType))(Config&)
{
    const std::initializer_list<Structure> structures{
        {"deepseek_v3",
         "kv_lora_rank",
         {"hidden_size", "vocab_size", "num_hidden_layers", "num_attention_heads", "kv_lora_rank", "qk_nope_head_dim", "qk_rope_head_dim",
          "v_head_dim", "intermediate_size", "moe_intermediate_size", "n_routed_experts", "num_experts_per_tok", "n_shared_experts",
          "first_k_dense_replace", "tie_word_embeddings", "hidden_act"},
         readDeepSeekV3},
        {"glm4_moe",
         "n_routed_experts",
         {"hidden_size", "vocab_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim", "intermediate_size",
          "moe_intermediate_size", "n_routed_experts", "num_experts_per_tok", "n_shared_experts", "first_k_dense_replace", "attention_bias",
          "use_qk_norm", "tie_word_embeddings", "hidden_act"},
         readGlm4Moe},
        {"qwen3_moe",
         "moe_intermediate_size",
         {"hidden_size", "vocab_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
          "moe_intermediate_size", "num_experts", "num_experts_per_tok", "decoder_sparse_step", "attention_bias", "tie_word_embeddings",
          "hidden_act"},
         readQwen3Moe},
        {"mixtral",
         "num_local_experts",
         {"hidden_size", "vocab_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "intermediate_size",
          "num_local_experts", "num_experts_per_tok", "tie_word_embeddings", "hidden_act"},
         readMixtral},
        {"llama",
         "",
         {"hidden_size", "vocab_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "intermediate_size",
          "tie_word_embeddings", "hidden_act"},
         readLlama},
    };
    const std::string foreign = foreignKey(config);
    if (!foreign.empty()) {
        config.refuse("model_type", "unknown-model-type",
                      fmt::format("model_type '{}' is not known, and '{}' tells of a structure of its own", modelType, foreign),
                      "describe the model in the program's own format");
        return nullptr;
    }
    const auto nearest =
        std::find_if(structures.begin(), structures.end(), [&](const Structure& s) { return s.sign.empty() || config.has(s.sign); });
    std::vector<std::string_view> missing;
    std::copy_if(nearest->needed.begin(), nearest->needed.end(), std::back_inserter(missing),
                 [&](std::string_view key) { return !config.has(key); });
    if (!missing.empty()) {
        config.refuse("model_type", "unknown-model-type",
                      fmt::format("model_type '{}' is not known, and to read it as {} these keys are missing: {}", modelType, nearest->name,
                                  fmt::join(missing, ", ")),
                      "add the missing keys, or describe the model in the program's own format");
        return nullptr;
    }
    config.note("model_type", Severity::Warning, "unknown-model-type",
                fmt::format("model_type '{}' is not known; the model is read as {}, whose keys it has: check the parameter count",
                            modelType, nearest->name));
    return nearest->read;
}

} // namespace shardscape::huggingface
