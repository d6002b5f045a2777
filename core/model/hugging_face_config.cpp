// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face_config.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape::huggingface {

Config::Config(const Json& object, std::string path, Problems& problems, Problems& notes)
    : m_object{object}, m_problems{problems}, m_notes{notes}, m_reader{object, std::move(path), problems}
{
}

bool Config::has(std::string_view key) const { return m_reader.has(key); }

bool Config::isNull(std::string_view key) const
{
    const std::string name{key};
    return m_object.is_object() && m_object.contains(name) && m_object[name].is_null();
}

bool Config::hasText(std::string_view key) const
{
    const std::string name{key};
    return m_object.is_object() && m_object.contains(name) && m_object[name].is_string();
}

bool Config::listsOtherThan(std::string_view key, std::string_view text) const
{
    if (!has(key))
        return false;
    const Json& list = m_object[std::string{key}];
    return !std::all_of(list.begin(), list.end(), [&](const Json& entry) { return entry == text; });
}

std::string_view Config::anyOf(std::initializer_list<std::string_view> keys) const
{
    const auto found = std::find_if(keys.begin(), keys.end(), [this](std::string_view key) { return has(key); });
    return found != keys.end() ? *found : *keys.begin();
}

int Config::size(std::string_view key, int max) { return m_reader.requiredInt(key, {1, max}); }

int Config::count(std::string_view key, int max) { return m_reader.requiredInt(key, {0, max}); }

int Config::sizeOr(std::string_view key, int fallback, int max) { return has(key) ? m_reader.requiredInt(key, {1, max}) : fallback; }

int Config::countOr(std::string_view key, int fallback, int max) { return has(key) ? m_reader.requiredInt(key, {0, max}) : fallback; }

bool Config::flagOr(std::string_view key, bool fallback) { return has(key) ? m_reader.optionalBool(key, fallback) : fallback; }

double Config::shareOr(std::string_view key, double fallback) { return has(key) ? m_reader.requiredNumber(key, {0.0, 1.0}) : fallback; }

std::string Config::textOr(std::string_view key, std::string fallback)
{
    return has(key) ? m_reader.optionalString(key, std::move(fallback)) : fallback;
}

std::vector<int> Config::numbers(std::string_view key, int max, int length)
{
    std::vector<int> result;
    const Json* list = m_reader.optionalValue(key);
    if (list == nullptr)
        return result;
    const std::string allowed = fmt::format("give a list of whole numbers from 0 to {}{}", max,
                                            length > 0 ? fmt::format(", one for each of the {} layers", length) : std::string{});
    if (!list->is_array() || list->size() < static_cast<std::size_t>(length) || list->size() > maxLayers) {
        refuse(key, "wrong-type", fmt::format("'{}' is not a list of the right length", key), allowed);
        return result;
    }
    for (const Json& entry : *list) {
        if (!entry.is_number_integer() || entry < 0 || entry > max) {
            refuse(key, "wrong-type", fmt::format("an entry of '{}' is not a number in the allowed range", key), allowed);
            return {};
        }
        result.push_back(entry.get<int>());
    }
    return result;
}

std::vector<std::string> Config::texts(std::string_view key, int length)
{
    std::vector<std::string> result;
    const Json* list = m_reader.optionalValue(key);
    if (list == nullptr)
        return result;
    const bool fits = list->is_array() && list->size() == static_cast<std::size_t>(length) &&
                      std::all_of(list->begin(), list->end(), [](const Json& entry) { return entry.is_string(); });
    if (!fits) {
        refuse(key, "wrong-type", fmt::format("'{}' is not a list of {} names", key, length), "give one name for each layer");
        return result;
    }
    for (const Json& entry : *list)
        result.push_back(entry.get<std::string>());
    return result;
}

int Config::perLayer(std::string_view key, int layer, int max)
{
    const Json* value = m_reader.optionalValue(key);
    if (value == nullptr || !value->is_array())
        return size(key, max);
    const std::vector<int> list = numbers(key, max, layer + 1);
    return list.empty() ? 1 : list[static_cast<std::size_t>(layer)];
}

std::optional<Config> Config::child(std::string_view key)
{
    const Json* value = m_reader.requiredValue(key);
    if (value == nullptr)
        return std::nullopt;
    return Config{*value, pathOf(key), m_problems, m_notes};
}

void Config::refuse(std::string_view key, std::string code, std::string message, std::string hint)
{
    m_reader.problem(key, std::move(code), std::move(message), std::move(hint));
}

void Config::note(std::string_view key, Severity severity, std::string code, std::string message)
{
    m_notes.push_back({severity, std::move(code), key.empty() ? std::string{} : pathOf(key), std::move(message), {}});
}

TransformerSpec readBase(Config& config, bool tiedByDefault)
{
    TransformerSpec model;
    model.hidden = config.size("hidden_size", maxHidden);
    model.vocabulary = config.size("vocab_size", maxVocabulary);
    model.tiedEmbeddings = config.flagOr("tie_word_embeddings", tiedByDefault);
    model.maxPositions = config.sizeOr("max_position_embeddings", 0, maxTokens);
    return model;
}

int headDimOf(Config& config, std::string_view headsKey, int hidden, int heads)
{
    if (heads < 1 || hidden < 1 || (hidden == 1 && config.failed()))
        return 1; // a problem is on record, and 1 stands for the unreadable width
    if (hidden % heads != 0)
        config.refuse(headsKey, "heads-do-not-divide", fmt::format("{} heads do not divide a hidden size of {}", heads, hidden),
                      "give head_dim, or a number of heads that divides the hidden size");
    return std::max(1, hidden / heads);
}

AttentionSpec readGrouped(Config& config, int hidden, AttentionDefaults defaults)
{
    AttentionSpec a;
    a.heads = config.size("num_attention_heads", maxHeads);
    a.kvHeads = config.sizeOr("num_key_value_heads", defaults.kvHeads > 0 ? defaults.kvHeads : a.heads, maxHeads);
    const std::string_view headDimKey = config.anyOf({"head_dim", "attention_head_dim"}); // the latter in Tencent's own configs
    if (config.has(headDimKey))
        a.headDim = config.size(headDimKey, maxHeadDim);
    else
        a.headDim = defaults.headDim > 0 ? defaults.headDim : headDimOf(config, "num_attention_heads", hidden, a.heads);
    a.valueHeadDim = a.headDim;
    return a;
}

Activation readActivation(Config& config, std::string_view key, const std::string& fallback, bool gated)
{
    const std::string name = config.textOr(key, fallback);
    if (gated && (name == "silu" || name == "swish"))
        return Activation::SwiGlu;
    if (name.starts_with("gelu"))
        return gated ? Activation::GeGlu : Activation::Gelu;
    if (!gated && name == "relu")
        return Activation::Relu;
    if (!gated && name == "relu2")
        return Activation::SquaredRelu;
    config.refuse(key, "unknown-activation", fmt::format("the activation '{}' is not known for this family", name),
                  gated ? "known are silu and the variants of gelu" : "known are relu, relu2 and the variants of gelu");
    return gated ? Activation::SwiGlu : Activation::Gelu;
}

int readLayerCount(Config& config) { return config.size("num_hidden_layers", maxLayers); }

void addLayer(TransformerSpec& model, const LayerSpec& layer)
{
    const auto found = std::find(model.kinds.begin(), model.kinds.end(), layer);
    const auto index = static_cast<std::size_t>(found - model.kinds.begin());
    if (found == model.kinds.end() && model.kinds.size() <= maxLayerKinds) // one too many is a fault that findFaults reports
        model.kinds.push_back(layer);
    model.pattern.push_back(static_cast<std::uint8_t>(std::min<std::size_t>(index, maxLayerKinds)));
}

std::vector<bool> readOtherLayers(Config& config, int layers, LayerTypes types)
{
    std::vector<bool> other;
    const std::vector<std::string> names = config.texts("layer_types", layers);
    for (int i = 0; i < layers; ++i) {
        if (names.empty()) {
            other.push_back((i + types.offset) % types.period != 0);
            continue;
        }
        const std::string& name = names[static_cast<std::size_t>(i)];
        other.push_back(name == types.otherName);
        if (name != "full_attention" && name != types.otherName) {
            config.refuse("layer_types", "unknown-layer-type", fmt::format("layer {} is of the type '{}'", i, name),
                          fmt::format("this family has full_attention and {}", types.otherName));
            break;
        }
    }
    other.resize(static_cast<std::size_t>(std::max(layers, 0)), false);
    return other;
}

} // namespace shardscape::huggingface
