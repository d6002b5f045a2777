// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/balance_scenario.h"

#include "evaluate/evaluate.h"
#include "evaluate/layer_work.h"
#include "plan/virtual_stage.h"
#include "schedule/balance.h"

#include <algorithm>
#include <limits>

namespace shardscape {

namespace {

constexpr EvaluateOptions numbersOnly{.linkMap = false, .timeline = false, .derivations = false};

/// The chunk of a virtual stage, as [stage * chunks + chunk].
std::vector<std::size_t> slotsInModelOrder(const Plan& plan)
{
    const Parallelism& p = plan.parallelism;
    std::vector<std::size_t> slots(static_cast<std::size_t>(virtualStages(p.schedule, p.pp, p.vpp)));
    for (int stage = 0; stage < plan.layout.stages; ++stage)
        for (int chunk = 0; chunk < plan.layout.chunks; ++chunk)
            slots[static_cast<std::size_t>(virtualStage(p.schedule, p.pp, stage, chunk))] =
                static_cast<std::size_t>(stage * plan.layout.chunks + chunk);
    return slots;
}

LayerTimes timesOf(const Work& work) { return {work.pass(Pass::Forward), work.pass(Pass::InputGradient), work.pass(Pass::WeightGradient)}; }

/// The layer of the model that its pattern makes on average.
Work averageLayer(const TrainingContext& context)
{
    const TransformerSpec& model = context.inputs.model;
    const bool recomputed = context.workload.recompute.kind == RecomputeKind::Full;
    std::vector<LayerWork> kinds;
    for (const LayerSpec& kind : model.kinds)
        kinds.push_back(layerWork(kind, context));
    Work sum;
    for (const auto kind : model.pattern)
        sum.add(recomputed ? kinds[kind].recomputed : kinds[kind].plain, 1.0 / model.layers());
    return sum;
}

/// What a chunk does beside its layers.
LayerTimes restOf(const Work& chunk, const LayerTimes& layer, int layers)
{
    const LayerTimes all = timesOf(chunk);
    return {std::max(0.0, all.forward - layers * layer.forward), std::max(0.0, all.backwardInput - layers * layer.backwardInput),
            std::max(0.0, all.backwardWeight - layers * layer.backwardWeight)};
}

/// Weights, gradients and optimizer states.
double stateBytes(const StageMemory& stage)
{
    return (stage[MemoryPart::Weights] + stage[MemoryPart::Gradients] + stage[MemoryPart::Optimizer]).inBytes();
}

int layersOn(const Plan& plan, int stage)
{
    int layers = 0;
    for (int chunk = 0; chunk < plan.layout.chunks; ++chunk)
        layers += plan.layout.at(stage, chunk).layers;
    return layers;
}

/// Averages of the evaluation's stages; the stage with the least states per layer has neither embedding nor head.
void fillMemory(BalanceRequest& request, const Evaluation& e, const std::vector<std::size_t>& slots)
{
    const Plan& plan = *e.plan;
    double other = 0;
    request.layerBytes = std::numeric_limits<double>::infinity();
    for (int stage = 0; stage < plan.layout.stages; ++stage) {
        const StageMemory& memory = e.memory.byStage[static_cast<std::size_t>(stage)];
        const int layers = std::max(1, layersOn(plan, stage));
        request.layerBytes = std::min(request.layerBytes, stateBytes(memory) / layers);
        double activations = 0;
        for (const Bytes bytes : memory.activationPerMicrobatch)
            activations += bytes.inBytes();
        request.activationBytes = std::max(request.activationBytes, activations / layers);
        other = std::max(other, (memory[MemoryPart::Buffers] + memory[MemoryPart::Overhead]).inBytes());
    }
    const auto edge = [&](std::size_t slot) {
        const int stage = static_cast<int>(slot) / plan.layout.chunks;
        return std::max(0.0, stateBytes(e.memory.byStage[static_cast<std::size_t>(stage)]) - layersOn(plan, stage) * request.layerBytes);
    };
    request.embeddingBytes = edge(slots.front());
    request.headBytes = edge(slots.back());
    if (slots.front() / static_cast<std::size_t>(plan.layout.chunks) == slots.back() / static_cast<std::size_t>(plan.layout.chunks))
        request.headBytes = 0.0; // V-shaped: one stage holds both, and the bytes of both were counted once
    request.capacityBytes = std::max(1.0, e.memory.capacity.inBytes() - other);
}

BalanceRequest requestFor(const Evaluation& e, const TrainingWorkload& workload)
{
    const Plan& plan = *e.plan;
    const Parallelism& p = plan.parallelism;
    const TrainingContext context = trainingContext(plan, *e.inputs, workload);
    const std::vector<Work> chunks = chunkWork(context);
    const std::vector<std::size_t> slots = slotsInModelOrder(plan);
    BalanceRequest request;
    request.kind = p.schedule;
    request.stages = p.pp;
    request.microbatches = plan.microbatches;
    request.chunks = chunkPlacement(p.schedule) == ChunkPlacement::Mirrored ? 1 : plan.layout.chunks;
    for (const std::size_t slot : slots)
        request.start.push_back(plan.layout.chunk[slot].layers);
    request.layer = timesOf(averageLayer(context));
    request.embedding = restOf(chunks[slots.front()], request.layer, request.start.front());
    request.head = restOf(chunks[slots.back()], request.layer, request.start.back());
    fillMemory(request, e, slots);
    return request;
}

} // namespace

Result<BalancedScenario> balanceScenario(const Scenario& scenario, const std::shared_ptr<const Inputs>& inputs)
{
    const TrainingWorkload* workload = scenario.workload.training();
    if (workload == nullptr)
        return failure({Severity::Error, "no-training", "/workload", "Inference has no training step to balance.",
                        "Balance a training scenario, and use its stage_layers here."});
    if (scenario.parallelism.pp < 2)
        return failure({Severity::Error, "one-stage", "/parallelism/pp", "There is one pipeline stage, which holds all layers.",
                        "Raise pp to spread the layers over stages."});
    const Result<Evaluation> before = evaluate(scenario, inputs, numbersOnly);
    if (!before)
        return failure(before.error());
    const BalanceRequest request = requestFor(*before, *workload);
    const Result<BalanceProposal> proposal = balanceStages(request);
    if (!proposal)
        return failure(proposal.error());
    BalancedScenario result{scenario, request.start, before->training->step, before->training->step, false};
    Scenario tried = scenario;
    tried.parallelism.stageLayers = proposal->stageLayers;
    const Result<Evaluation> after = evaluate(tried, inputs, numbersOnly);
    if (!after)
        return failure(after.error());
    const bool faster = after->training->step < result.before;
    result.improves = before->fits ? faster && after->fits : after->fits || faster;
    if (result.improves) {
        result.scenario = std::move(tried);
        result.stageLayers = proposal->stageLayers;
        result.after = after->training->step;
    }
    return result;
}

} // namespace shardscape
