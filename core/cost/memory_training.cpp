// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/memory.h"
#include "cost/memory_buffers.h"
#include "cost/memory_derivation.h"
#include "cost/memory_detail.h"

#include <algorithm>

namespace shardscape {
namespace {

double sumOf(const std::vector<MemoryItem>& items)
{
    double sum = 0.0;
    for (const MemoryItem& item : items)
        sum += item.bytes;
    return sum;
}

void fillStates(StageDetail& detail)
{
    const ShardedParameters& p = detail.parameters;
    const StateRecipe& r = detail.recipe;
    const StateShards& s = detail.shards;
    const double matrices = p.matrices + p.replicated;
    const double others = p.vectors + p.embedding + p.head;
    StageMemory& memory = detail.memory;
    memory[MemoryPart::Weights] =
        Bytes::fromBytes((matrices * r.matrixBytes + others * r.otherBytes) / s.weights + p.experts * r.matrixBytes / s.expertWeights);
    memory[MemoryPart::Gradients] = Bytes::fromBytes(r.gradientBytes * (p.dense() / s.gradients + p.experts / s.expertGradients));
    const Bytes optimizer = Bytes::fromBytes((matrices * r.optimizerMatrixBytes + others * r.optimizerOtherBytes) / s.optimizer +
                                             p.experts * r.optimizerMatrixBytes / s.expertOptimizer);
    (detail.offload ? detail.host : memory[MemoryPart::Optimizer]) = optimizer;
}

void fillActivations(StageDetail& detail, ScheduleKind schedule)
{
    // GPipe computes every loss before the first backward, so that all logits are alive; others go backward at once.
    const StageActivations& a = detail.activations;
    const double losses = schedule == ScheduleKind::GPipe ? std::max(1.0, detail.inFlight) : 1.0;
    const double moments = std::max({losses * a.lossBytesPerLogit * a.logits, 2.0 * a.logits + a.headGradientBytes, a.workingBytes});
    detail.memory[MemoryPart::Activations] = Bytes::fromBytes(detail.inFlight * a.savedPerMicrobatch + moments);
    detail.memory.inFlightMicrobatches = detail.inFlight;
    detail.memory.activationPerMicrobatch = a.perChunk;
}

} // namespace

Bytes StageDetail::reserved() const
{
    Bytes sum = allocated();
    for (const MemoryItem& item : overhead)
        if (item.symbol == "allocator_reserve")
            sum += Bytes::fromBytes(item.bytes);
    return sum;
}

std::vector<StageDetail> trainingMemoryDetail(const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload,
                                              const std::vector<double>& inFlight)
{
    const std::vector<KindActivations> kinds = kindActivations(inputs.model, activationSetting(plan, inputs, workload));
    const StateRecipe recipe = stateRecipe(workload, inputs.software, plan.parallelism.zeroStage, inputs.model.hidden);
    std::vector<StageDetail> stages;
    for (int stage = 0; stage < plan.layout.stages; ++stage) {
        StageDetail detail;
        detail.parameters = stageParameters(plan, inputs.model, stage, {.vocabularyMultiple = trainingVocabularyMultiple(inputs.software)});
        detail.recipe = recipe;
        detail.shards = stateShards(plan);
        detail.activations = stageActivations(plan, inputs, workload, kinds, stage);
        detail.inFlight = inFlight[static_cast<std::size_t>(stage)];
        detail.offload = workload.offload;
        fillStates(detail);
        fillActivations(detail, plan.parallelism.schedule);
        detail.buffers = trainingBuffers(plan, inputs, workload, detail, stage);
        detail.memory[MemoryPart::Buffers] = Bytes::fromBytes(sumOf(detail.buffers));
        detail.overhead = trainingOverhead(plan, inputs, detail.memory.total().inBytes());
        detail.memory[MemoryPart::Overhead] = Bytes::fromBytes(sumOf(detail.overhead));
        stages.push_back(std::move(detail));
    }
    return stages;
}

std::vector<StageMemory> trainingMemory(const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload,
                                        const std::vector<double>& inFlight, DerivationLog* log)
{
    const std::vector<StageDetail> details = trainingMemoryDetail(plan, inputs, workload, inFlight);
    std::vector<StageMemory> stages;
    for (const StageDetail& detail : details)
        stages.push_back(detail.memory);
    if (log != nullptr)
        recordTrainingMemory(plan, inputs, workload, details, *log);
    return stages;
}

} // namespace shardscape
