// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face_nearest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace shardscape::huggingface {

namespace {

/// A known structure, the key that tells it from the plainer ones below it, and the keys it cannot be read without beside the common ones.
struct Structure {
    std::string_view name;
    std::string_view sign;
    std::string_view needed; ///< separated by spaces
    FamilyReader read;
};

constexpr std::string_view neededByAll = "hidden_size vocab_size num_hidden_layers num_attention_heads rms_norm_eps hidden_act "
                                         "tie_word_embeddings";

constexpr std::string_view neededForLatent =
    "q_lora_rank kv_lora_rank qk_nope_head_dim qk_rope_head_dim v_head_dim intermediate_size "
    "moe_intermediate_size n_routed_experts num_experts_per_tok n_shared_experts n_group topk_group "
    "first_k_dense_replace";

constexpr std::array structures{
    Structure{"deepseek_v32", "index_n_heads", neededForLatent, readDeepSeekV32},
    Structure{"deepseek_v3", "kv_lora_rank", neededForLatent, readDeepSeekV3},
    Structure{"glm4_moe", "n_routed_experts",
              "num_key_value_heads head_dim intermediate_size moe_intermediate_size n_routed_experts num_experts_per_tok n_shared_experts "
              "n_group "
              "first_k_dense_replace attention_bias use_qk_norm",
              readGlm4Moe},
    Structure{"qwen3_moe", "moe_intermediate_size",
              "num_key_value_heads head_dim moe_intermediate_size num_experts num_experts_per_tok decoder_sparse_step attention_bias",
              readQwen3Moe},
    Structure{"mixtral", "num_local_experts", "num_key_value_heads intermediate_size num_local_experts num_experts_per_tok", readMixtral},
    Structure{"llama", "", "num_key_value_heads intermediate_size", readLlama},
};

/// Keys of structures that have no reader here; a config with one of them is not read as something plainer.
constexpr std::array<std::string_view, 22> foreignKeys{"share_expert_dim",
                                                       "ssm_cfg",
                                                       "state_size",
                                                       "mamba_d_state",
                                                       "mamba_d_ssm",
                                                       "ssm_state_size",
                                                       "linear_num_key_heads",
                                                       "attn_type_list",
                                                       "layers_block_type",
                                                       "block_types",
                                                       "hybrid_override_pattern",
                                                       "num_decoder_layers",
                                                       "decoder_layers",
                                                       "cross_attention_layers",
                                                       "num_kv_shared_layers",
                                                       "use_cla",
                                                       "shared_expert_intermediate_size",
                                                       "moe_num_shared_experts",
                                                       "num_shared_experts",
                                                       "shared_intermediate_size",
                                                       "layer_norm_eps",
                                                       "layer_norm_epsilon"};

/// Switches that add parameters which the plain structures do not have.
constexpr std::array<std::string_view, 8> foreignSwitches{"use_bias",     "qkv_bias",      "use_qkv_bias", "add_bias_linear",
                                                          "qk_layernorm", "use_post_norm", "use_qk_norm",  "add_qkv_bias"};

bool isTrue(Config& config, std::string_view key) { return config.has(key) && config.flagOr(key, false); }

/// What a structure asks for that the plain reader would overlook; empty when nothing is.
std::string_view foreignTo(Config& config, const Structure& structure)
{
    const auto key = std::find_if(foreignKeys.begin(), foreignKeys.end(), [&](std::string_view k) { return config.has(k); });
    if (key != foreignKeys.end())
        return *key;
    const auto overlooked = [&](std::string_view k) { return structure.needed.find(k) == std::string_view::npos && isTrue(config, k); };
    const auto flag = std::find_if(foreignSwitches.begin(), foreignSwitches.end(), overlooked);
    if (flag != foreignSwitches.end())
        return *flag;
    if (config.listsOtherThan("layer_types", "full_attention"))
        return "layer_types";
    if (config.has("sliding_window") && config.flagOr("use_sliding_window", true))
        return "sliding_window";
    const std::string activation = config.textOr("hidden_act", "silu"); // others do not tell whether the part is gated
    return activation == "silu" || activation == "swish" ? std::string_view{} : std::string_view{"hidden_act"};
}

/// q_lora_rank and n_group may be null; null is said, not missing.
std::vector<std::string_view> missingKeys(const Config& config, std::string_view needed)
{
    std::vector<std::string_view> missing;
    while (!needed.empty()) {
        const std::string_view key = needed.substr(0, needed.find(' '));
        needed.remove_prefix(std::min(needed.size(), key.size() + 1));
        if (!config.has(key) && !config.isNull(key))
            missing.push_back(key);
    }
    return missing;
}

} // namespace

FamilyReader nearestReader(Config& config, const std::string& modelType)
{
    const auto nearest =
        std::find_if(structures.begin(), structures.end(), [&](const Structure& s) { return s.sign.empty() || config.has(s.sign); });
    const std::string unknown =
        modelType.empty() ? std::string{"there is no model_type"} : fmt::format("model_type '{}' is not known", modelType);
    const std::string_view foreign = foreignTo(config, *nearest);
    if (!foreign.empty()) {
        config.refuse("model_type", "unknown-model-type", fmt::format("{}, and '{}' tells of a structure of its own", unknown, foreign),
                      "describe the model in the program's own format");
        return nullptr;
    }
    std::vector<std::string_view> missing = missingKeys(config, neededByAll);
    const std::vector<std::string_view> more = missingKeys(config, nearest->needed);
    missing.insert(missing.end(), more.begin(), more.end());
    if (!missing.empty()) {
        config.refuse("model_type", "unknown-model-type",
                      fmt::format("{}, and to read it as {} these keys are missing: {}", unknown, nearest->name, fmt::join(missing, ", ")),
                      "add the missing keys, or describe the model in the program's own format");
        return nullptr;
    }
    config.note("model_type", Severity::Warning, "unknown-model-type",
                fmt::format("{}; the model is read as {}, whose keys it has: check the parameter count", unknown, nearest->name));
    return nearest->read;
}

} // namespace shardscape::huggingface
