// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/scenario/field_spec.h"

#include "shell/translate.h"
#include "views/common/plan_names.h"

#include <algorithm>

namespace shardscape {

namespace {

bool isTraining(const Scenario& s) { return s.workload.training() != nullptr; }
bool isInference(const Scenario& s) { return s.workload.inference() != nullptr; }

template <class W> W& part(Scenario& s) { return std::get<W>(s.workload.kind); }
template <class W> const W& part(const Scenario& s) { return std::get<W>(s.workload.kind); }

/// What a workload of the other kind starts with: a sequence or prompt that every model takes, one batch for every replica.
Workload freshWorkload(const Scenario& s, bool training)
{
    Workload workload;
    if (training)
        workload.kind = TrainingWorkload{.sequenceTokens = 4096, .microBatch = 1, .globalBatch = 8 * s.parallelism.dp * s.parallelism.pp};
    else
        workload.kind = InferenceWorkload{.promptTokens = 1024, .outputTokens = 256, .concurrency = 8 * s.parallelism.dp};
    return workload;
}

template <class W> FieldSpec tokensField(const char* key, QString label, QString help, int W::*member)
{
    return {.path = QStringLiteral("/workload/") + QLatin1String(key),
            .label = std::move(label),
            .help = std::move(help),
            .kind = IntField{.get = [member](const Scenario& s) { return part<W>(s).*member; },
                             .set = [member](Scenario& s, int value) { part<W>(s).*member = value; },
                             .neighbors = [](const Scenario&, const Facts&, int value) { return neighborPowersOfTwo(value); },
                             .maximum = 1 << 24},
            .shown = [](const Scenario& s) { return std::holds_alternative<W>(s.workload.kind); }};
}

template <class W, class E> FieldSpec enumField(const char* key, QString label, QString help, E W::*member, std::vector<Choice> choices)
{
    return {.path = QStringLiteral("/workload/") + QLatin1String(key),
            .label = std::move(label),
            .help = std::move(help),
            .kind = ChoiceField{
                .choices = [choices = std::move(choices)](const Scenario&) { return choices; },
                .get = [member](const Scenario& s) { return QString::fromUtf8(toText(part<W>(s).*member)); },
                .set = [member](Scenario& s,
                                const QString& id) { part<W>(s).*member = fromText<E>(id.toStdString()).value_or(part<W>(s).*member); }},
            .shown = [](const Scenario& s) { return std::holds_alternative<W>(s.workload.kind); }};
}

std::vector<Choice> plain(std::initializer_list<DataType> types)
{
    std::vector<Choice> choices;
    for (const DataType type : types)
        choices.push_back({QString::fromUtf8(toText(type)), QString::fromUtf8(toText(type))});
    return choices;
}

FieldSpec globalBatchField()
{
    FieldSpec field =
        tokensField("global_batch", tr("Global batch"), tr("Sequences of one step over all replicas."), &TrainingWorkload::globalBatch);
    std::get<IntField>(field.kind).neighbors = [](const Scenario& s, const Facts&, int value) {
        const long long unit = 1LL * part<TrainingWorkload>(s).microBatch * s.parallelism.dp;
        return unit >= 1 && unit <= (1 << 24) ? neighborMultiples(static_cast<int>(unit), value) : Neighbors{};
    };
    return field;
}

/// Lengths from half of the sequence to the whole, evenly spread, in parts that tp and cp can cut.
std::vector<int> spreadLengths(const Scenario& s)
{
    const TrainingWorkload& t = part<TrainingWorkload>(s);
    const Parallelism& p = s.parallelism;
    const long long count = t.globalBatch / std::max(1LL, 1LL * t.microBatch * p.dp);
    const long long unit = std::min(2LL * p.cp * p.tp, 1LL * t.sequenceTokens);
    std::vector<int> lengths;
    for (long long i = 0; i < std::min(count, 1LL << 20); ++i) {
        const long long length = t.sequenceTokens / 2 + t.sequenceTokens / 2 * (i + 1) / count;
        lengths.push_back(static_cast<int>(std::max(unit, length / unit * unit)));
    }
    return lengths;
}

FieldSpec lengthsField()
{
    const QString even = QStringLiteral("even");
    const QString spread = QStringLiteral("spread");
    const QString own = QStringLiteral("own");
    const auto now = [=](const Scenario& s) {
        const std::vector<int>& lengths = part<TrainingWorkload>(s).microbatchTokens;
        return lengths.empty() ? even : lengths == spreadLengths(s) ? spread : own;
    };
    return {.path = QStringLiteral("/workload/microbatch_tokens"),
            .label = tr("Lengths"),
            .help = tr("Whether all micro-batches have sequences of the same length; a file may name each."),
            .kind = ChoiceField{.choices =
                                    [=](const Scenario& s) {
                                        std::vector<Choice> choices{{even, tr("All alike")}, {spread, tr("From half to whole")}};
                                        if (now(s) == own)
                                            choices.push_back({own, tr("As in the file")});
                                        return choices;
                                    },
                                .get = now,
                                .set =
                                    [=](Scenario& s, const QString& id) {
                                        if (id != own)
                                            part<TrainingWorkload>(s).microbatchTokens =
                                                id == spread ? spreadLengths(s) : std::vector<int>();
                                    }},
            .shown = isTraining};
}

std::vector<Choice> optimizerChoices()
{
    std::vector<Choice> choices;
    for (const auto& entry : EnumNames<Optimizer>::table)
        choices.push_back({QString::fromUtf8(entry.text.data(), static_cast<qsizetype>(entry.text.size())), optimizerName(entry.value)});
    return choices;
}

FieldSpec recomputeField()
{
    const QString layers = QStringLiteral("layers");
    return {.path = QStringLiteral("/workload/recompute"),
            .label = tr("Recompute"),
            .help = tr("Which activations are computed again in the backward pass instead of being kept."),
            .kind = ChoiceField{.choices =
                                    [layers](const Scenario&) {
                                        return std::vector<Choice>{{QStringLiteral("none"), tr("Nothing")},
                                                                   {QStringLiteral("selective"), tr("Selective (attention)")},
                                                                   {QStringLiteral("full"), tr("Full layers")},
                                                                   {layers, tr("Some full layers")}};
                                    },
                                .get =
                                    [layers](const Scenario& s) {
                                        const Recompute& r = part<TrainingWorkload>(s).recompute;
                                        return r.kind == RecomputeKind::FullLayers ? layers : QString::fromUtf8(toText(r.kind));
                                    },
                                .set =
                                    [layers](Scenario& s, const QString& id) {
                                        const auto kind =
                                            id == layers ? RecomputeKind::FullLayers : fromText<RecomputeKind>(id.toStdString());
                                        part<TrainingWorkload>(s).recompute = {kind.value_or(RecomputeKind::None), id == layers ? 1 : 0};
                                    }},
            .shown = isTraining};
}

FieldSpec recomputeLayersField()
{
    return {
        .path = QStringLiteral("/workload/recompute/full_layers_per_stage"),
        .label = tr("Layers per stage"),
        .help = tr("How many layers of each stage are recomputed."),
        .kind = IntField{.get = [](const Scenario& s) { return part<TrainingWorkload>(s).recompute.fullLayersPerStage; },
                         .set = [](Scenario& s, int value) { part<TrainingWorkload>(s).recompute.fullLayersPerStage = value; },
                         .neighbors = [](const Scenario&, const Facts&, int value) { return neighborMultiples(1, value); }},
        .shown = [](const Scenario& s) { return isTraining(s) && part<TrainingWorkload>(s).recompute.kind == RecomputeKind::FullLayers; }};
}

FieldSpec kindField()
{
    const QString training = QStringLiteral("training");
    const QString inference = QStringLiteral("inference");
    return {.path = QStringLiteral("/workload/kind"),
            .label = tr("Workload"),
            .help = tr("A training step, or the serving of requests."),
            .kind = ChoiceField{.choices =
                                    [=](const Scenario&) {
                                        return std::vector<Choice>{{training, tr("Training")}, {inference, tr("Inference")}};
                                    },
                                .get = [=](const Scenario& s) { return isTraining(s) ? training : inference; },
                                .set =
                                    [=](Scenario& s, const QString& id) {
                                        if ((id == training) != isTraining(s))
                                            s.workload = freshWorkload(s, id == training);
                                    }}};
}

FieldSpec softwareField(const PresetLibrary& library)
{
    return {
        .path = QStringLiteral("/workload/software"),
        .label = tr("Software"),
        .help = tr("The generation of the framework: what it overlaps, and what it costs on the host."),
        .kind = ChoiceField{
            .choices =
                [&library](const Scenario&) {
                    std::vector<Choice> choices{{QString(), tr("Newest")}};
                    for (const auto& [id, preset] : library.all(PresetKind::Software))
                        choices.push_back({QString::fromStdString(id), QString::fromStdString(preset.title.empty() ? id : preset.title)});
                    return choices;
                },
            .get = [](const Scenario& s) { return QString::fromStdString(s.workload.software.value_or("")); },
            .set = [](Scenario& s,
                      const QString& id) { s.workload.software = id.isEmpty() ? std::nullopt : std::optional(id.toStdString()); }}};
}

FieldSpec fromZero(FieldSpec field)
{
    std::get<IntField>(field.kind).minimum = 0;
    return field;
}

bool sharesPrefixes(const Scenario& s)
{
    return isInference(s) && part<InferenceWorkload>(s).prefixTokens > 0 && part<InferenceWorkload>(s).distinctPrefixes > 0;
}

FieldSpec prefixZipfField()
{
    return {.path = QStringLiteral("/workload/prefix_zipf"),
            .label = tr("Prefix skew"),
            .help = tr("Zipf exponent of the prefixes' popularity; 0 = all alike."),
            .kind = RealField{.get = [](const Scenario& s) { return part<InferenceWorkload>(s).prefixZipf; },
                              .set = [](Scenario& s, double value) { part<InferenceWorkload>(s).prefixZipf = value; },
                              .minimum = 0.0,
                              .maximum = 10.0,
                              .step = 0.1},
            .shown = sharesPrefixes};
}

FieldSpec prefixRoutingField()
{
    FieldSpec field =
        enumField("prefix_routing", tr("Prefix routing"), tr("Which replica takes a request that shares a prefix."),
                  &InferenceWorkload::prefixRouting,
                  {{QStringLiteral("random"), tr("Any replica")}, {QStringLiteral("prefix-aware"), tr("The one that keeps it")}});
    field.shown = sharesPrefixes;
    return field;
}

FieldSpec memoryFractionField()
{
    return {.path = QStringLiteral("/workload/memory_fraction"),
            .label = tr("Memory share"),
            .help = tr("Share of each GPU's memory that the engine may use."),
            .kind = RealField{.get = [](const Scenario& s) { return part<InferenceWorkload>(s).memoryFraction; },
                              .set = [](Scenario& s, double value) { part<InferenceWorkload>(s).memoryFraction = value; },
                              .minimum = 0.05,
                              .maximum = 1.0},
            .shown = isInference};
}

FieldSpec tokenBudgetField()
{
    constexpr double billion = 1e9;
    return {.path = QStringLiteral("/workload/token_budget"),
            .label = tr("Budget, 10⁹ tokens"),
            .help = tr("Tokens of the whole training run, for its days, GPU hours and cost; 0 = not asked for."),
            .kind = RealField{.get = [](const Scenario& s) { return part<TrainingWorkload>(s).tokenBudget.value_or(0.0) / billion; },
                              .set =
                                  [](Scenario& s, double value) {
                                      part<TrainingWorkload>(s).tokenBudget = value > 0 ? std::optional{value * billion} : std::nullopt;
                                  },
                              .minimum = 0.0,
                              .maximum = 1e9,
                              .step = 100.0},
            .shown = isTraining};
}

FieldSpec priceField()
{
    return {.path = QStringLiteral("/workload/usd_per_gpu_hour"),
            .label = tr("GPU hour, USD"),
            .help = tr("What a GPU costs for an hour; 0 = the price of the accelerator preset, where it has one."),
            .kind = RealField{.get = [](const Scenario& s) { return s.workload.gpuHourUsd.value_or(0.0); },
                              .set = [](Scenario& s, double value) { s.workload.gpuHourUsd = value > 0 ? std::optional{value} : std::nullopt; },
                              .minimum = 0.0,
                              .maximum = 1000.0,
                              .step = 0.5}};
}

} // namespace

std::vector<FieldSpec> workloadFields(const PresetLibrary& library)
{
    using D = DataType;
    using T = TrainingWorkload;
    using I = InferenceWorkload;
    return {
        kindField(),
        tokensField("sequence_tokens", tr("Sequence tokens"), tr("Tokens of one training sequence."), &T::sequenceTokens),
        tokensField("micro_batch", tr("Micro-batch"), tr("Sequences that one replica takes through the pipeline together."),
                    &T::microBatch),
        globalBatchField(),
        lengthsField(),
        enumField("precision", tr("Precision"), tr("Format of the matrix inputs."), &T::precision,
                  plain({D::Fp32, D::Bf16, D::Fp16, D::Fp8, D::MxFp8, D::NvFp4})),
        recomputeField(),
        recomputeLayersField(),
        enumField("attention", tr("Attention"), tr("Fused kernels keep no score matrix in memory."), &T::attention,
                  {{QStringLiteral("flash"), tr("Flash (fused)")}, {QStringLiteral("unfused"), tr("Unfused")}}),
        enumField("optimizer", tr("Optimizer"), tr("Decides how many states each weight drags along."), &T::optimizer,
                  optimizerChoices()),
        tokensField("prompt_tokens", tr("Prompt tokens"), tr("Tokens of one request before generation starts."), &I::promptTokens),
        tokensField("output_tokens", tr("Output tokens"), tr("Tokens that one request generates."), &I::outputTokens),
        tokensField("concurrency", tr("Concurrency"), tr("Requests in flight over all replicas."), &I::concurrency),
        enumField("weight_dtype", tr("Weights"), tr("Format in which the weights are kept."), &I::weightDtype,
                  plain({D::Bf16, D::Fp16, D::Fp8, D::Int8, D::Int4, D::Fp4})),
        enumField("kv_dtype", tr("KV cache"), tr("Format in which keys and values are kept."), &I::kvDtype, plain({D::Bf16, D::Fp8})),
        memoryFractionField(),
        fromZero(tokensField("prefix_tokens", tr("Prefix tokens"), tr("Tokens at the start of a prompt that other requests share."),
                             &I::prefixTokens)),
        fromZero(
            tokensField("distinct_prefixes", tr("Prefixes"), tr("How many different shared prefixes there are."), &I::distinctPrefixes)),
        prefixZipfField(),
        prefixRoutingField(),
        tokensField("stream_interval", tr("Stream interval"),
                    tr("Output tokens that the server sends at once; the first wait for the others."), &I::streamInterval),
        tokenBudgetField(),
        priceField(),
        softwareField(library),
    };
}

} // namespace shardscape
