// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face.h"

#include "model/hugging_face_families.h"
#include "model/hugging_face_json.h"
#include "model/hugging_face_nearest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace shardscape {

namespace {

using huggingface::Config;
using huggingface::FamilyReader;

struct Family {
    std::string_view modelType;
    FamilyReader read;
};

/// Every model_type that is known, and who reads it.
constexpr std::array families{
    Family{"arctic", huggingface::readArctic},
    Family{"bloom", huggingface::readBloom},
    Family{"cohere", huggingface::readCohere},
    Family{"cohere2", huggingface::readCohere2},
    Family{"dbrx", huggingface::readDbrx},
    Family{"deepseek_v2", huggingface::readDeepSeekV2},
    Family{"deepseek_v3", huggingface::readDeepSeekV3},
    Family{"deepseek_v32", huggingface::readDeepSeekV32},
    Family{"falcon", huggingface::readFalcon},
    Family{"gemma", huggingface::readGemma},
    Family{"gemma2", huggingface::readGemma2},
    Family{"gemma3", huggingface::readGemma3},
    Family{"gemma3_text", huggingface::readGemma3},
    Family{"glm4_moe", huggingface::readGlm4Moe},
    Family{"glm4_moe_lite", huggingface::readDeepSeekV3},
    Family{"glm4v_moe_text", huggingface::readGlm4Moe},
    Family{"glm_moe_dsa", huggingface::readDeepSeekV32},
    Family{"gpt2", huggingface::readGpt2},
    Family{"gptj", huggingface::readGptJ},
    Family{"gpt_neox", huggingface::readGptNeoX},
    Family{"gpt_oss", huggingface::readGptOss},
    Family{"grok-1", huggingface::readGrok1},
    Family{"hunyuan", huggingface::readHunYuanMoe},
    Family{"hunyuan_v1_dense", huggingface::readHunYuanDense},
    Family{"hunyuan_v1_moe", huggingface::readHunYuanMoe},
    Family{"jamba", huggingface::readJamba},
    Family{"kimi_k2", huggingface::readDeepSeekV3},
    Family{"kimi_k25", huggingface::readDeepSeekV3},
    Family{"llama", huggingface::readLlama},
    Family{"llama4", huggingface::readLlama4},
    Family{"llama4_text", huggingface::readLlama4},
    Family{"minimax", huggingface::readMiniMax},
    Family{"minimax_m1", huggingface::readMiniMax},
    Family{"minimax_m2", huggingface::readMiniMaxM2},
    Family{"minimax_text_01", huggingface::readMiniMax},
    Family{"mistral", huggingface::readMistral},
    Family{"mixtral", huggingface::readMixtral},
    Family{"nemotron", huggingface::readNemotron},
    Family{"olmo", huggingface::readOlmo},
    Family{"olmo2", huggingface::readOlmo2},
    Family{"olmo3", huggingface::readOlmo3},
    Family{"olmoe", huggingface::readOlmoe},
    Family{"opt", huggingface::readOpt},
    Family{"phi3", huggingface::readPhi3},
    Family{"phimoe", huggingface::readPhiMoe},
    Family{"qwen2", huggingface::readQwen2},
    Family{"qwen2_5_vl", huggingface::readQwen2},
    Family{"qwen2_5_vl_text", huggingface::readQwen2},
    Family{"qwen2_moe", huggingface::readQwen2Moe},
    Family{"qwen2_vl", huggingface::readQwen2},
    Family{"qwen2_vl_text", huggingface::readQwen2},
    Family{"qwen3", huggingface::readQwen3},
    Family{"qwen3_5_moe_text", huggingface::readQwen3Next},
    Family{"qwen3_5_text", huggingface::readQwen3Next},
    Family{"qwen3_moe", huggingface::readQwen3Moe},
    Family{"qwen3_next", huggingface::readQwen3Next},
    Family{"qwen3_vl_moe_text", huggingface::readQwen3Moe},
    Family{"qwen3_vl_text", huggingface::readQwen3},
};

FamilyReader readerOf(std::string_view modelType)
{
    const auto found = std::find_if(families.begin(), families.end(), [&](const Family& family) { return family.modelType == modelType; });
    return found == families.end() ? nullptr : found->read;
}

/// The keys by which the families say a member of our description, the first present one is where a fault of it lies.
struct Spelling {
    std::string_view field;
    std::initializer_list<std::string_view> keys;
};

std::string_view keyOf(const Config& config, std::string_view field)
{
    const std::initializer_list<Spelling> spellings{
        {"attention/heads", {"num_attention_heads", "n_head", "n_heads"}},
        {"attention/kv_heads", {"num_key_value_heads", "num_kv_heads", "n_head_kv", "attn_config", "num_attention_heads"}},
        {"attention/head_dim", {"head_dim", "num_attention_heads"}},
        {"attention/nope_head_dim", {"qk_nope_head_dim"}},
        {"attention/query_lora_rank", {"q_lora_rank"}},
        {"attention/linear_value_heads", {"linear_num_value_heads"}},
        {"attention/linear_key_head_dim", {"linear_key_head_dim"}},
        {"attention/linear_value_head_dim", {"linear_value_head_dim"}},
        {"attention/inner_width", {"mamba_expand"}},
        {"feed_forward/top_k", {"num_experts_per_tok", "experts_per_token", "moe_topk", "ffn_config"}},
        {"feed_forward/routing_groups", {"n_group"}},
        {"feed_forward/routing_top_groups", {"topk_group"}},
        {"feed_forward/width", {"intermediate_size", "ffn_dim", "n_inner", "ffn_hidden_size", "hidden_size"}},
        {"hidden", {"hidden_size", "n_embd", "d_model", "n_embed"}},
        {"layer_kinds", {"layer_types", "num_hidden_layers"}},
        {"learned_positions", {"max_position_embeddings", "n_positions"}},
    };
    for (const Spelling& spelling : spellings)
        if (spelling.field == field)
            return config.anyOf(spelling.keys);
    return "num_hidden_layers";
}

/// What describes the language model.
struct TextPart {
    Json config;
    std::string path;
    std::string modelType;
};

std::string typeOf(const Json& object)
{
    const auto type = object.is_object() ? object.find("model_type") : object.end();
    return type != object.end() && type->is_string() ? type->get<std::string>() : std::string{};
}

/// A multimodal config holds the language model's in text_config; what stands around it describes towers that are left out, but for the
/// tie of the embeddings, which many of them say outside only.
TextPart textPartOf(const Json& config, const std::string& path, Problems& notes)
{
    const auto text = config.is_object() ? config.find("text_config") : config.end();
    if (text == config.end() || !text->is_object())
        return {config, path, typeOf(config)};
    notes.push_back(
        {Severity::Info, "text-part-only", path + "/text_config", "only the language model is read; other towers are left out", {}});
    TextPart part{*text, path + "/text_config", typeOf(*text)};
    if (part.modelType.empty())
        part.modelType = typeOf(config);
    const auto tied = config.find("tie_word_embeddings");
    if (tied != config.end() && tied->is_boolean() && !part.config.contains("tie_word_embeddings"))
        part.config["tie_word_embeddings"] = *tied;
    return part;
}

void appendFaults(const Config& config, const TransformerSpec& model, Problems& problems)
{
    for (const ModelFault& fault : findFaults(model))
        problems.push_back({Severity::Error, "unsound-model", config.pathOf(keyOf(config, fault.field)), fault.message, fault.hint});
}

/// The same key read twice reports its problem twice; several kinds of layer share a fault.
void removeRepeats(Problems& problems)
{
    for (auto problem = problems.begin(); problem != problems.end(); ++problem)
        problems.erase(std::remove(problem + 1, problems.end(), *problem), problems.end());
}

Result<ImportedModel> readText(const TextPart& text, std::string name, Problems notes)
{
    Problems problems;
    Config config{text.config, text.path, problems, notes};
    (void)config.textOr("model_type", {}); // a type that is no text is a problem of its own
    FamilyReader read = readerOf(text.modelType);
    if (read == nullptr && !config.failed())
        read = huggingface::nearestReader(config, text.modelType);
    if (read != nullptr && !config.failed()) {
        ImportedModel imported{read(config), {}};
        if (!config.failed())
            appendFaults(config, imported.model, problems);
        if (!config.failed()) {
            imported.model.name = std::move(name);
            imported.model.source = fmt::format("Hugging Face config.json, model_type {}", text.modelType);
            imported.notes = std::move(notes);
            return imported;
        }
    }
    removeRepeats(problems);
    return failure(std::move(problems));
}

} // namespace

Result<ImportedModel> importHuggingFaceJson(const Json& config, std::string name, const std::string& path)
{
    Problems notes;
    const TextPart text = textPartOf(config, path, notes);
    return readText(text, std::move(name), std::move(notes));
}

Result<ImportedModel> importHuggingFaceConfig(std::string_view json, std::string name)
{
    const Result<Json> parsed = parseJson(json);
    if (!parsed)
        return failure(parsed.error());
    return importHuggingFaceJson(*parsed, std::move(name), {});
}

} // namespace shardscape
