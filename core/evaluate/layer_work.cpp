// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/layer_work.h"

#include "cost/activation.h"
#include "evaluate/expert_exchange.h"
#include "evaluate/layer_communication.h"

#include <algorithm>
#include <cmath>

namespace shardscape {
namespace {

using enum Pass;

bool isCore(const Op& op) { return op.kind == OpKind::Attention; }
bool isProduct(const Op& op) { return op.kind == OpKind::Gemm || op.kind == OpKind::GroupedGemm; }

/// Forward seconds that torch's per-operator checkpointing repeats, by the shares of the software generation.
double perOperatorSeconds(const std::vector<Op>& ops, const TrainingContext& c)
{
    const Efficiency& e = c.efficiency;
    const double core = c.shape.unfusedAttention ? e.selectiveCoreShare : 0.0;
    double seconds = 0;
    for (const Op& op : ops)
        seconds += op.seconds[indexOf(Forward)] * (isCore(op) ? core : isProduct(op) ? e.selectiveGemmShare : e.selectiveElementwiseShare);
    return seconds;
}

/// An operation runs again where the tensor it makes is dropped.
struct Remade {
    std::string_view tensor;
    std::string_view op;
};

constexpr std::array<Remade, 6> remadeOps{{{"normed_queries", "query_key_norm"},
                                           {"queries", "query_up"},
                                           {"keys", "key_value_up"},
                                           {"keys", "rotary"},
                                           {"expert_activation", "expert_activation"},
                                           {"softmax_output", "attention_core"}}};

/// Forward seconds that selective recomputation of modules repeats: whatever makes the tensors that the memory model drops. The norms
/// read and write what they norm; the residual additions beside them are not repeated.
double moduleSeconds(const LayerSpec& layer, const std::vector<Op>& ops, const TrainingContext& c)
{
    const std::vector<SavedTensor> saved = savedTensors(c.inputs.model, layer, activationSetting(c.plan, c.inputs, c.workload));
    const auto isDropped = [&](std::string_view symbol) {
        return std::any_of(saved.begin(), saved.end(), [&](const SavedTensor& tensor) {
            return tensor.symbol == symbol && tensor.keptUnder(KeepMode::Everything) && !tensor.keptUnder(KeepMode::Selective);
        });
    };
    const auto timeOf = [&](std::string_view name) {
        const auto op = std::find_if(ops.begin(), ops.end(), [&](const Op& each) { return each.name == name; });
        return op != ops.end() ? op->seconds[indexOf(Forward)] : 0.0;
    };
    double seconds = 0;
    for (const Remade& remade : remadeOps)
        if (isDropped(remade.tensor))
            seconds += timeOf(remade.op) * (remade.op == "attention_core" ? c.efficiency.selectiveCoreShare : 1.0);
    constexpr double passesOfNorm = 2.0;
    for (const std::string_view input : {"attention_input", "feed_forward_input"})
        if (isDropped(input) && c.efficiency.normPassesForward > 0)
            seconds += timeOf("norms_and_residuals") * passesOfNorm / c.efficiency.normPassesForward;
    return seconds;
}

double selectiveSeconds(const LayerSpec& layer, const std::vector<Op>& ops, const TrainingContext& c)
{
    const KeepMode mode = keepMode(c.workload.recompute, trainingFramework(c.inputs.software), 0);
    return mode == KeepMode::PerOperator ? perOperatorSeconds(ops, c) : moduleSeconds(layer, ops, c);
}

/// The host needs its own time to launch an MoE layer; whichever of host and device is slower sets the pace, softly.
double hostExcess(double device, double host) { return std::pow(std::pow(device, 4.0) + std::pow(host, 4.0), 0.25) - device; }

void addHostTime(Work& work, const TrainingContext& c)
{
    const double host = c.efficiency.moeHostForwardSeconds;
    const double forward = work.pass(Forward);
    const double backward = work.pass(InputGradient) + work.pass(WeightGradient);
    work.at(Forward, WorkPart::Host) = hostExcess(forward, host) + c.efficiency.moeFixedSeconds;
    work.at(InputGradient, WorkPart::Host) = hostExcess(backward, 1.5 * host) + c.efficiency.moeFixedSeconds;
}

void addCompute(Work& work, const std::vector<Op>& ops)
{
    for (const Op& op : ops)
        for (const Pass pass : {Forward, InputGradient, WeightGradient})
            work.at(pass, WorkPart::Compute) += op.seconds[indexOf(pass)];
}

/// The embedding's scatter and the head's gather with sequence parallelism, all-reduces without; once each way.
double edgeTransferSeconds(const TrainingContext& c)
{
    const double bytes = c.shape.tokens() * c.inputs.model.hidden * 2.0;
    return c.shape.sequenceParallel ? gatherSeconds(c.network, c.tp, bytes) : allReduceSeconds(c.network, c.tp, bytes);
}

Work edgeWork(const std::vector<Op>& ops, const TrainingContext& c)
{
    Work work;
    addCompute(work, ops);
    work.at(Forward, WorkPart::Tp) = edgeTransferSeconds(c);
    work.at(InputGradient, WorkPart::Tp) = edgeTransferSeconds(c);
    return work;
}

} // namespace

double Work::pass(Pass which) const
{
    double sum = 0;
    for (const double value : seconds[indexOf(which)])
        sum += value;
    return sum;
}

double Work::part(WorkPart which) const { return at(Forward, which) + at(InputGradient, which) + at(WeightGradient, which); }

double Work::total() const { return pass(Forward) + pass(InputGradient) + pass(WeightGradient); }

void Work::add(const Work& other, double times)
{
    for (std::size_t p = 0; p < passCount; ++p)
        for (std::size_t i = 0; i < workPartCount; ++i)
            seconds[p][i] += times * other.seconds[p][i];
    for (std::size_t p = 0; p < passCount; ++p)
        hiddenTransfers[p] += times * other.hiddenTransfers[p];
}

LayerWork layerWork(const LayerSpec& layer, const TrainingContext& c)
{
    const std::vector<Op> ops = layerOps(c.inputs.model, layer, c.shape, c.efficiency);
    Work work;
    addCompute(work, ops);
    const auto core = std::find_if(ops.begin(), ops.end(), isCore);
    if (core != ops.end()) {
        work.at(Forward, WorkPart::Cp) = contextParallelSeconds(layer, c, core->seconds[0], false);
        work.at(InputGradient, WorkPart::Cp) = contextParallelSeconds(layer, c, core->seconds[1], true);
    }
    const double computeEachWay = work.part(WorkPart::Compute) / 2.0;
    for (const Pass pass : {Forward, InputGradient}) {
        work.at(pass, WorkPart::Tp) = tensorParallelSeconds(layer, c, computeEachWay);
        work.at(pass, WorkPart::Ep) = expertParallelSeconds(layer, c, computeEachWay);
        if (isDualPipe(c.plan.parallelism.schedule) || c.plan.parallelism.overlapPairs)
            work.hiddenTransfers[indexOf(pass)] = exchangeSeconds(layer, c) - work.at(pass, WorkPart::Ep);
    }
    LayerWork result{work, work};
    if (c.workload.recompute.kind == RecomputeKind::Selective)
        result.plain.at(InputGradient, WorkPart::Recompute) = selectiveSeconds(layer, ops, c);
    Work& again = result.recomputed;
    again.at(InputGradient, WorkPart::Recompute) = work.at(Forward, WorkPart::Compute);
    for (const WorkPart part : {WorkPart::Tp, WorkPart::Cp, WorkPart::Ep})
        again.at(InputGradient, part) += work.at(Forward, part);
    again.hiddenTransfers[indexOf(InputGradient)] += work.hiddenTransfers[indexOf(Forward)];
    if (layer.feedForward.isMoe()) {
        addHostTime(result.plain, c);
        addHostTime(result.recomputed, c);
    }
    return result;
}

int recomputedLayers(const TrainingContext& c, int stage, int chunk)
{
    const Recompute& recompute = c.workload.recompute;
    const int layers = c.plan.layout.at(stage, chunk).layers;
    if (recompute.kind == RecomputeKind::Full)
        return layers;
    if (recompute.kind != RecomputeKind::FullLayers)
        return 0;
    int left = recompute.fullLayersPerStage;
    for (int earlier = 0; earlier < chunk; ++earlier)
        left -= c.plan.layout.at(stage, earlier).layers;
    return std::clamp(left, 0, layers);
}

namespace {

/// The pace of ranks of which some take one time and some the other: of the slower pass by pass, or part by part where they exchange data
/// inside the layers and wait for each other there.
void keepSlower(Work& work, const Work& other, bool partByPart)
{
    for (const Pass pass : {Forward, InputGradient, WeightGradient}) {
        auto& mine = work.seconds[indexOf(pass)];
        const auto& theirs = other.seconds[indexOf(pass)];
        double& hidden = work.hiddenTransfers[indexOf(pass)];
        const double theirHidden = other.hiddenTransfers[indexOf(pass)];
        if (partByPart) {
            std::transform(mine.begin(), mine.end(), theirs.begin(), mine.begin(), [](double a, double b) { return std::max(a, b); });
            hidden = std::max(hidden, theirHidden);
        } else if (other.pass(pass) + theirHidden > work.pass(pass) + hidden) {
            mine = theirs;
            hidden = theirHidden;
        }
    }
}

/// Layers of equal kind and treatment come in runs, which are added at once.
void addChunk(Work& sum, const StageChunk& part, int recomputed, const TransformerSpec& model, const KindWork& kinds)
{
    const auto kindOf = [&](int i) { return model.pattern[static_cast<std::size_t>(part.firstLayer + i)]; };
    for (int i = 0; i < part.layers;) {
        int end = i + 1;
        while (end < part.layers && end != recomputed && kindOf(end) == kindOf(i))
            ++end;
        const LayerWork& layer = kinds.layers[kindOf(i)];
        sum.add(i < recomputed ? layer.recomputed : layer.plain, end - i);
        i = end;
    }
    if (part.embedding)
        sum.add(kinds.embedding);
    if (part.head)
        sum.add(kinds.head);
    if (part.mtpLayers > 0) {
        sum.add(kinds.layers[model.mtpKind].plain, part.mtpLayers);
        sum.add(kinds.head, part.mtpLayers); // each module has its own pass through the shared head
    }
}

std::vector<Work> chunkWorkOnUnlikeNodes(const TrainingContext& c)
{
    const UnlikeNodes<TrainingContext>& nodes = *c.unlike;
    std::vector<Work> slowest(c.plan.layout.chunk.size());
    for (std::size_t kind = 0; kind < nodes.contexts.size(); ++kind) {
        const std::vector<Work> work = chunkWork(nodes.contexts[kind]);
        for (std::size_t slot = 0; slot < work.size(); ++slot)
            if (isIn(static_cast<int>(kind), nodes.use.ofStage[slot / static_cast<std::size_t>(c.plan.layout.chunks)]))
                keepSlower(slowest[slot], work[slot], nodes.use.insideLayers);
    }
    return slowest;
}

} // namespace

KindWork kindWork(const TrainingContext& c)
{
    const TransformerSpec& model = c.inputs.model;
    KindWork work;
    work.layers.reserve(model.kinds.size());
    for (const LayerSpec& kind : model.kinds)
        work.layers.push_back(layerWork(kind, c));
    work.embedding = edgeWork(embeddingOps(model, c.shape, c.efficiency), c);
    work.head = edgeWork(headOps(model, c.shape, c.efficiency), c);
    return work;
}

std::vector<Work> chunkWork(const TrainingContext& c, const KindWork& kinds)
{
    const StageLayout& layout = c.plan.layout;
    std::vector<Work> work(layout.chunk.size());
    for (int stage = 0; stage < layout.stages; ++stage)
        for (int chunk = 0; chunk < layout.chunks; ++chunk)
            addChunk(work[static_cast<std::size_t>(stage * layout.chunks + chunk)], layout.at(stage, chunk),
                     recomputedLayers(c, stage, chunk), c.inputs.model, kinds);
    return work;
}

std::vector<Work> chunkWork(const TrainingContext& c) { return c.unlike ? chunkWorkOnUnlikeNodes(c) : chunkWork(c, kindWork(c)); }

} // namespace shardscape
