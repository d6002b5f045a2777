// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/step_traffic.h"

#include "evaluate/data_parallel.h"
#include "evaluate/expert_exchange.h"
#include "evaluate/layer_communication.h"
#include "evaluate/stage_transfer.h"
#include "plan/virtual_stage.h"

#include <algorithm>

namespace shardscape {
namespace {

constexpr double activationBytes = 2.0;

bool isMirrored(const TrainingContext& c) { return chunkPlacement(c.plan.parallelism.schedule) == ChunkPlacement::Mirrored; }

/// Layers of one kind that a micro-batch passes on a stage, and how many of them run forward a second time.
struct LayerCount {
    double layers = 0, repeated = 0;
};

/// [stage] for one layer kind, over all micro-batches of a step.
std::vector<LayerCount> layerCounts(const TrainingContext& c, std::size_t kind)
{
    const StageLayout& layout = c.plan.layout;
    const TransformerSpec& model = c.inputs.model;
    const double visits = c.plan.microbatches * (isMirrored(c) ? 0.5 : 1.0);
    std::vector<LayerCount> counts(static_cast<std::size_t>(layout.stages));
    for (int stage = 0; stage < layout.stages; ++stage)
        for (int chunk = 0; chunk < layout.chunks; ++chunk) {
            const StageChunk& part = layout.at(stage, chunk);
            const int repeated = recomputedLayers(c, stage, chunk);
            LayerCount& count = counts[static_cast<std::size_t>(stage)];
            if (part.mtpLayers > 0 && model.mtpKind == kind)
                count.layers += visits * part.mtpLayers;
            for (int i = 0; i < part.layers; ++i)
                if (model.pattern[static_cast<std::size_t>(part.firstLayer + i)] == kind) {
                    count.layers += visits;
                    count.repeated += i < repeated ? visits : 0.0;
                }
        }
    return counts;
}

/// [stage] `perLayer` calls for every layer and `perRepeat` more where its forward pass is repeated.
std::vector<double> callsOf(const std::vector<LayerCount>& counts, double perLayer, double perRepeat)
{
    std::vector<double> calls;
    calls.reserve(counts.size());
    for (const LayerCount& count : counts)
        calls.push_back(perLayer * count.layers + perRepeat * count.repeated);
    return calls;
}

/// Embeddings and output heads of a stage, times micro-batches.
std::vector<double> edgeVisits(const TrainingContext& c)
{
    const StageLayout& layout = c.plan.layout;
    std::vector<double> visits(static_cast<std::size_t>(layout.stages), 0.0);
    for (int stage = 0; stage < layout.stages; ++stage)
        for (int chunk = 0; chunk < layout.chunks; ++chunk) {
            const StageChunk& part = layout.at(stage, chunk);
            const double edges = (part.embedding ? 1.0 : 0.0) + (part.head ? 1.0 : 0.0) + part.mtpLayers;
            visits[static_cast<std::size_t>(stage)] += edges * c.plan.microbatches * (isMirrored(c) ? 0.5 : 1.0);
        }
    return visits;
}

std::vector<double> scaled(std::vector<double> values, double factor)
{
    for (double& value : values)
        value *= factor;
    return values;
}

AxisTraffic onAxis(Axis axis, GroupKind group, CollectiveOp op) { return {.axis = axis, .group = group, .op = op, .bytesPerStage = {}}; }

/// Attention and dense feed-forward blocks of a layer that tensor ranks join.
double tensorBlocks(const LayerSpec& layer)
{
    if (layer.parallelBlock)
        return 1.0;
    return (layer.attention.kind != AttentionKind::None ? 1.0 : 0.0) + (layer.feedForward.width > 0 ? 1.0 : 0.0);
}

void addTensor(const TrainingContext& c, CollectiveCounts& list)
{
    if (c.tp.ranks <= 1)
        return;
    const double bytes = c.shape.tokens() * c.inputs.model.hidden * activationBytes;
    const auto reduce = onAxis(Axis::Tp, GroupKind::Tp, c.shape.sequenceParallel ? CollectiveOp::ReduceScatter : CollectiveOp::AllReduce);
    const auto gather = onAxis(Axis::Tp, GroupKind::Tp, CollectiveOp::AllGather);
    for (std::size_t kind = 0; kind < c.inputs.model.kinds.size(); ++kind) {
        const double blocks = tensorBlocks(c.inputs.model.kinds[kind]);
        const std::vector<LayerCount> counts = layerCounts(c, kind);
        list.add(reduce, callsOf(counts, 2.0 * blocks, blocks), bytes);
        if (c.shape.sequenceParallel) // a third gather, of the saved input, feeds the weight gradient
            list.add(gather, callsOf(counts, 3.0 * blocks, blocks), bytes * tensorGatherBytesPerChannel(c) / activationBytes);
    }
    list.add(reduce, scaled(edgeVisits(c), c.shape.sequenceParallel ? 1.0 : 2.0), bytes);
    if (c.shape.sequenceParallel)
        list.add(gather, edgeVisits(c), bytes);
}

void addExpertTensor(const TrainingContext& c, CollectiveCounts& list)
{
    if (c.etp.ranks <= 1)
        return;
    for (std::size_t kind = 0; kind < c.inputs.model.kinds.size(); ++kind) {
        const FeedForwardSpec& f = c.inputs.model.kinds[kind].feedForward;
        if (!f.isMoe())
            continue;
        const double bytes = c.shape.tokens() * c.inputs.model.hidden * activationBytes / c.shape.tp * c.etp.ranks * f.topK;
        for (const CollectiveOp op : {CollectiveOp::AllGather, CollectiveOp::ReduceScatter})
            list.add(onAxis(Axis::Tp, GroupKind::Etp, op), callsOf(layerCounts(c, kind), 2.0, 1.0), bytes);
    }
}

void addContext(const TrainingContext& c, CollectiveCounts& list)
{
    if (c.cp.ranks <= 1)
        return;
    for (std::size_t kind = 0; kind < c.inputs.model.kinds.size(); ++kind) {
        const AttentionSpec& a = c.inputs.model.kinds[kind].attention;
        double width = 0;
        if (a.kind == AttentionKind::Latent)
            width = static_cast<double>(a.heads) * (a.nopeHeadDim + a.ropeHeadDim + a.valueHeadDim) / c.shape.tp;
        else if (a.kind == AttentionKind::Grouped)
            width = static_cast<double>(a.kvHeads) * (a.headDim + a.valueHeadDim) / std::min(c.shape.tp, std::max(1, a.kvHeads));
        // Keys and values once forward, again backward, and their gradients, each past all other ranks.
        const double rounds = c.cp.ranks - 1;
        list.add(onAxis(Axis::Cp, GroupKind::Cp, CollectiveOp::SendRecv), callsOf(layerCounts(c, kind), 3.0 * rounds, rounds),
                 c.shape.tokens() * width * activationBytes);
    }
}

void addExperts(const TrainingContext& c, CollectiveCounts& list)
{
    if (c.ep.ranks <= 1)
        return;
    for (std::size_t kind = 0; kind < c.inputs.model.kinds.size(); ++kind) {
        const FeedForwardSpec& f = c.inputs.model.kinds[kind].feedForward;
        if (!f.isMoe())
            continue;
        const ExpertCopies copies = expertCopies(f, c.ep, c.inputs.software.deduplicatingDispatch);
        AxisTraffic exchange = onAxis(Axis::Ep, GroupKind::Ep, CollectiveOp::AllToAll);
        exchange.networkShare = copies.domains / copies.gpus;
        const std::vector<double> calls = callsOf(layerCounts(c, kind), 2.0, 1.0);
        exchange.imbalance = c.shape.imbalance;
        list.add(exchange, calls, dispatchedChannels(c) * dispatchBytesPerChannel(c) * copies.gpus);
        exchange.skew = Skew::Sends;
        list.add(exchange, calls, dispatchedChannels(c) * combineBytesPerChannel * copies.gpus);
    }
}

void addPipeline(const TrainingContext& c, CollectiveCounts& list)
{
    if (c.plan.layout.stages <= 1)
        return;
    const double bytes = stageSendBytes(c);
    const StageSends sends = stageSends(c.plan, true);
    list.addSends(scaled(sends.next, c.plan.microbatches), scaled(sends.previous, c.plan.microbatches), bytes);
}

void addGradients(const TrainingContext& c, CollectiveCounts& list)
{
    const Parallelism& p = c.plan.parallelism;
    const double repeats = p.zeroStage == 3 && p.pp == 1 ? c.plan.microbatches : 1.0;
    const double gathers = repeats * (p.zeroStage == 3 ? 2.0 : 1.0);
    std::vector<double> dense, denseGather, replicas, expert, expertGather;
    for (const RankParameters& stage : rankParameters(c.plan, c.inputs.model)) {
        const DataParallelVolume v = dataParallelVolume(stage, c);
        dense.push_back(v.denseGradients * repeats);
        denseGather.push_back(v.denseParameters * gathers);
        replicas.push_back(v.denseGradients / c.dataShard.ranks);
        expert.push_back(v.expertGradients * repeats);
        expertGather.push_back(v.expertParameters * gathers);
    }
    const CollectiveOp reduce = gradientCollective(c);
    const auto add = [&](GroupKind group, CollectiveOp op, std::vector<double> bytes, double calls) {
        AxisTraffic volume = onAxis(Axis::Dp, group, op);
        volume.bytesPerStage = std::move(bytes);
        if (c.plan.mesh.groupSize(group) > 1)
            list.addUneven(std::move(volume), calls);
    };
    add(GroupKind::DataShard, reduce, std::move(dense), repeats);
    add(GroupKind::DataReplica, CollectiveOp::AllReduce, std::move(replicas), 1.0); // HSDP: once a step, of summed shards
    if (c.inputs.model.hasExperts())
        add(GroupKind::ExpertDp, reduce, std::move(expert), repeats);
    if (p.zeroStage > 0) {
        add(GroupKind::DataShard, CollectiveOp::AllGather, std::move(denseGather), gathers);
        if (c.inputs.model.hasExperts())
            add(GroupKind::ExpertDp, CollectiveOp::AllGather, std::move(expertGather), gathers);
    }
}

/// Gradients of a tied embedding, summed over the first and last stage.
void addTie(const TrainingContext& c, CollectiveCounts& list)
{
    const double bytes = tiedEmbeddingBytes(c);
    if (bytes > 0.0)
        list.add(onAxis(Axis::Pp, GroupKind::EmbeddingTie, CollectiveOp::AllReduce), {1.0}, bytes);
}

} // namespace

std::vector<CollectiveCount> trainingTraffic(const TrainingContext& c)
{
    CollectiveCounts list;
    addTensor(c, list);
    addExpertTensor(c, list);
    addContext(c, list);
    addExperts(c, list);
    addPipeline(c, list);
    addGradients(c, list);
    addTie(c, list);
    return list.take();
}

} // namespace shardscape
