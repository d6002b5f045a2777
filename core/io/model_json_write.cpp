// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/model_json.h"

#include "io/layer_pattern.h"
#include "io/model_fields.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {

namespace {

template <class Spec> void writeInts(Json& object, std::span<const modelfields::IntField<Spec>> fields, const Spec& spec)
{
    for (const auto& field : fields)
        if (field.required || spec.*field.member != 0)
            object[std::string{field.key}] = spec.*field.member;
}

template <class Spec> void writeBools(Json& object, std::span<const modelfields::BoolField<Spec>> fields, const Spec& spec)
{
    for (const auto& field : fields)
        if (spec.*field.member)
            object[std::string{field.key}] = true;
}

Json attentionToJson(const AttentionSpec& a)
{
    Json object;
    object["kind"] = toText(a.kind);
    const auto fields = modelfields::fieldsOf(a.kind);
    writeInts(object, fields.ints, a);
    if (a.kind == AttentionKind::Grouped) {
        if (a.valueHeadDim != a.headDim)
            object["value_head_dim"] = a.valueHeadDim;
        if (!a.rotary)
            object["rotary"] = false;
        if (a.qkNorm != QkNorm::None)
            object["qk_norm"] = toText(a.qkNorm);
    }
    writeBools(object, fields.bools, a);
    return object;
}

Json feedForwardToJson(const FeedForwardSpec& f)
{
    Json object;
    object["activation"] = toText(f.activation);
    writeInts<FeedForwardSpec>(object, modelfields::dense, f);
    writeBools<FeedForwardSpec>(object, modelfields::denseSwitches, f);
    if (f.isMoe()) {
        writeInts<FeedForwardSpec>(object, modelfields::experts, f);
        writeBools<FeedForwardSpec>(object, modelfields::expertSwitches, f);
    }
    return object;
}

Json layerToJson(const LayerSpec& layer)
{
    Json object;
    object["attention"] = attentionToJson(layer.attention);
    if (layer.feedForward != FeedForwardSpec{})
        object["feed_forward"] = feedForwardToJson(layer.feedForward);
    if (layer.norms != 2)
        object["norms"] = layer.norms;
    if (layer.parallelBlock)
        object["parallel_block"] = true;
    return object;
}

/// A name for every kind, from what tells it from the others; a number is added where that is not enough.
std::vector<std::string> kindNames(const std::vector<LayerSpec>& kinds)
{
    std::vector<std::string> names;
    for (const LayerSpec& layer : kinds) {
        std::string name = layer.feedForward.isMoe() ? "moe" : "dense";
        if (layer.attention.slidingWindow > 0)
            name += "-window";
        else if (layer.attention.chunkTokens > 0)
            name += "-chunked";
        else if (layer.attention.kind != AttentionKind::Grouped && layer.attention.kind != AttentionKind::Latent)
            name += fmt::format("-{}", toText(layer.attention.kind));
        const std::string stem = name;
        for (int number = 2; std::find(names.begin(), names.end(), name) != names.end(); ++number)
            name = fmt::format("{}-{}", stem, number);
        names.push_back(std::move(name));
    }
    return names;
}

} // namespace

Json modelToJson(const TransformerSpec& model)
{
    Json object;
    const auto text = [&](const char* key, const std::string& value) {
        if (!value.empty())
            object[key] = value;
    };
    const auto flag = [&](const char* key, bool value) {
        if (value)
            object[key] = true;
    };
    const auto number = [&](const char* key, int value) {
        if (value != 0)
            object[key] = value;
    };
    text("id", model.id);
    object["name"] = model.name;
    text("source", model.source);
    object["hidden"] = model.hidden;
    object["vocabulary"] = model.vocabulary;
    flag("tied_embeddings", model.tiedEmbeddings);
    number("learned_positions", model.learnedPositions);
    flag("embedding_norm", model.embeddingNorm);
    flag("head_bias", model.headBias);
    object["norm"] = toText(model.norm);
    flag("norm_bias", model.normBias);
    if (model.dropout != 0.0)
        object["dropout"] = model.dropout;
    number("max_positions", model.maxPositions);
    const std::vector<std::string> names = kindNames(model.kinds);
    for (std::size_t i = 0; i < names.size(); ++i)
        object["layer_kinds"][names[i]] = layerToJson(model.kinds[i]);
    object["pattern"] = layerPatternToJson(model.pattern, names);
    if (model.mtpLayers > 0) {
        object["mtp_layers"] = model.mtpLayers;
        object["mtp_kind"] = names[model.mtpKind];
    }
    return object;
}

} // namespace shardscape
