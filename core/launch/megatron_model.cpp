// SPDX-License-Identifier: GPL-3.0-or-later
// Source of the arguments: NVIDIA/Megatron-LM, megatron/training/arguments.py, core 0.14.
#include "launch/megatron_model.h"

#include "io/model_json.h"
#include "model/check_model.h"

#include <algorithm>

namespace shardscape {

namespace {

/// What the arguments say of a model; zero or nothing = not said.
struct Shape {
    int layers = 0;
    int hidden = 0;
    int heads = 0;
    int groups = 0;
    int width = 0; ///< of the dense feed-forward part
    int experts = 0;
    int topK = 0;
    int expertWidth = 0;
    int kvLoraRank = 0;
    bool operator==(const Shape&) const = default;
};

const LayerSpec* firstWith(const TransformerSpec& model, bool (*wanted)(const LayerSpec&))
{
    for (const std::uint8_t kind : model.pattern)
        if (wanted(model.kinds[kind]))
            return &model.kinds[kind];
    return nullptr;
}

const LayerSpec* denseLayer(const TransformerSpec& model)
{
    return firstWith(model, [](const LayerSpec& layer) { return layer.feedForward.width > 0; });
}

const LayerSpec* moeLayer(const TransformerSpec& model)
{
    return firstWith(model, [](const LayerSpec& layer) { return layer.feedForward.isMoe(); });
}

Shape shapeOf(const TransformerSpec& model)
{
    const AttentionSpec& attention = model.layer(0).attention;
    Shape shape{.layers = model.layers(),
                .hidden = model.hidden,
                .heads = attention.heads,
                .groups = attention.kind == AttentionKind::Grouped ? attention.kvHeads : attention.heads,
                .kvLoraRank = attention.kvLoraRank};
    if (const LayerSpec* dense = denseLayer(model))
        shape.width = dense->feedForward.width;
    if (const LayerSpec* moe = moeLayer(model)) {
        shape.experts = moe->feedForward.experts;
        shape.topK = moe->feedForward.topK;
        shape.expertWidth = moe->feedForward.expertWidth;
    }
    return shape;
}

void writeAttention(const AttentionSpec& attention, CommandWriter& writer)
{
    const auto flag = [&](std::string_view name, int value) { writer.flag(name, static_cast<long long>(value)); };
    flag("--num-attention-heads", attention.heads);
    if (attention.kind == AttentionKind::Latent) {
        writer.on("--multi-latent-attention");
        if (attention.queryLoraRank > 0)
            flag("--q-lora-rank", attention.queryLoraRank);
        flag("--kv-lora-rank", attention.kvLoraRank);
        flag("--qk-head-dim", attention.nopeHeadDim);
        flag("--qk-pos-emb-head-dim", attention.ropeHeadDim);
        flag("--v-head-dim", attention.valueHeadDim);
        return;
    }
    flag("--kv-channels", attention.headDim);
    if (attention.kvHeads != attention.heads) {
        writer.on("--group-query-attention");
        flag("--num-query-groups", attention.kvHeads);
    }
    if (attention.queryKeyValueBias)
        writer.on("--add-qkv-bias");
    if (attention.qkNorm != QkNorm::None)
        writer.on("--qk-layernorm");
}

/// "[0]*3+[1]*58": which layers are mixtures, as Megatron evaluates it.
std::string moePattern(const TransformerSpec& model)
{
    std::string text;
    for (int i = 0; i < model.layers();) {
        const bool moe = model.layer(i).feedForward.isMoe();
        int run = 0;
        while (i < model.layers() && model.layer(i).feedForward.isMoe() == moe) {
            ++i;
            ++run;
        }
        text += (text.empty() ? "" : "+") + std::string{moe ? "[1]*" : "[0]*"} + std::to_string(run);
    }
    return text;
}

void writeExperts(const TransformerSpec& model, const FeedForwardSpec& moe, CommandWriter& writer)
{
    writer.flag("--num-experts", static_cast<long long>(moe.experts)).flag("--moe-router-topk", static_cast<long long>(moe.topK));
    writer.flag("--moe-ffn-hidden-size", static_cast<long long>(moe.expertWidth));
    if (moe.sharedExperts > 0)
        writer.flag("--moe-shared-expert-intermediate-size", static_cast<long long>(moe.sharedExperts) * moe.sharedExpertWidth);
    writer.flag("--moe-layer-freq", moePattern(model));
    if (moe.routingGroups > 0)
        writer.flag("--moe-router-num-groups", static_cast<long long>(moe.routingGroups))
            .flag("--moe-router-group-topk", static_cast<long long>(moe.routingTopGroups));
}

void writeActivation(Activation activation, CommandWriter& writer)
{
    switch (activation) {
    case Activation::SwiGlu: writer.on("--swiglu"); return;
    case Activation::SquaredRelu: writer.on("--squared-relu"); return;
    case Activation::Gelu: return; // Megatron's own
    case Activation::Relu:
    case Activation::GeGlu: writer.notExpressed("the activation " + std::string{toText(activation)}); return;
    }
}

/// A model that no preset has: grouped attention and one kind of layer, as the arguments alone describe it.
TransformerSpec modelFrom(const Shape& shape, FlagReader& flags)
{
    LayerSpec layer;
    layer.attention.heads = shape.heads;
    layer.attention.kvHeads = shape.groups;
    layer.attention.headDim = flags.count("--kv-channels").value_or(shape.heads > 0 ? shape.hidden / shape.heads : 0);
    layer.attention.valueHeadDim = layer.attention.headDim;
    layer.attention.queryKeyValueBias = flags.on("--add-qkv-bias");
    layer.feedForward.activation = flags.on("--swiglu") ? Activation::SwiGlu
                                   : flags.on("--squared-relu") ? Activation::SquaredRelu : Activation::Gelu;
    if (shape.experts > 0) {
        layer.feedForward.experts = shape.experts;
        layer.feedForward.topK = shape.topK;
        layer.feedForward.expertWidth = shape.expertWidth;
        if (const auto shared = flags.count("--moe-shared-expert-intermediate-size")) {
            layer.feedForward.sharedExperts = 1;
            layer.feedForward.sharedExpertWidth = *shared;
        }
    } else {
        layer.feedForward.width = shape.width;
    }
    TransformerSpec model{.name = "From a Megatron command", .source = "arguments of a Megatron command"};
    model.hidden = shape.hidden;
    model.vocabulary = flags.count("--vocab-size").value_or(0);
    if (model.vocabulary == 0) {
        model.vocabulary = 128'256;
        flags.assume("--vocab-size", "128256", "the tokenizer says it, and the command does not; that of Llama 3");
    }
    model.tiedEmbeddings = !flags.on("--untie-embeddings-and-output-weights");
    model.norm = flags.text("--normalization").value_or("LayerNorm") == "RMSNorm" ? NormKind::Rms : NormKind::Layer;
    model.kinds = {layer};
    model.pattern.assign(static_cast<std::size_t>(shape.layers), 0);
    return model;
}

Shape readShape(FlagReader& flags)
{
    Shape shape{.layers = flags.count("--num-layers").value_or(0),
                .hidden = flags.count("--hidden-size").value_or(0),
                .heads = flags.count("--num-attention-heads").value_or(0),
                .experts = flags.count("--num-experts").value_or(0),
                .kvLoraRank = flags.count("--kv-lora-rank").value_or(0)};
    shape.groups = flags.on("--group-query-attention") ? flags.count("--num-query-groups").value_or(1) : shape.heads;
    const std::optional<int> width = flags.count("--ffn-hidden-size");
    if (shape.experts > 0) {
        shape.topK = flags.count("--moe-router-topk", 2, "the default of Megatron Core 0.14");
        shape.expertWidth = flags.count("--moe-ffn-hidden-size").value_or(width.value_or(4 * shape.hidden));
    }
    shape.width = width.value_or(4 * shape.hidden);
    return shape;
}

/// Whether a preset has the sizes: where all layers are mixtures, the dense width is nobody's.
bool fits(const Shape& preset, Shape said)
{
    if (preset.width == 0)
        said.width = 0;
    return preset == said;
}

} // namespace

const std::vector<FlagSpec>& megatronModelFlags()
{
    using enum FlagKind;
    static const std::vector<FlagSpec> table{
        {"--num-layers", Value, "layers"},
        {"--hidden-size", Value, "hidden size"},
        {"--ffn-hidden-size", Value, "width of the feed-forward part"},
        {"--num-attention-heads", Value, "heads"},
        {"--kv-channels", Value, "size of a head"},
        {"--group-query-attention", Switch, "grouped queries"},
        {"--num-query-groups", Value, "heads of keys and values"},
        {"--vocab-size", Value, "vocabulary"},
        {"--untie-embeddings-and-output-weights", Switch, "the output has its own embedding"},
        {"--swiglu", Switch, "gated activation"},
        {"--squared-relu", Switch, "squared ReLU"},
        {"--normalization", Value, "kind of norm"},
        {"--add-qkv-bias", Switch, "biases of queries, keys and values"},
        {"--qk-layernorm", OtherSwitch, "follows from the preset with these sizes"},
        {"--disable-bias-linear", OtherSwitch, "biases are small"},
        {"--num-experts", Value, "experts"},
        {"--moe-router-topk", Value, "experts a token visits"},
        {"--moe-ffn-hidden-size", Value, "width of an expert"},
        {"--moe-shared-expert-intermediate-size", Value, "width of the shared experts"},
        {"--moe-layer-freq", OtherValue, "follows from the preset with these sizes"},
        {"--moe-router-num-groups", OtherValue, "follows from the preset with these sizes"},
        {"--moe-router-group-topk", OtherValue, "follows from the preset with these sizes"},
        {"--multi-latent-attention", OtherSwitch, "follows from the preset with these sizes"},
        {"--q-lora-rank", OtherValue, "follows from the preset with these sizes"},
        {"--kv-lora-rank", Value, "rank of latent attention"},
        {"--qk-head-dim", OtherValue, "follows from the preset with these sizes"},
        {"--qk-pos-emb-head-dim", OtherValue, "follows from the preset with these sizes"},
        {"--v-head-dim", OtherValue, "follows from the preset with these sizes"},
        {"--position-embedding-type", OtherValue, "positions cost little"},
        {"--rotary-base", OtherValue, "positions cost little"},
        {"--rotary-percent", OtherValue, "positions cost little"},
        {"--max-position-embeddings", OtherValue, "a limit"},
        {"--use-rotary-position-embeddings", OtherSwitch, "positions cost little"},
    };
    return table;
}

void writeMegatronModel(const TransformerSpec& model, CommandWriter& writer)
{
    const LayerSpec* dense = denseLayer(model);
    const LayerSpec* moe = moeLayer(model);
    const LayerSpec& first = model.layer(0);
    writer.flag("--num-layers", static_cast<long long>(model.layers())).flag("--hidden-size", static_cast<long long>(model.hidden));
    writer.flag("--ffn-hidden-size", static_cast<long long>(dense ? dense->feedForward.width : moe ? moe->feedForward.expertWidth : 0));
    const bool ordinary = std::all_of(model.kinds.begin(), model.kinds.end(), [](const LayerSpec& layer) {
        return layer.attention.kind == AttentionKind::Grouped || layer.attention.kind == AttentionKind::Latent;
    });
    if (ordinary)
        writeAttention(first.attention, writer);
    else
        writer.notExpressed("layers with linear attention or state spaces; write the model's own arguments");
    writeActivation(first.feedForward.activation, writer);
    if (model.norm == NormKind::Rms)
        writer.flag("--normalization", std::string_view{"RMSNorm"});
    if (!first.feedForward.bias)
        writer.on("--disable-bias-linear");
    if (!model.tiedEmbeddings)
        writer.on("--untie-embeddings-and-output-weights");
    writer.flag("--vocab-size", static_cast<long long>(model.vocabulary));
    if (moe)
        writeExperts(model, moe->feedForward, writer);
}

void readMegatronModel(LaunchReading& reading, FlagReader& flags)
{
    if (!flags.has("--num-layers"))
        return flags.assume("", reading.scenario.model.preset, "the model, as in the scenario at hand");
    const Shape said = readShape(flags);
    const auto isSaid = [&](std::string_view id) {
        const auto model = reading.library.model(id);
        return model && fits(shapeOf(*model), said);
    };
    if (const std::string& present = reading.scenario.model.preset; !present.empty() && isSaid(present))
        return flags.assume("", present, "the model at hand has these sizes");
    for (const auto& [id, preset] : reading.library.all(PresetKind::Model))
        if (isSaid(id)) {
            reading.scenario.model = {.preset = id, .inlineJson = {}};
            return flags.assume("", id, "the preset with these sizes");
        }
    if (said.kvLoraRank > 0)
        return flags.problem("--kv-lora-rank", "latent attention of these sizes is none of the presets",
                             "import the model's config.json instead");
    const TransformerSpec model = modelFrom(said, flags);
    for (const ModelFault& fault : findFaults(model))
        flags.problem("--" + fault.field, fault.message, fault.hint);
    if (findFaults(model).empty())
        reading.scenario.model = {.preset = {}, .inlineJson = modelToJson(model).dump()};
}

} // namespace shardscape
