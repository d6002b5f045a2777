// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/rank_parameters.h"

#include "model/parameters.h"

#include <algorithm>

namespace shardscape {
namespace {

RankParameters ofKind(const TransformerSpec& model, const LayerSpec& kind, const Plan& plan)
{
    const LayerParameters p = layerParameters(model, kind);
    const int tp = plan.parallelism.tp;
    const int keyValueWays = std::min(tp, std::max(1, kind.attention.kvHeads));
    RankParameters rank;
    rank.dense = p.attentionSharded / tp + p.attentionKeyValue / keyValueWays + p.attentionReplicated + p.feedForwardSharded / tp +
                 p.feedForwardReplicated + p.router + p.norms;
    rank.experts = p.routedExperts / (static_cast<double>(plan.parallelism.ep) * plan.etp);
    return rank;
}

} // namespace

std::vector<RankParameters> rankParameters(const Plan& plan, const TransformerSpec& model)
{
    std::vector<RankParameters> kinds;
    for (const LayerSpec& kind : model.kinds)
        kinds.push_back(ofKind(model, kind, plan));
    const double table = static_cast<double>(model.vocabulary) * model.hidden / plan.parallelism.tp;
    const StageLayout& layout = plan.layout;
    std::vector<RankParameters> stages(static_cast<std::size_t>(layout.stages));
    for (int stage = 0; stage < layout.stages; ++stage) {
        RankParameters& sum = stages[static_cast<std::size_t>(stage)];
        bool hasTable = false;
        const auto addKind = [&](const RankParameters& kind, double times) {
            sum.dense += times * kind.dense;
            sum.experts += times * kind.experts;
        };
        for (int c = 0; c < layout.chunks; ++c) {
            const StageChunk& chunk = layout.at(stage, c);
            for (int i = 0; i < chunk.layers; ++i)
                addKind(kinds[model.pattern[static_cast<std::size_t>(chunk.firstLayer + i)]], 1.0);
            if (chunk.mtpLayers > 0)
                addKind(kinds[model.mtpKind], chunk.mtpLayers);
            // A tied table is one matrix where both ends sit on the same stage, and a copy on each end otherwise.
            if (chunk.embedding || (chunk.head && !(model.tiedEmbeddings && hasTable)))
                sum.dense += table + (chunk.embedding ? static_cast<double>(model.learnedPositions) * model.hidden : 0.0);
            if (chunk.embedding && chunk.head && !model.tiedEmbeddings)
                sum.dense += table;
            hasTable = hasTable || chunk.embedding || chunk.head;
        }
    }
    return stages;
}

} // namespace shardscape
