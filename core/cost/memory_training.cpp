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

/// GPipe computes every loss before the first backward, so that all logits are alive; others go backward at once.
Bytes activationBytes(const StageActivations& a, ScheduleKind schedule, double inFlight)
{
    const double losses = schedule == ScheduleKind::GPipe ? std::max(1.0, inFlight) : 1.0;
    const double moments = std::max({losses * a.lossBytesPerLogit * a.logits, 2.0 * a.logits + a.headGradientBytes, a.workingBytes});
    return Bytes::fromBytes(inFlight * a.savedPerMicrobatch + moments);
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

void fillAtRest(StageDetail& detail, const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload, int stage)
{
    detail.shards = stateShards(plan);
    detail.offload = workload.offload;
    detail.host = {};
    detail.memory = {};
    fillStates(detail);
    detail.buffers = trainingBuffers(plan, inputs, workload, detail, stage);
    detail.memory[MemoryPart::Buffers] = Bytes::fromBytes(sumOf(detail.buffers));
    detail.overhead = trainingOverhead(plan, inputs, 0.0);
    detail.memory[MemoryPart::Overhead] = Bytes::fromBytes(sumOf(detail.overhead));
}

StageMemory memoryInFlight(const StageMemory& atRest, const StageActivations& activations, ScheduleKind schedule, double inFlight)
{
    StageMemory memory = atRest;
    const Bytes fixed = memory[MemoryPart::Overhead];
    memory[MemoryPart::Overhead] = {};
    memory[MemoryPart::Activations] = activationBytes(activations, schedule, inFlight);
    memory[MemoryPart::Overhead] = Bytes::fromBytes(fixed.inBytes() + allocatorReserveShare() * memory.total().inBytes());
    memory.inFlightMicrobatches = inFlight;
    return memory;
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
        detail.activations = stageActivations(plan, inputs, workload, kinds, stage);
        fillAtRest(detail, plan, inputs, workload, stage);
        detail.inFlight = inFlight[static_cast<std::size_t>(stage)];
        detail.memory = memoryInFlight(detail.memory, detail.activations, plan.parallelism.schedule, detail.inFlight);
        detail.memory.activationPerMicrobatch = detail.activations.perChunk;
        detail.overhead = trainingOverhead(plan, inputs, detail.allocated().inBytes());
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
