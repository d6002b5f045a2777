// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/serving_transfer.h"
#include "evaluate/step_traffic.h"

namespace shardscape {
namespace {

constexpr double activationBytes = 2.0;

/// [stage] layers of a kind.
std::vector<double> layersOf(const ServingContext& c, std::size_t kind)
{
    const StageLayout& layout = c.plan.layout;
    std::vector<double> layers(static_cast<std::size_t>(layout.stages), 0.0);
    for (int stage = 0; stage < layout.stages; ++stage)
        for (int chunk = 0; chunk < layout.chunks; ++chunk)
            layers[static_cast<std::size_t>(stage)] += c.layersPerChunk[static_cast<std::size_t>(stage * layout.chunks + chunk)][kind];
    return layers;
}

std::vector<double> times(std::vector<double> values, double factor)
{
    for (double& value : values)
        value *= factor;
    return values;
}

void addExperts(const ServingContext& c, std::size_t kind, double tokens, CollectiveCounts& list)
{
    const FeedForwardSpec& f = c.inputs.model.kinds[kind].feedForward;
    if (!f.isMoe() || !sharesExpertsOverReplicas(c) || c.ep.ranks <= 1)
        return;
    const double sent = tokens / c.plan.parallelism.tp;
    AxisTraffic exchange{.axis = Axis::Ep, .group = GroupKind::Ep, .op = CollectiveOp::AllToAll, .bytesPerStage = {}};
    exchange.networkShare = servingNetworkCopies(c, f, sent) / f.topK;
    for (const double bytes : {servingDispatchBytes, servingCombineBytes})
        list.add(exchange, layersOf(c, kind), sent * f.topK * c.inputs.model.hidden * bytes);
}

} // namespace

std::vector<CollectiveCount> inferenceTraffic(const ServingContext& c, double running, double freshTokens)
{
    CollectiveCounts list;
    const Parallelism& p = c.plan.parallelism;
    const TransformerSpec& model = c.inputs.model;
    const double channels = model.hidden * activationBytes;
    for (const double tokens : {freshTokens / p.cp, running}) {
        for (std::size_t kind = 0; kind < model.kinds.size(); ++kind) {
            const LayerSpec& layer = model.kinds[kind];
            if (p.tp > 1)
                list.add({.axis = Axis::Tp, .group = GroupKind::Tp, .op = CollectiveOp::AllReduce, .bytesPerStage = {}},
                         times(layersOf(c, kind), servingAllReduces(c, layer)), tokens * channels);
            addExperts(c, kind, tokens, list);
        }
        if (c.plan.layout.stages > 1) {
            const std::vector<double> next = stageSends(c.plan, false).next;
            list.addSends(next, std::vector<double>(next.size(), 0.0), tokens * channels / p.tp);
        }
    }
    for (std::size_t kind = 0; kind < model.kinds.size() && p.cp > 1; ++kind)
        list.add({.axis = Axis::Cp, .group = GroupKind::Cp, .op = CollectiveOp::AllGather, .bytesPerStage = {}}, layersOf(c, kind),
                 freshTokens * keyValueBytes(model.kinds[kind].attention, c));
    return list.take();
}

} // namespace shardscape
