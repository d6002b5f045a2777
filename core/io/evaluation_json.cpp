// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/evaluation_json.h"

#include "evaluate/bands.h"
#include "evaluate/residuals.h"
#include "io/calibration_json.h"
#include "io/comparison.h"
#include "io/problem_json.h"
#include "json/pretty_json.h"

namespace shardscape {
namespace {

template <class Unit> Json number(const Quantity<Unit>& quantity) { return numberJson(quantity.base()); }

Json stageToJson(std::size_t stage, const StageMemory& memory)
{
    Json json;
    json["stage"] = stage;
    for (const auto& part : EnumNames<MemoryPart>::table)
        json[std::string{part.text} + "_bytes"] = number(memory[part.value]);
    json["total_bytes"] = number(memory.total());
    json["in_flight_microbatches"] = numberJson(memory.inFlightMicrobatches);
    return json;
}

Json memoryToJson(const MemoryReport& memory)
{
    Json stages = Json::array();
    for (std::size_t stage = 0; stage < memory.byStage.size(); ++stage)
        stages.push_back(stageToJson(stage, memory.byStage[stage]));
    for (std::size_t stage = 0; stage < memory.capacityByStage.size(); ++stage)
        stages[stage]["capacity_bytes"] = number(memory.capacityByStage[stage]);
    Json json;
    json["capacity_bytes"] = number(memory.capacity);
    json["peak_bytes"] = number(memory.peak);
    json["worst_rank"] = memory.worstRank;
    json["worst_stage"] = memory.worstStage;
    json["usable_bytes"] = number(memory.usable);
    json["verdict"] = toText(memory.verdict);
    json["by_stage"] = std::move(stages);
    return json;
}

/// Unlike nodes: which node is of which kind, and who waits for whom. Homogeneous clusters have no such entry.
Json nodeKindsToJson(const ClusterSpec& cluster)
{
    Json kinds = Json::array();
    for (std::size_t kind = 0; kind < cluster.kinds.size(); ++kind) {
        Json nodes = Json::array();
        for (std::size_t node = 0; node < cluster.kindOfNode.size(); ++node)
            if (static_cast<std::size_t>(cluster.kindOfNode[node]) == kind)
                nodes.push_back(node);
        kinds.push_back(
            {{"cluster", cluster.kinds[kind].id}, {"accelerator", cluster.kinds[kind].accelerator.id}, {"nodes", std::move(nodes)}});
    }
    return kinds;
}

Json paceGapsToJson(const Evaluation& evaluation)
{
    Json gaps = Json::array();
    for (const PaceGap& gap : evaluation.paceGaps)
        gaps.push_back({{"group", gap.group},
                        {"slowest_kind", gap.slowKind},
                        {"fastest_kind", gap.fastKind},
                        {"seconds", number(gap.slow)},
                        {"seconds_on_fastest", number(gap.fast)}});
    return gaps;
}

Json partsToJson(const std::vector<TimePart>& parts)
{
    Json json = Json::object();
    for (const TimePart& part : parts)
        json[part.name] = number(part.time);
    return json;
}

Json budgetToJson(const BudgetReport& budget)
{
    Json json;
    json["tokens"] = numberJson(budget.tokens);
    json["steps"] = numberJson(budget.steps);
    json["seconds"] = number(budget.time);
    json["gpu_hours"] = numberJson(budget.gpuHours);
    if (budget.usd) // without a price there is no cost, rather than an invented one
        json["usd"] = numberJson(*budget.usd);
    return json;
}

/// Ranges that eight of ten published figures of the same kind lie in.
Json uncertaintyToJson(const Evaluation& evaluation)
{
    Json figures = Json::object();
    for (const FigureBand& each : figureBands(evaluation)) {
        Json& figure = figures[each.key];
        figure["low"] = numberJson(each.low);
        figure["high"] = numberJson(each.high);
        figure["rows"] = each.band->rows;
        figure["basis"] = each.band->basis;
    }
    Json json;
    json["coverage"] = bandCoverage;
    json["figures"] = std::move(figures);
    return json;
}

Json guessesToJson(const std::vector<GuessedShare>& guesses)
{
    Json constants = Json::object();
    for (const GuessedShare& each : guesses)
        constants[each.constant] = numberJson(each.share);
    Json json;
    json["time_share"] = numberJson(guessedTotal(guesses));
    json["constants"] = std::move(constants);
    return json;
}

Json trainingToJson(const TrainingReport& training)
{
    Json json;
    json["step_seconds"] = number(training.step);
    json["tokens_per_second_per_gpu"] = numberJson(training.tokensPerSecondPerGpu);
    json["model_flops"] = number(training.modelFlops);
    json["model_flops_per_second_per_gpu"] = numberJson(training.modelFlopsPerSecondPerGpu);
    json["mfu"] = numberJson(training.mfu);
    json["mfu_causal"] = numberJson(training.mfuCausal);
    json["hfu"] = numberJson(training.hfu);
    json["breakdown_seconds"] = partsToJson(training.breakdown);
    if (training.energyBoundJoules > 0)
        json["energy_bound_joules"] = numberJson(training.energyBoundJoules);
    if (training.budget)
        json["budget"] = budgetToJson(*training.budget);
    return json;
}

Json curveToJson(const ThroughputLatency& curve)
{
    Json points = Json::array();
    for (const ConcurrencyPoint& point : curve.points)
        points.push_back({{"concurrency", point.concurrency},
                          {"ttft_seconds", number(point.ttft)},
                          {"tpot_seconds", number(point.tpot)},
                          {"output_tokens_per_second", numberJson(point.outputTokensPerSecond)},
                          {"output_tokens_per_second_per_gpu", numberJson(point.outputTokensPerSecondPerGpu)},
                          {"output_tokens_per_second_per_user", numberJson(point.outputTokensPerSecondPerUser)},
                          {"decode_all_reduce_share", numberJson(point.allReduceShare)},
                          {"limit", toText(point.limit)}});
    const auto concurrencyAt = [&curve](int index) {
        return index < 0 ? Json(nullptr) : Json(curve.points[static_cast<std::size_t>(index)].concurrency); // braces would make an array
    };
    Json json;
    json["chosen_concurrency"] = concurrencyAt(curve.chosen);
    json["memory_limited_concurrency"] = concurrencyAt(curve.memoryLimited);
    json["compute_limited_concurrency"] = concurrencyAt(curve.computeLimited);
    json["points"] = std::move(points);
    return json;
}

Json inferenceToJson(const InferenceReport& inference)
{
    Json json;
    json["ttft_seconds"] = number(inference.ttft);
    json["tpot_seconds"] = number(inference.tpot);
    json["output_tokens_per_second"] = numberJson(inference.outputTokensPerSecond);
    json["output_tokens_per_second_per_gpu"] = numberJson(inference.outputTokensPerSecondPerGpu);
    json["prefill_tokens_per_second"] = numberJson(inference.prefillTokensPerSecond);
    json["kv_capacity_tokens"] = numberJson(inference.kvCapacityTokens);
    json["max_concurrency"] = numberJson(inference.maxConcurrency);
    json["prefix_hit_rate"] = numberJson(inference.prefixHitRate);
    json["decode_breakdown_seconds"] = partsToJson(inference.decodeBreakdown);
    json["prefill_breakdown_seconds"] = partsToJson(inference.prefillBreakdown);
    if (!inference.curve.points.empty())
        json["throughput_latency"] = curveToJson(inference.curve);
    if (inference.energyBoundJoules > 0)
        json["energy_bound_joules_per_token"] = numberJson(inference.energyBoundJoules);
    if (inference.usdPerMillionTokens)
        json["usd_per_million_tokens"] = numberJson(*inference.usdPerMillionTokens);
    return json;
}

Json pipelineToJson(const PipelineReport& pipeline)
{
    Json json;
    json["schedule"] = toText(pipeline.schedule);
    json["stages"] = pipeline.stages;
    json["microbatches"] = pipeline.microbatches;
    json["bubble_fraction"] = numberJson(pipeline.bubbleFraction);
    json["makespan_seconds"] = number(pipeline.makespan);
    return json;
}

Json axesToJson(const AxisBytes& bytes)
{
    Json json;
    for (const Axis axis : {Axis::Tp, Axis::Cp, Axis::Ep, Axis::Pp, Axis::Dp}) // the contract's order
        json[std::string{toText(axis)}] = numberJson(bytes[indexOf(axis)]);
    return json;
}

Json linkToJson(const BusyLink& busy, const Fabric& fabric, const LinkTraffic& traffic)
{
    const auto index = static_cast<std::size_t>(busy.link);
    const Link& link = fabric.links()[index];
    const AxisBytes& bytes = traffic.perLink[index];
    double total = 0.0;
    for (const double each : bytes)
        total += each;
    Json json;
    json["from"] = fabric.nameOf(link.from);
    json["to"] = fabric.nameOf(link.to);
    json["kind"] = toText(link.kind);
    json["bytes"] = numberJson(total);
    json["bytes_per_second_capacity"] = number(link.bandwidth);
    json["busy_fraction"] = numberJson(busy.busyFraction);
    json["by_axis_bytes"] = axesToJson(bytes);
    return json;
}

Json trafficToJson(const Evaluation& evaluation)
{
    Json links = Json::array();
    if (evaluation.fabric != nullptr)
        for (const BusyLink& busy : evaluation.busiestLinks)
            links.push_back(linkToJson(busy, *evaluation.fabric, evaluation.traffic));
    Json json;
    json["by_axis_bytes"] = axesToJson(evaluation.traffic.byAxisTotal);
    json["period_seconds"] = number(evaluation.trafficPeriod);
    json["busiest_links"] = std::move(links);
    return json;
}

Json fixToJson(const Scenario& scenario, const Fix& fix)
{
    Json json = Json::object({{"label", fix.label}, {"code", fix.code}, {"changes", Json::array()}, {"effects", Json::array()}});
    for (const InputDifference& change : inputDifferences(scenario, fix.scenario))
        json["changes"].push_back(Json::object({{"path", change.path}, {"value", change.b.empty() ? Json(nullptr) : *parseJson(change.b)}}));
    for (const FixEffect& effect : fix.effects)
        json["effects"].push_back(
            Json::object({{"path", effect.path}, {"before", numberJson(effect.before)}, {"after", numberJson(effect.after)}}));
    return json;
}

} // namespace

std::string evaluationToJson(const Evaluation& evaluation, const std::vector<Fix>& fixes)
{
    Json json;
    json["format"] = "shardscape-evaluation";
    json["version"] = 1;
    json["fits"] = evaluation.fits;
    json["verdict"] = toText(evaluation.memory.verdict);
    json["model"]["parameters"] = numberJson(evaluation.parameters);
    json["model"]["active_parameters"] = numberJson(evaluation.activeParameters);
    json["ranks"] = evaluation.ranks;
    if (evaluation.inputs->cluster.isMixed()) {
        json["node_kinds"] = nodeKindsToJson(evaluation.inputs->cluster);
        json["pace_gaps"] = paceGapsToJson(evaluation);
    }
    json["memory"] = memoryToJson(evaluation.memory);
    if (evaluation.training)
        json["training"] = trainingToJson(*evaluation.training);
    if (evaluation.inference)
        json["inference"] = inferenceToJson(*evaluation.inference);
    json["pipeline"] = pipelineToJson(evaluation.pipeline);
    json["traffic"] = trafficToJson(evaluation);
    json["uncertainty"] = uncertaintyToJson(evaluation);
    json["guesses"] = guessesToJson(evaluation.guesses);
    if (evaluation.price) {
        json["price"]["usd_per_gpu_hour"] = numberJson(evaluation.price->usdPerHour);
        json["price"]["source"] = evaluation.price->source;
    }
    if (const auto& calibration = evaluation.scenario.calibration)
        json["calibration"] = calibrationToJson(*calibration);
    json["diagnostics"] = problemsToJson(evaluation.diagnostics);
    for (const Fix& fix : fixes)
        json["diagnostics"][fix.problem]["fix"] = fixToJson(evaluation.scenario, fix);
    return prettyJson(json) + "\n";
}

} // namespace shardscape
