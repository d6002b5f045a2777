// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/step_traffic.h"

#include "evaluate/data_parallel.h"
#include "plan/virtual_stage.h"

#include <algorithm>
#include <cmath>

namespace shardscape {
namespace {

constexpr double activationBytes = 2.0;

/// Layers of a stage, counted by a weight that a layer kind gives.
template <class Weight> std::vector<double> perStage(const Plan& plan, const TransformerSpec& model, Weight weight)
{
    const StageLayout& layout = plan.layout;
    std::vector<double> sums(static_cast<std::size_t>(layout.stages), 0.0);
    for (int stage = 0; stage < layout.stages; ++stage)
        for (int chunk = 0; chunk < layout.chunks; ++chunk) {
            const StageChunk& part = layout.at(stage, chunk);
            double sum = part.mtpLayers > 0 ? part.mtpLayers * weight(model.kinds[model.mtpKind]) : 0.0;
            for (int i = 0; i < part.layers; ++i)
                sum += weight(model.layer(part.firstLayer + i));
            sums[static_cast<std::size_t>(stage)] += sum;
        }
    return sums;
}

std::vector<double> scaled(std::vector<double> values, double factor)
{
    for (double& value : values)
        value *= factor;
    return values;
}

/// Attention and dense feed-forward blocks of a layer that tensor ranks join.
double tensorBlocks(const LayerSpec& layer)
{
    if (layer.parallelBlock)
        return 1.0;
    return (layer.attention.kind != AttentionKind::None ? 1.0 : 0.0) + (layer.feedForward.width > 0 ? 1.0 : 0.0);
}

void addTensor(const TrainingContext& c, std::vector<AxisTraffic>& list)
{
    if (c.tp.ranks <= 1)
        return;
    const double copies = chunkPlacement(c.plan.parallelism.schedule) == ChunkPlacement::Mirrored ? 0.5 : 1.0;
    const double bytes = c.shape.tokens() * c.inputs.model.hidden * activationBytes * c.plan.microbatches * copies;
    const double repeated = c.workload.recompute.kind == RecomputeKind::Full ? 1.0 : 0.0;
    const std::vector<double> blocks = perStage(c.plan, c.inputs.model, tensorBlocks);
    if (c.shape.sequenceParallel) {
        list.push_back({.axis = Axis::Tp,
                        .group = GroupKind::Tp,
                        .op = CollectiveOp::AllGather,
                        .bytesPerStage = scaled(blocks, bytes * (3.0 + repeated))});
        list.push_back({.axis = Axis::Tp,
                        .group = GroupKind::Tp,
                        .op = CollectiveOp::ReduceScatter,
                        .bytesPerStage = scaled(blocks, bytes * (2.0 + repeated))});
    } else {
        list.push_back({.axis = Axis::Tp,
                        .group = GroupKind::Tp,
                        .op = CollectiveOp::AllReduce,
                        .bytesPerStage = scaled(blocks, bytes * (2.0 + repeated))});
    }
}

void addContext(const TrainingContext& c, std::vector<AxisTraffic>& list)
{
    if (c.cp.ranks <= 1)
        return;
    const auto width = [&](const LayerSpec& layer) {
        const AttentionSpec& a = layer.attention;
        if (a.kind == AttentionKind::Latent)
            return static_cast<double>(a.heads) * (a.nopeHeadDim + a.ropeHeadDim + a.valueHeadDim) / c.shape.tp;
        return static_cast<double>(a.kvHeads) * (a.headDim + a.valueHeadDim) / std::min(c.shape.tp, std::max(1, a.kvHeads));
    };
    // Keys and values once forward, again backward, and their gradients.
    const double bytes = 3.0 * (c.cp.ranks - 1) * c.shape.tokens() * activationBytes * c.plan.microbatches;
    list.push_back({.axis = Axis::Cp,
                    .group = GroupKind::Cp,
                    .op = CollectiveOp::SendRecv,
                    .bytesPerStage = scaled(perStage(c.plan, c.inputs.model, width), bytes)});
}

void addExperts(const TrainingContext& c, std::vector<AxisTraffic>& list)
{
    if (c.ep.ranks <= 1)
        return;
    const auto picks = [](const LayerSpec& layer) { return static_cast<double>(layer.feedForward.topK); };
    const double bytes = 4.0 * c.shape.tokens() / c.shape.tp * c.inputs.model.hidden * activationBytes * c.plan.microbatches;
    double topK = 1;
    for (const LayerSpec& kind : c.inputs.model.kinds)
        topK = std::max<double>(topK, kind.feedForward.topK);
    const double domains = c.ep.domains;
    const double once = domains * (1.0 - std::pow(1.0 - 1.0 / domains, topK)) / topK;
    list.push_back({.axis = Axis::Ep,
                    .group = GroupKind::Ep,
                    .op = CollectiveOp::AllToAll,
                    .bytesPerStage = scaled(perStage(c.plan, c.inputs.model, picks), bytes),
                    .networkShare = c.inputs.software.deduplicatingDispatch ? std::min(1.0, once) : 1.0});
}

/// Sends of one rank to its neighbors: [stage] to the next and to the previous one, in activations per micro-batch.
struct StageSends {
    std::vector<double> next, previous;
};

StageSends stageSends(const Plan& plan, bool backward)
{
    const auto stages = static_cast<std::size_t>(plan.layout.stages);
    const double chunks = plan.layout.chunks;
    StageSends sends{std::vector<double>(stages, 0.0), std::vector<double>(stages, 0.0)};
    switch (chunkPlacement(plan.parallelism.schedule)) {
    case ChunkPlacement::Looped:
        sends.next.assign(stages, chunks);
        sends.next.back() = chunks - 1.0;
        if (backward) {
            sends.previous.assign(stages, chunks);
            sends.previous.front() = chunks - 1.0;
        }
        break;
    case ChunkPlacement::VShape:
    case ChunkPlacement::Mirrored: {
        const double each = chunkPlacement(plan.parallelism.schedule) == ChunkPlacement::VShape ? 2.0 : 1.0;
        sends.next.assign(stages, each);
        sends.previous.assign(stages, each);
        sends.next.back() = 0.0;
        sends.previous.front() = 0.0;
        break;
    }
    }
    return sends;
}

void addPipeline(const TrainingContext& c, std::vector<AxisTraffic>& list)
{
    if (c.plan.layout.stages <= 1)
        return;
    const bool divided = c.shape.sequenceParallel || c.efficiency.pipelineScatter > 0.0;
    const double bytes = c.shape.tokens() * c.inputs.model.hidden * activationBytes / (divided ? c.shape.tp : 1) * c.plan.microbatches;
    StageSends sends = stageSends(c.plan, true);
    list.push_back({.axis = Axis::Pp,
                    .group = GroupKind::Pp,
                    .op = CollectiveOp::SendRecv,
                    .bytesPerStage = scaled(std::move(sends.next), bytes),
                    .bytesToPreviousPerStage = scaled(std::move(sends.previous), bytes)});
}

void addGradients(const TrainingContext& c, std::vector<AxisTraffic>& list)
{
    const std::vector<RankParameters> parameters = rankParameters(c.plan, c.inputs.model);
    const Parallelism& p = c.plan.parallelism;
    const double repeats = p.zeroStage == 3 && p.pp == 1 ? c.plan.microbatches : 1.0;
    std::vector<double> dense, denseGather, expert, expertGather;
    for (const RankParameters& stage : parameters) {
        const DataParallelVolume v = dataParallelVolume(stage, c);
        dense.push_back(v.denseGradients * repeats);
        denseGather.push_back(v.denseParameters * repeats * (p.zeroStage == 3 ? 2.0 : 1.0));
        expert.push_back(v.expertGradients * repeats);
        expertGather.push_back(v.expertParameters * repeats * (p.zeroStage == 3 ? 2.0 : 1.0));
    }
    const CollectiveOp reduce =
        p.zeroStage == 0 || c.efficiency.zeroAllReduce > 0.0 ? CollectiveOp::AllReduce : CollectiveOp::ReduceScatter;
    const auto add = [&](GroupKind group, CollectiveOp op, std::vector<double> bytes) {
        if (c.plan.mesh.groupSize(group) > 1)
            list.push_back({.axis = Axis::Dp, .group = group, .op = op, .bytesPerStage = std::move(bytes)});
    };
    add(GroupKind::DpCp, reduce, std::move(dense));
    if (c.inputs.model.hasExperts())
        add(GroupKind::ExpertDp, reduce, std::move(expert));
    if (p.zeroStage > 0) {
        add(GroupKind::DpCp, CollectiveOp::AllGather, std::move(denseGather));
        if (c.inputs.model.hasExperts())
            add(GroupKind::ExpertDp, CollectiveOp::AllGather, std::move(expertGather));
    }
}

} // namespace

std::vector<AxisTraffic> trainingTraffic(const TrainingContext& c)
{
    std::vector<AxisTraffic> list;
    addTensor(c, list);
    addContext(c, list);
    addExperts(c, list);
    addPipeline(c, list);
    addGradients(c, list);
    return list;
}

std::vector<AxisTraffic> inferenceTraffic(const ServingContext& c, double running, double freshTokens)
{
    std::vector<AxisTraffic> list;
    const Parallelism& p = c.plan.parallelism;
    const TransformerSpec& model = c.inputs.model;
    const double tokens = freshTokens / p.cp + running;
    const double bytes = tokens * model.hidden * activationBytes;
    const bool spread = p.ep * c.plan.etp > p.tp;
    if (p.tp > 1) {
        const auto blocks = [&](const LayerSpec& layer) {
            return layer.parallelBlock || (spread && layer.feedForward.isMoe()) ? 1.0 : 2.0;
        };
        list.push_back({.axis = Axis::Tp,
                        .group = GroupKind::Tp,
                        .op = CollectiveOp::AllReduce,
                        .bytesPerStage = scaled(perStage(c.plan, model, blocks), bytes)});
    }
    if (p.cp > 1) {
        const auto keys = [&](const LayerSpec& layer) { return keyValueBytes(layer.attention, c); };
        list.push_back({.axis = Axis::Cp,
                        .group = GroupKind::Cp,
                        .op = CollectiveOp::AllGather,
                        .bytesPerStage = scaled(perStage(c.plan, model, keys), freshTokens)});
    }
    if (spread && c.ep.ranks > 1) {
        const auto picks = [](const LayerSpec& layer) { return static_cast<double>(layer.feedForward.topK); };
        const double moved = tokens / p.tp * model.hidden * (1.03 + 2.0);
        list.push_back({.axis = Axis::Ep,
                        .group = GroupKind::Ep,
                        .op = CollectiveOp::AllToAll,
                        .bytesPerStage = scaled(perStage(c.plan, model, picks), moved)});
    }
    if (c.plan.layout.stages > 1)
        list.push_back({.axis = Axis::Pp,
                        .group = GroupKind::Pp,
                        .op = CollectiveOp::SendRecv,
                        .bytesPerStage = scaled(stageSends(c.plan, false).next, bytes / p.tp)});
    return list;
}

} // namespace shardscape
