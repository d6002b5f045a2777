// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/model_names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace shardscape {

namespace {

using Name = std::pair<std::string_view, std::string_view>;

/// As the hub lists them, 2026.
constexpr std::array<Name, 41> hubNames{{
    {"llama-2-7b", "meta-llama/Llama-2-7b-hf"},
    {"llama-2-13b", "meta-llama/Llama-2-13b-hf"},
    {"llama-2-70b", "meta-llama/Llama-2-70b-hf"},
    {"llama-3-8b", "meta-llama/Meta-Llama-3-8B"},
    {"llama-3-70b", "meta-llama/Meta-Llama-3-70B"},
    {"llama-3.3-70b", "meta-llama/Llama-3.3-70B-Instruct"},
    {"deepseek-v2-lite", "deepseek-ai/DeepSeek-V2-Lite"},
    {"deepseek-v3.2", "deepseek-ai/DeepSeek-V3.2"},
    {"mistral-large-2", "mistralai/Mistral-Large-Instruct-2407"},
    {"llama-3.1-8b", "meta-llama/Llama-3.1-8B"},
    {"llama-3.1-70b", "meta-llama/Llama-3.1-70B"},
    {"llama-3.1-405b", "meta-llama/Llama-3.1-405B"},
    {"llama-4-scout", "meta-llama/Llama-4-Scout-17B-16E"},
    {"llama-4-maverick", "meta-llama/Llama-4-Maverick-17B-128E"},
    {"mistral-7b", "mistralai/Mistral-7B-v0.1"},
    {"mixtral-8x7b", "mistralai/Mixtral-8x7B-v0.1"},
    {"mixtral-8x22b", "mistralai/Mixtral-8x22B-v0.1"},
    {"qwen2.5-7b", "Qwen/Qwen2.5-7B"},
    {"qwen2.5-72b", "Qwen/Qwen2.5-72B"},
    {"qwen3-8b", "Qwen/Qwen3-8B"},
    {"qwen3-32b", "Qwen/Qwen3-32B"},
    {"qwen3-30b-a3b", "Qwen/Qwen3-30B-A3B"},
    {"qwen3-235b-a22b", "Qwen/Qwen3-235B-A22B"},
    {"deepseek-v2", "deepseek-ai/DeepSeek-V2"},
    {"deepseek-v3", "deepseek-ai/DeepSeek-V3"},
    {"deepseek-v3", "deepseek-ai/DeepSeek-R1"}, // the same network, trained further
    {"deepseek-v3", "deepseek-ai/DeepSeek-V3-0324"},
    {"deepseek-v3", "deepseek-ai/DeepSeek-R1-0528"},
    {"kimi-k2", "moonshotai/Kimi-K2-Base"},
    {"glm-4.5", "zai-org/GLM-4.5"},
    {"gpt-oss-20b", "openai/gpt-oss-20b"},
    {"gpt-oss-120b", "openai/gpt-oss-120b"},
    {"gemma-2-9b", "google/gemma-2-9b"},
    {"gemma-3-27b", "google/gemma-3-27b-pt"},
    {"phi-4", "microsoft/phi-4"},
    {"bloom-176b", "bigscience/bloom"},
    {"dbrx", "databricks/dbrx-base"},
    {"falcon-180b", "tiiuae/falcon-180B"},
    {"grok-1", "hpcai-tech/grok-1"},
    {"nemotron-4-340b", "nvidia/Nemotron-4-340B-Base"},
    {"opt-175b", "facebook/opt-175b"},
}};

/// Endings that say how weights were tuned or stored, not what the network is.
constexpr std::array<std::string_view, 30> endings{
    {"-hf", "-instruct", "-chat", "-it", "-base", "-pt", "-fp8", "-fp8-dynamic", "-fp4", "-nvfp4", "-awq", "-gptq", "-int4", "-int8",
     "-w4a16", "-w8a8", "-bf16", "-gguf", "-v0.1", "-v0.2", "-v0.3", "-2407", "-2507", "-0905", "-original", "-mp16", "-mp8", "-128k",
     "-thinking", "-kv"}};

std::string small(std::string_view text)
{
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    return result;
}

std::string lastPart(std::string_view name)
{
    while (!name.empty() && name.back() == '/')
        name.remove_suffix(1);
    const auto slash = name.find_last_of('/');
    return small(slash == std::string_view::npos ? name : name.substr(slash + 1));
}

std::string withoutEndings(std::string name)
{
    const auto strip = [&name] {
        for (const std::string_view ending : endings)
            if (name.size() > ending.size() && name.ends_with(ending)) {
                name.resize(name.size() - ending.size());
                return true;
            }
        return false;
    };
    while (strip()) {
    }
    constexpr std::string_view maker = "meta-";
    return name.starts_with(maker) ? name.substr(maker.size()) : name;
}

} // namespace

std::optional<std::string_view> hubName(std::string_view presetId)
{
    const auto found = std::find_if(hubNames.begin(), hubNames.end(), [&](const Name& name) { return name.first == presetId; });
    return found == hubNames.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> presetOfModel(std::string_view name, const PresetLibrary& library)
{
    const auto known = [&](std::string_view id) { return library.find(PresetKind::Model, id) != nullptr; };
    if (known(name))
        return std::string{name};
    const std::string plain = withoutEndings(lastPart(name));
    for (const Name& pair : hubNames)
        if ((small(pair.second) == small(name) || withoutEndings(lastPart(pair.second)) == plain) && known(pair.first))
            return std::string{pair.first};
    return known(plain) ? std::optional(plain) : std::nullopt;
}

} // namespace shardscape
