// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/model_json.h"

#include "io/layer_pattern.h"
#include "io/model_fields.h"
#include "model/hugging_face_json.h"

#include <fmt/format.h>

namespace shardscape {

namespace {

template <class Spec> void readInts(ObjectReader& reader, std::span<const modelfields::IntField<Spec>> fields, Spec& spec)
{
    for (const auto& field : fields) {
        const IntRange range{field.required ? 1 : 0, field.max};
        spec.*field.member = field.required ? reader.requiredInt(field.key, range) : reader.optionalInt(field.key, 0, range);
    }
}

template <class Spec> void readBools(ObjectReader& reader, std::span<const modelfields::BoolField<Spec>> fields, Spec& spec)
{
    for (const auto& field : fields)
        spec.*field.member = reader.optionalBool(field.key, false);
}

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

AttentionSpec readAttention(const Json& value, const std::string& path, Problems& problems)
{
    AttentionSpec a;
    ObjectReader reader{value, path, problems};
    a.kind = reader.requiredEnum("kind", AttentionKind::None);
    const auto fields = modelfields::fieldsOf(a.kind);
    readInts(reader, fields.ints, a);
    readBools(reader, fields.bools, a);
    if (a.kind == AttentionKind::Grouped) {
        a.valueHeadDim = reader.optionalInt("value_head_dim", a.headDim, {1, maxHeadDim});
        a.rotary = reader.optionalBool("rotary", true);
        a.qkNorm = reader.optionalEnum("qk_norm", QkNorm::None);
    } else if (a.kind == AttentionKind::Latent) {
        a.kvHeads = a.heads;
        a.headDim = a.nopeHeadDim + a.ropeHeadDim;
    }
    reader.finish();
    return a;
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

FeedForwardSpec readFeedForward(const Json& value, const std::string& path, Problems& problems)
{
    FeedForwardSpec f;
    ObjectReader reader{value, path, problems};
    f.activation = reader.requiredEnum("activation", Activation::SwiGlu);
    readInts<FeedForwardSpec>(reader, modelfields::dense, f);
    readBools<FeedForwardSpec>(reader, modelfields::denseSwitches, f);
    if (reader.has("experts")) {
        readInts<FeedForwardSpec>(reader, modelfields::experts, f);
        readBools<FeedForwardSpec>(reader, modelfields::expertSwitches, f);
    }
    reader.finish();
    return f;
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

LayerSpec readLayer(const Json& value, const std::string& path, Problems& problems)
{
    LayerSpec layer;
    ObjectReader reader{value, path, problems};
    if (const Json* attention = reader.requiredValue("attention"))
        layer.attention = readAttention(*attention, path + "/attention", problems);
    if (const Json* feedForward = reader.optionalValue("feed_forward"))
        layer.feedForward = readFeedForward(*feedForward, path + "/feed_forward", problems);
    layer.norms = reader.optionalInt("norms", 2, {0, 8});
    layer.parallelBlock = reader.optionalBool("parallel_block", false);
    reader.finish();
    return layer;
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

/// The layer kinds in their order; names[i] is the name of kinds[i].
std::vector<std::string> readKinds(const Json& value, const std::string& path, std::vector<LayerSpec>& kinds, Problems& problems)
{
    std::vector<std::string> names;
    if (!value.is_object() || value.empty() || value.size() > maxLayerKinds) {
        problems.push_back({Severity::Error, "bad-layer-kinds", path, "layer_kinds is not an object of named kinds of layer",
                            fmt::format("describe 1 to {} kinds by name", maxLayerKinds)});
        return names;
    }
    for (const auto& [name, layer] : value.items()) {
        names.push_back(name);
        kinds.push_back(readLayer(layer, path + "/" + name, problems));
    }
    return names;
}

void readLayers(ObjectReader& reader, TransformerSpec& model, std::vector<std::string>& names, Problems& problems)
{
    if (const Json* kinds = reader.requiredValue("layer_kinds"))
        names = readKinds(*kinds, reader.pathOf("layer_kinds"), model.kinds, problems);
    const Json* pattern = reader.requiredValue("pattern");
    if (pattern != nullptr && !names.empty())
        model.pattern = readLayerPattern(*pattern, names, reader.pathOf("pattern"), problems);
    model.mtpLayers = reader.optionalInt("mtp_layers", 0, {0, maxLayers});
    if (model.mtpLayers == 0)
        return;
    const std::string kind = reader.requiredString("mtp_kind");
    const auto found = std::find(names.begin(), names.end(), kind);
    if (found != names.end())
        model.mtpKind = static_cast<std::uint8_t>(found - names.begin());
    else if (!kind.empty())
        reader.problem("mtp_kind", "unknown-layer-kind", fmt::format("'{}' is not described in layer_kinds", kind),
                       fmt::format("described are: {}", fmt::join(names, ", ")));
}

void readWhole(ObjectReader& reader, TransformerSpec& model)
{
    model.id = reader.optionalString("id");
    model.name = reader.requiredString("name");
    model.source = reader.optionalString("source");
    model.hidden = reader.requiredInt("hidden", {1, maxHidden});
    model.vocabulary = reader.requiredInt("vocabulary", {1, maxVocabulary});
    model.tiedEmbeddings = reader.optionalBool("tied_embeddings", false);
    model.learnedPositions = reader.optionalInt("learned_positions", 0, {0, maxTokens});
    model.embeddingNorm = reader.optionalBool("embedding_norm", false);
    model.headBias = reader.optionalBool("head_bias", false);
    model.norm = reader.optionalEnum("norm", NormKind::Rms);
    model.normBias = reader.optionalBool("norm_bias", false);
    model.dropout = reader.optionalNumber("dropout", 0.0, {0.0, 1.0});
    model.maxPositions = reader.optionalInt("max_positions", 0, {0, maxTokens});
}

Result<TransformerSpec> readDescription(const Json& value, const std::string& path)
{
    Problems problems;
    TransformerSpec model;
    std::vector<std::string> names;
    ObjectReader reader{value, path, problems};
    readWhole(reader, model);
    readLayers(reader, model, names, problems);
    reader.finish();
    if (!problems.empty())
        return failure(std::move(problems));
    for (const ModelFault& fault : findFaults(model)) {
        const std::string kind = fault.kind < 0 ? "" : "/layer_kinds/" + names[static_cast<std::size_t>(fault.kind)];
        problems.push_back({Severity::Error, "unsound-model", path + kind + "/" + fault.field, fault.message, fault.hint});
    }
    if (!problems.empty())
        return failure(std::move(problems));
    return model;
}

Result<ImportedModel> readHuggingFaceForm(const Json& value, const std::string& path)
{
    Problems problems;
    ObjectReader reader{value, path, problems};
    const Json* config = reader.requiredValue("hf_config");
    std::string name = reader.requiredString("name");
    const std::string id = reader.optionalString("id");
    const std::string source = reader.optionalString("source");
    reader.finish();
    if (!problems.empty() || config == nullptr)
        return failure(std::move(problems));
    auto imported = importHuggingFaceJson(*config, std::move(name), path + "/hf_config");
    if (imported) {
        imported->model.id = id;
        if (!source.empty())
            imported->model.source = source;
    }
    return imported;
}

} // namespace

Result<ImportedModel> readModelWithNotes(const Json& value, const std::string& path)
{
    if (value.is_object() && value.contains("hf_config"))
        return readHuggingFaceForm(value, path);
    return readDescription(value, path).map([](TransformerSpec&& model) { return ImportedModel{std::move(model), {}}; });
}

Result<TransformerSpec> readModelJson(const Json& value, const std::string& path)
{
    return readModelWithNotes(value, path).map([](ImportedModel&& imported) { return std::move(imported.model); });
}

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
