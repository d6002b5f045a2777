// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/memory_derivation.h"

#include "cost/parameters_derivation.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {
namespace {

constexpr std::string_view modeText(KeepMode mode)
{
    switch (mode) {
    case KeepMode::Everything: return "kept without recomputation";
    case KeepMode::Selective: return "kept under selective recomputation";
    case KeepMode::PerOperator: return "kept under per-operator checkpointing";
    case KeepMode::LayerInput: return "kept under full recomputation";
    }
    return {};
}

constexpr std::string_view splitText(ActivationSplit split)
{
    switch (split) {
    case ActivationSplit::Sequence: return "tokens over tp with sequence parallelism";
    case ActivationSplit::Gathered: return "tokens over tp with sequence parallelism, unless saved as gathered";
    case ActivationSplit::Tensor: return "columns or heads over tp";
    case ActivationSplit::KeyValue: return "KV heads over min(tp, KV heads)";
    case ActivationSplit::Expert: return "routed tokens over tp with sequence parallelism";
    }
    return {};
}

std::string kindId(std::size_t kind, KeepMode mode) { return fmt::format("memory/kind/{}/saved/{}", kind, static_cast<int>(mode)); }

std::string partName(MemoryPart part, int stage)
{
    switch (part) {
    case MemoryPart::Weights: return fmt::format("Weights of stage {}", stage);
    case MemoryPart::Gradients: return fmt::format("Gradients of stage {}", stage);
    case MemoryPart::Optimizer: return fmt::format("Optimizer states of stage {}", stage);
    case MemoryPart::Activations: return fmt::format("Activations of stage {}", stage);
    case MemoryPart::KvCache: return fmt::format("KV cache of stage {}", stage);
    case MemoryPart::Buffers: return fmt::format("Buffers of stage {}", stage);
    case MemoryPart::Overhead: return fmt::format("Overhead of stage {}", stage);
    }
    return {};
}

void recordWeights(int stage, const StageDetail& d, DerivationLog& log)
{
    log.add(
        {.id = stageId(stage, "weights"),
         .name = partName(MemoryPart::Weights, stage),
         .unit = "bytes",
         .value = d.memory[MemoryPart::Weights].inBytes(),
         .formula = "(matrices * matrix_bytes + others * other_bytes) / shards + experts * matrix_bytes / expert_shards",
         .terms = {{"matrices", d.parameters.matrices + d.parameters.replicated, "", "GEMM weights of the layers on a rank",
                    parametersId(stage, "matrices")},
                   {"matrix_bytes", d.recipe.matrixBytes, "", d.recipe.text, {}},
                   {"others", d.parameters.vectors + d.parameters.embedding + d.parameters.head, "",
                    "embedding, head, norms and biases on a rank", parametersId(stage, "others")},
                   {"other_bytes", d.recipe.otherBytes, "", "bytes of a weight that stays in high precision", {}},
                   {"shards", static_cast<double>(d.shards.weights), "", "ranks that share the dense weights (ZeRO-3)", {}},
                   {"experts", d.parameters.experts, "", "routed experts' weights on a rank", parametersId(stage, "experts")},
                   {"expert_shards", static_cast<double>(d.shards.expertWeights), "", "ranks that share an expert's weights (ZeRO-3)", {}}},
         .source = d.recipe.source,
         .validity = "exact up to alignment of the parameter buffers"});
}

void recordGradients(int stage, const StageDetail& d, DerivationLog& log)
{
    log.add({.id = stageId(stage, "gradients"),
             .name = partName(MemoryPart::Gradients, stage),
             .unit = "bytes",
             .value = d.memory[MemoryPart::Gradients].inBytes(),
             .formula = "gradient_bytes * (dense / shards + experts / expert_shards)",
             .terms = {{"gradient_bytes", d.recipe.gradientBytes, "", d.recipe.text, {}},
                       {"dense", d.parameters.dense(), "", "parameters on a rank without routed experts", parametersId(stage, "dense")},
                       {"shards", static_cast<double>(d.shards.gradients), "", "ranks that share the dense gradients (ZeRO-2 and 3)", {}},
                       {"experts", d.parameters.experts, "", "routed experts' weights on a rank", parametersId(stage, "experts")},
                       {"expert_shards", static_cast<double>(d.shards.expertGradients), "", "ranks that share an expert's gradients", {}}},
             .source = d.recipe.source,
             .validity = "ZeRO-1 keeps whole gradients on every rank"});
}

void recordOptimizer(int stage, const StageDetail& d, DerivationLog& log)
{
    Derivation states{
        .id = stageId(stage, "optimizer"),
        .name = partName(MemoryPart::Optimizer, stage),
        .unit = "bytes",
        .value = d.memory[MemoryPart::Optimizer].inBytes(),
        .formula = "on_device * ((matrices * matrix_states + others * other_states) / shards + experts * matrix_states / expert_shards)",
        .terms =
            {{"on_device", d.offload ? 0.0 : 1.0, "", "0 when the states are offloaded to host memory", {}},
             {"matrices", d.parameters.matrices + d.parameters.replicated, "", "GEMM weights of the layers on a rank",
              parametersId(stage, "matrices")},
             {"matrix_states", d.recipe.optimizerMatrixBytes, "", d.recipe.text, {}},
             {"others", d.parameters.vectors + d.parameters.embedding + d.parameters.head, "",
              "embedding, head, norms and biases on a rank", parametersId(stage, "others")},
             {"other_states", d.recipe.optimizerOtherBytes, "", "bytes of master copy and moments of those", {}},
             {"shards", static_cast<double>(d.shards.optimizer), "", "ranks that share the dense states (dp x cp, or HSDP's group)", {}},
             {"experts", d.parameters.experts, "", "routed experts' weights on a rank", parametersId(stage, "experts")},
             {"expert_shards",
              static_cast<double>(d.shards.expertOptimizer),
              "",
              "ranks that share an expert's states (expert-data group)",
              {}}},
        .source = d.recipe.source,
        .validity = "exact up to padding of the shards"};
    if (d.offload) {
        Derivation host = states;
        host.id = stageId(stage, "host");
        host.name = fmt::format("Optimizer states of stage {} in host memory", stage);
        host.value = d.host.inBytes();
        host.terms.front().value = 1.0;
        host.terms.front().meaning = "all of them are in host memory";
        log.add(std::move(host));
    }
    log.add(std::move(states));
}

/// Saved tensors of one layer kind under one mode, and each of them.
void recordKind(const TransformerSpec& model, const KindActivations& kind, std::size_t index, KeepMode mode, double tokens,
                DerivationLog& log)
{
    Derivation sum{.id = kindId(index, mode),
                   .name = fmt::format("Activations of a layer of kind {}, {}", index, modeText(mode)),
                   .unit = "bytes",
                   .value = kind.kept(mode, tokens),
                   .formula = "tokens * (",
                   .terms = {{"tokens", tokens, "tokens", "tokens of one micro-batch on a context-parallel rank", {}}},
                   .source = "Korthikanti et al. 2022 section 4, per saved tensor",
                   .validity = fmt::format("hidden width {}; one micro-batch, one rank", model.hidden)};
    for (const SavedTensor& tensor : kind.tensors) {
        if (!tensor.keptUnder(mode))
            continue;
        const std::string id = fmt::format("memory/kind/{}/tensor/{}", index, tensor.symbol);
        sum.formula += fmt::format("{}{}", sum.terms.size() == 1 ? "" : " + ", tensor.symbol);
        sum.terms.push_back({std::string{tensor.symbol}, tensor.perRank(), "bytes",
                             fmt::format("{} per token: {} bytes", tensor.name, tensor.formula()), id});
        log.add({.id = id,
                 .name = std::string{tensor.name},
                 .unit = "bytes",
                 .value = tensor.perRank(),
                 .formula = "bytes_per_element * elements / ways",
                 .terms = {{"bytes_per_element", tensor.coefficient, "bytes", "bytes of one element", {}},
                           {"elements", tensor.bytesPerToken / tensor.coefficient, "", fmt::format("{} per token", tensor.width), {}},
                           {"ways", tensor.ways, "", std::string{splitText(tensor.split)}, {}}},
                 .source = "Korthikanti et al. 2022 section 4",
                 .validity = "per token of one rank"});
    }
    sum.formula = sum.terms.size() == 1 ? "0 * tokens" : sum.formula + ")";
    log.add(std::move(sum));
}

struct SavedSum {
    std::string formula = "(";
    std::vector<Term> terms;
    double covered = 0.0;
};

void addKind(SavedSum& sum, std::string symbol, int layers, double each, std::string id)
{
    if (layers == 0)
        return;
    sum.formula += fmt::format("layers_{0} * {0} + ", symbol);
    sum.terms.push_back({"layers_" + symbol, static_cast<double>(layers), "", "layers of this kind on the stage", {}});
    sum.terms.push_back({std::move(symbol), each, "bytes", "kept by one of them", std::move(id)});
    sum.covered += layers * each;
}

void recordSaved(const std::string& id, const TrainingWorkload& workload, const std::vector<KindActivations>& kinds, const StageDetail& d,
                 const Derivation& frame, double tokens, TrainingFramework framework, double copies, DerivationLog& log)
{
    SavedSum sum;
    const KeepMode usual =
        workload.recompute.kind == RecomputeKind::FullLayers ? KeepMode::Everything : keepMode(workload.recompute, framework, 0);
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        const int full = d.activations.recomputedOfKind[k];
        addKind(sum, fmt::format("kind_{}", k), d.activations.layersOfKind[k] - full, kinds[k].kept(usual, tokens), kindId(k, usual));
        addKind(sum, fmt::format("kind_{}_recomputed", k), full, kinds[k].kept(KeepMode::LayerInput, tokens),
                kindId(k, KeepMode::LayerInput));
    }
    const double ends = d.activations.savedPerMicrobatch * copies - sum.covered;
    sum.terms.push_back({"ends", ends, "bytes", "kept beside the layers: embedding mask, final norm, MTP projection", {}});
    sum.terms.push_back({"copies", copies, "", "copies of a stage that share the micro-batches in flight (DualPipe 2)", {}});
    Derivation derivation = frame;
    derivation.id = id;
    derivation.value = d.activations.savedPerMicrobatch;
    derivation.formula = sum.formula + "ends) / copies";
    derivation.terms = std::move(sum.terms);
    log.add(std::move(derivation));
}

void recordActivations(int stage, const StageDetail& d, ScheduleKind schedule, DerivationLog& log)
{
    const double losses = schedule == ScheduleKind::GPipe ? std::max(1.0, d.inFlight) : 1.0;
    log.add(
        {.id = stageId(stage, "activations"),
         .name = partName(MemoryPart::Activations, stage),
         .unit = "bytes",
         .value = d.memory[MemoryPart::Activations].inBytes(),
         .formula = "in_flight * saved + max(losses * loss_bytes * logits, 2 * logits + head_gradient, working)",
         .terms =
             {{"in_flight", d.inFlight, "", "most micro-batches between forward and backward, from the schedule", {}},
              {"saved", d.activations.savedPerMicrobatch, "bytes", "kept by one micro-batch of the whole stage",
               stageId(stage, "activations/saved")},
              {"losses", losses, "", "losses alive at once (all in flight under GPipe)", {}},
              {"loss_bytes", d.activations.lossBytesPerLogit, "bytes", "alive per logit while the loss is computed", {}},
              {"logits", d.activations.logits, "", "logits of one micro-batch on a rank of the stage with the head", {}},
              {"head_gradient", d.activations.headGradientBytes, "bytes", "16-bit weight gradient of the head in its backward pass", {}},
              {"working", d.activations.workingBytes, "bytes", "backward pass of one layer, with what recomputation brings back", {}}},
         .source = "Korthikanti et al. 2022 section 4; logits and working set as Megatron allocates them",
         .validity = "peak over the step: at the loss, in the head's or in a layer's backward pass"});
}

} // namespace

std::string stageId(int stage, std::string_view leaf) { return fmt::format("memory/stage/{}/{}", stage, leaf); }

void recordItems(const std::string& id, const std::string& name, const std::vector<MemoryItem>& items, DerivationLog& log)
{
    Derivation sum{
        .id = id, .name = name, .unit = "bytes", .formula = "0", .source = "sum of the named items", .validity = "each item says its own"};
    for (const MemoryItem& item : items) {
        const std::string itemId = fmt::format("{}/{}", id, item.symbol);
        Derivation one{.id = itemId,
                       .name = std::string{item.name},
                       .unit = "bytes",
                       .value = item.bytes,
                       .formula = std::string{item.formula},
                       .source = std::string{item.source},
                       .validity = item.guess ? "an assumption; not published for this case" : "as the framework allocates it",
                       .guess = item.guess};
        for (const ItemTerm& term : item.terms)
            one.terms.push_back({std::string{term.symbol}, term.value, "", std::string{term.meaning}, {}});
        log.add(std::move(one));
        sum.formula = sum.terms.empty() ? std::string{item.symbol} : fmt::format("{} + {}", sum.formula, item.symbol);
        sum.terms.push_back({std::string{item.symbol}, item.bytes, "bytes", std::string{item.name}, itemId});
        sum.value += item.bytes;
        sum.guess = sum.guess || item.guess;
    }
    log.add(std::move(sum));
}

void recordTotal(int stage, const StageMemory& memory, DerivationLog& log)
{
    Derivation total{.id = stageId(stage, "total"),
                     .name = fmt::format("Memory of stage {}", stage),
                     .unit = "bytes",
                     .value = memory.total().inBytes(),
                     .formula = "0",
                     .source = "sum of the parts",
                     .validity = "one rank of the stage"};
    for (const auto& entry : EnumNames<MemoryPart>::table) {
        const std::string id = stageId(stage, entry.text);
        const Derivation* part = log.find(id);
        if (part == nullptr)
            continue;
        total.guess = total.guess || part->guess;
        total.formula = total.terms.empty() ? std::string{entry.text} : fmt::format("{} + {}", total.formula, entry.text);
        total.terms.push_back({std::string{entry.text}, memory[entry.value].inBytes(), "bytes", partName(entry.value, stage), id});
    }
    log.add(std::move(total));
}

void recordTrainingMemory(const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload, const std::vector<StageDetail>& stages,
                          DerivationLog& log)
{
    const ActivationSetting setting = activationSetting(plan, inputs, workload);
    const TrainingFramework framework = trainingFramework(inputs.software);
    const std::vector<KindActivations> kinds = kindActivations(inputs.model, setting);
    for (std::size_t k = 0; k < kinds.size(); ++k)
        for (const KeepMode mode : {KeepMode::Everything, KeepMode::Selective, KeepMode::PerOperator, KeepMode::LayerInput})
            recordKind(inputs.model, kinds[k], k, mode, setting.tokensPerRank, log);
    const double copies = plan.parallelism.schedule == ScheduleKind::DualPipe ? plan.layout.chunks : 1.0;
    for (int stage = 0; stage < static_cast<int>(stages.size()); ++stage) {
        const StageDetail& detail = stages[static_cast<std::size_t>(stage)];
        recordRankParameters(plan, inputs.model, stage, {.vocabularyMultiple = trainingVocabularyMultiple(inputs.software)}, log);
        recordWeights(stage, detail, log);
        recordGradients(stage, detail, log);
        recordOptimizer(stage, detail, log);
        const Derivation frame{.name = fmt::format("Activations of one micro-batch on stage {}", stage),
                               .unit = "bytes",
                               .source = "sum over the stage's layers",
                               .validity = "one full-stage micro-batch, one rank"};
        recordSaved(stageId(stage, "activations/saved"), workload, kinds, detail, frame, setting.tokensPerRank, framework, copies, log);
        recordActivations(stage, detail, plan.parallelism.schedule, log);
        recordItems(stageId(stage, "buffers"), partName(MemoryPart::Buffers, stage), detail.buffers, log);
        recordItems(stageId(stage, "overhead"), partName(MemoryPart::Overhead, stage), detail.overhead, log);
        recordTotal(stage, detail.memory, log);
    }
}

} // namespace shardscape
