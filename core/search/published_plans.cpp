// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/published_plans.h"

namespace shardscape {
namespace {

/// Given in all runs of Megatron-LM of 2021: what that release could not do.
constexpr std::string_view megatron2021 = "software of 2021: no context or sequence parallelism, no sharded optimizer, full recomputation";
constexpr std::string_view serverFirst =
    "software of 2021; pipeline stages only where a server is too small for the model (its Takeaway 1)";
constexpr std::string_view noChunks = "software of 2021; 1F1B without interleaving, as in the comparison with ZeRO-3";
const std::vector<std::string_view> fixed2021{"offload=false", "cp=1", "sequence_parallel", "zero_stage", "recompute",
                                              "schedule=gpipe,1f1b,interleaved", "balance=even", "axis_order"};
const std::vector<std::string_view> fixedServerFirst{"offload=false", "cp=1", "sequence_parallel", "zero_stage", "recompute", "schedule=1f1b",
                                                     "balance=even", "axis_order", "pp"};
const std::vector<std::string_view> fixedNoChunks{"offload=false", "cp=1", "sequence_parallel", "zero_stage", "recompute", "schedule",
                                                  "balance=even", "axis_order"};
const std::vector<std::string_view> fixedLlama{"offload=false", "sequence_parallel", "zero_stage", "recompute", "schedule=1f1b,interleaved",
                                               "axis_order"};
const std::vector<std::string_view> fixedDeepSeek{"offload=false", "tp=1", "cp=1", "sequence_parallel", "zero_stage", "recompute", "axis_order"};
constexpr std::string_view limitsLlama = "no recomputation, FSDP without resharding, counted as ZeRO-2 (its section 3.3.2), order of the axes";
constexpr std::string_view limitsDeepSeek = "no tensor parallelism, ZeRO-1, recomputation of norms and up-projections (its section 3.2)";

} // namespace

const std::vector<PublishedPlan>& publishedPlans()
{
    static const std::vector<PublishedPlan> plans{
        {"megatron-sc21-t1-3-6b", "GPT 3.6B, 64 A100", fixedServerFirst, serverFirst},
        {"megatron-sc21-t1-7-5b", "GPT 7.5B, 128 A100", fixedServerFirst, serverFirst},
        {"megatron-sc21-t1-18-4b", "GPT 18.4B, 256 A100", fixedServerFirst, serverFirst},
        {"megatron-sc21-t1-529-6b", "GPT 530B, 2,520 A100", fixed2021, megatron2021},
        {"megatron-sc21-t1-1008b", "GPT 1T, 3,072 A100", fixed2021, megatron2021},
        {"megatron-sc21-t2-ptdp-174-6b-384gpu", "GPT-3 175B, 384 A100", fixedNoChunks, noChunks},
        {"megatron-sc21-t2-ptdp-174-6b-1536gpu", "GPT-3 175B, 1,536 A100", fixedNoChunks, noChunks},
        {"mt-nlg-530b-350dgx", "MT-NLG 530B, 2,800 A100", fixed2021, "software of 2022: no context or sequence parallelism, full recomputation"},
        {"llama3-405b-16kgpu", "Llama 3 405B, 16,384 H100, 8k tokens", fixedLlama, limitsLlama},
        {"llama3-405b-16k-cp16gpu", "Llama 3 405B, 16,384 H100, 128k tokens", fixedLlama, limitsLlama},
        {"dsv3-isca25-mpft", "DeepSeek-V3, 2,048 H800", fixedDeepSeek, limitsDeepSeek},
    };
    return plans;
}

Result<PublishedRow> searchPublished(const PublishedPlan& published, const Scenario& scenario, const std::string& source,
                                     const std::shared_ptr<const Inputs>& inputs, int threads)
{
    SearchSetup setup;
    setup.fixed.assign(published.fixed.begin(), published.fixed.end());
    setup.threads = threads;
    PlanEvaluator evaluator{inputs};
    const Result<PlanFigures> own = evaluator.evaluate(scenario.parallelism, scenario.workload);
    if (!own)
        return failure(own.error());
    const Result<PreparedSearch> prepared = prepareSearch(setup, scenario, inputs);
    if (!prepared)
        return failure(prepared.error());
    const Result<SearchResult> result = search(prepared->candidates, inputs, prepared->request);
    if (!result)
        return failure(result.error());
    if (result->front.empty())
        return failure({Severity::Error, "nothing-fits", "", "no plan of the space fits", "allow more"});
    const SearchPoint& best = result->front.front();
    return PublishedRow{.name = published.name,
                        .limits = published.limits,
                        .source = source,
                        .plan = scenario,
                        .figures = *own,
                        .best = prepared->candidates.scenarioOf(best.number),
                        .bestFigures = best.figures,
                        .candidates = result->looked};
}

} // namespace shardscape
