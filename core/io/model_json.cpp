// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/model_json.h"

#include "io/layer_pattern.h"
#include "io/model_fields.h"
#include "model/hugging_face_json.h"

#include <fmt/format.h>

#include <algorithm>

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

} // namespace shardscape
