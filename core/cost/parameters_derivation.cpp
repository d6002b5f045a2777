// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/parameters_derivation.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace shardscape {
namespace {

constexpr std::string_view parametersSource =
    "Shoeybi et al. 2019 (arXiv 1909.08053) section 3; Megatron-Core for experts, vocabulary and MTP";

struct KindOnRank {
    int layers = 0;
    ShardedParameters each;
};

std::vector<KindOnRank> kindsOnRank(const Plan& plan, const TransformerSpec& model, int stage, const ParameterSplit& split)
{
    std::vector<KindOnRank> kinds;
    for (const LayerSpec& layer : model.kinds)
        kinds.push_back({0, layerOnRank(model, layer, split)});
    for (int c = 0; c < plan.layout.chunks; ++c) {
        const StageChunk& chunk = plan.layout.at(stage, c);
        for (int layer = chunk.firstLayer; layer < chunk.firstLayer + chunk.layers; ++layer)
            ++kinds[static_cast<std::size_t>(model.pattern[static_cast<std::size_t>(layer)])].layers;
    }
    return kinds;
}

/// One sort of parameters of a rank.
struct Sort {
    std::string_view which;
    std::string_view name;
    std::string_view ofALayer; ///< what it is in a layer
    double (*count)(const ShardedParameters&);
};

constexpr Sort sorts[]{{"matrices", "GEMM weights", "divided by tp; routers and latent down-projections whole",
                        [](const ShardedParameters& p) { return p.matrices + p.replicated; }},
                       {"experts", "Routed experts' weights", "divided by ep and etp, the heaviest rank's share",
                        [](const ShardedParameters& p) { return p.experts; }},
                       {"others", "Embedding, head, norms and biases", "norms and biases, whole on every tensor rank",
                        [](const ShardedParameters& p) { return p.vectors + p.embedding + p.head; }}};

void recordSort(const Sort& sort, const std::vector<KindOnRank>& kinds, const ShardedParameters& rank, int stage, DerivationLog& log)
{
    Derivation sum{.id = parametersId(stage, sort.which),
                   .name = fmt::format("{} on a rank of stage {}", sort.name, stage),
                   .unit = "",
                   .value = sort.count(rank),
                   .source = std::string{parametersSource},
                   .validity = "before data parallelism shards them"};
    double covered = 0.0;
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        const double each = sort.count(kinds[k].each);
        if (kinds[k].layers == 0 || each == 0.0)
            continue;
        sum.formula += fmt::format("layers_{0} * kind_{0} + ", k);
        sum.terms.push_back(
            {fmt::format("layers_{}", k), static_cast<double>(kinds[k].layers), "", "layers of this kind on the stage", {}});
        sum.terms.push_back({fmt::format("kind_{}", k), each, "", fmt::format("in one of them: {}", sort.ofALayer), {}});
        covered += kinds[k].layers * each;
    }
    sum.formula += "beside";
    sum.terms.push_back({"beside", sum.value - covered, "", "beside the layers: embedding, head and final norm; prediction modules", {}});
    log.add(std::move(sum));
}

} // namespace

std::string parametersId(int stage, std::string_view which) { return fmt::format("memory/stage/{}/parameters/{}", stage, which); }

void recordRankParameters(const Plan& plan, const TransformerSpec& model, int stage, const StageParameterOptions& options,
                          DerivationLog& log)
{
    const ParameterSplit split{
        .tp = plan.parallelism.tp, .ep = plan.parallelism.ep, .etp = plan.etp, .vocabularyMultiple = options.vocabularyMultiple};
    const ShardedParameters rank = stageParameters(plan, model, stage, options);
    const std::vector<KindOnRank> kinds = kindsOnRank(plan, model, stage, split);
    for (const Sort& sort : sorts)
        recordSort(sort, kinds, rank, stage, log);
    const double matrices = sorts[0].count(rank);
    const double others = sorts[2].count(rank);
    log.add({.id = parametersId(stage, "dense"),
             .name = fmt::format("Parameters of a rank of stage {} without routed experts", stage),
             .unit = "",
             .value = rank.dense(),
             .formula = "matrices + others",
             .terms = {{"matrices", matrices, "", "GEMM weights of the layers on a rank", parametersId(stage, "matrices")},
                       {"others", others, "", "embedding, head, norms and biases on a rank", parametersId(stage, "others")}},
             .source = std::string{parametersSource},
             .validity = "all that the dp x cp group shares"});
}

} // namespace shardscape
