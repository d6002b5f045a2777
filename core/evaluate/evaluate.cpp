// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/evaluate.h"

#include "evaluate/bands.h"
#include "evaluate/busiest_link.h"
#include "evaluate/diagnostics.h"
#include "evaluate/guessed_time.h"
#include "evaluate/op_points.h"
#include "evaluate/spending.h"
#include "evaluate/step_traffic.h"
#include "evaluate/throughput_latency.h"
#include "evaluate/training.h"
#include "evaluate/unlike_serving.h"
#include "model/parameters.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {
namespace {

constexpr std::size_t listedLinks = 32;

/// The rank of the worst stage that is named: its first.
int firstRankOf(const Plan& plan, int stage)
{
    Coordinate coordinate;
    coordinate.pp = stage;
    return plan.mesh.rankAt(coordinate);
}

MemoryReport memoryReport(std::vector<StageMemory> stages, const Evaluation& e, double usableShare)
{
    MemoryReport report;
    report.capacity = e.inputs->cluster.accelerator.memory;
    for (std::size_t stage = 0; stage < stages.size(); ++stage) {
        if (stage == 0 || stages[stage].total() > report.peak) {
            report.peak = stages[stage].total();
            report.worstStage = static_cast<int>(stage);
        }
    }
    report.worstRank = firstRankOf(*e.plan, report.worstStage);
    report.usable = report.capacity * usableShare;
    report.byStage = std::move(stages);
    return report;
}

/// On unlike nodes the worst rank is the one that fills its own GPU most.
MemoryReport memoryReport(UnlikeMemory memory, const Evaluation& e, double usableShare)
{
    MemoryReport report;
    double fullest = -1.0;
    for (std::size_t stage = 0; stage < memory.stages.size(); ++stage)
        if (const double share = memory.stages[stage].total() / memory.capacity[stage]; share > fullest) {
            fullest = share;
            report.worstStage = static_cast<int>(stage);
        }
    const auto worst = static_cast<std::size_t>(report.worstStage);
    report.peak = memory.stages[worst].total();
    report.capacity = memory.capacity[worst];
    report.worstRank = firstRankOf(*e.plan, report.worstStage);
    for (int rank = 0; rank < e.plan->mesh.ranks(); ++rank)
        if (e.plan->mesh.coordinateOf(rank).pp == report.worstStage &&
            e.inputs->cluster.kindAt(e.inputs->cluster.nodeOf(e.plan->mesh.gpuOf(rank))) == memory.kind[worst]) {
            report.worstRank = rank;
            break;
        }
    report.usable = report.capacity * usableShare;
    report.byStage = std::move(memory.stages);
    report.capacityByStage = std::move(memory.capacity);
    return report;
}

void recordParameters(const TransformerSpec& model, const ParameterCount& count, DerivationLog* log)
{
    record(log, [&] {
        return Derivation{.id = "model/parameters",
                          .name = "Parameters of " + model.name,
                          .unit = "",
                          .value = count.total,
                          .formula = "embedding + head + positions + attention + feed_forward + experts + routers + norms",
                          .terms = {{"embedding", count.embedding, "", "input embedding", ""},
                                    {"head", count.head, "", "output head, 0 when tied", ""},
                                    {"positions", count.positions, "", "learned positions", ""},
                                    {"attention", count.attention, "", "", ""},
                                    {"feed_forward", count.feedForward, "", "dense and shared-expert matrices", ""},
                                    {"experts", count.experts, "", "routed experts", ""},
                                    {"routers", count.routers, "", "", ""},
                                    {"norms", count.norms, "", "", ""}},
                          .source = model.source,
                          .validity = "without multi-token-prediction modules",
                          .guess = false};
    });
}

void addTraffic(Evaluation& e, const std::vector<CollectiveCount>& collectives, const EvaluateOptions& options, DerivationLog* log)
{
    std::vector<AxisTraffic> traffic;
    for (const CollectiveCount& count : collectives)
        traffic.push_back(count.volume);
    if (options.linkMap) {
        e.fabric = std::make_shared<const Fabric>(Fabric::build(e.inputs->cluster));
        e.traffic = mapTraffic(*e.plan, *e.fabric, traffic);
    } else {
        e.traffic.byAxisTotal = totalTraffic(e.plan->mesh, traffic);
    }
    recordTraffic(collectives, *e.plan, e.training.has_value(), log);
    const std::span<const Link> links = options.linkMap ? e.fabric->links() : std::span<const Link>{};
    for (std::size_t link = 0; link < e.traffic.perLink.size() && link < links.size(); ++link) {
        double bytes = 0;
        for (const double part : e.traffic.perLink[link])
            bytes += part;
        const double capacity = links[link].bandwidth.inBytesPerSecond() * e.trafficPeriod.inSeconds();
        if (bytes > 0 && capacity > 0)
            e.busiestLinks.push_back({static_cast<int>(link), bytes / capacity});
    }
    const auto busier = [](const BusyLink& a, const BusyLink& b) {
        return a.busyFraction != b.busyFraction ? a.busyFraction > b.busyFraction : a.link < b.link;
    };
    const auto kept = e.busiestLinks.begin() + static_cast<std::ptrdiff_t>(std::min(listedLinks, e.busiestLinks.size()));
    std::partial_sort(e.busiestLinks.begin(), kept, e.busiestLinks.end(), busier);
    e.busiestLinks.erase(kept, e.busiestLinks.end());
    recordBusiestLink(e, log);
}

Result<void> evaluateTraining(Evaluation& e, const TrainingWorkload& workload, const EvaluateOptions& options, DerivationLog* log)
{
    const TrainingContext context = trainingContext(*e.plan, *e.inputs, workload);
    Result<TrainingStep> step = simulateTraining(context, {.log = log, .timeline = options.timeline});
    if (!step)
        return failure(step.error());
    e.training = std::move(step->report);
    e.pipeline = {.schedule = e.plan->parallelism.schedule,
                  .stages = e.plan->layout.stages,
                  .microbatches = e.plan->microbatches,
                  .bubbleFraction = step->pipeline.bubbleFraction,
                  .makespan = Seconds::fromSeconds(step->pipeline.makespan)};
    e.trafficPeriod = e.training->step;
    const auto memoryOf = [&](const Inputs& inputs, DerivationLog* ofKind) {
        return trainingMemory(*e.plan, inputs, workload, step->inFlight, ofKind);
    };
    e.memory = context.unlike ? memoryReport(unlikeMemory(context.unlike->use, context.unlike->inputs, memoryOf, log), e, 1.0)
                              : memoryReport(memoryOf(*e.inputs, log), e, 1.0);
    e.paceGaps = std::move(step->paceGaps);
    addTraffic(e, trainingTraffic(context), options, log);
    if (options.derivations) {
        e.ops = trainingOps(context, step->bottleneckStage);
        if (!context.unlike) // shares of constants that every kind of node has of its own would not be shares of the step
            e.guesses = guessedShares(context, e.training->step.inSeconds());
    }
    if (options.timeline) {
        e.timeline = std::make_shared<const Timeline>(std::move(step->timeline));
        e.lanes = std::make_shared<const StepLanes>(std::move(step->lanes));
    }
    return {};
}

Result<InferenceResult> serveAlike(Evaluation& e, const ServingContext& context, const InferenceWorkload& workload, DerivationLog* log)
{
    const InferenceMemory memory = inferenceMemory(*e.plan, *e.inputs, workload, log);
    Result<InferenceResult> result = simulateInference(context, memory, log);
    if (!result)
        return result;
    e.memory = memoryReport(memory.stages, e, workload.memoryFraction);
    e.memory.kv = memory.kv;
    if (log != nullptr)
        e.guesses = guessedShares(context, memory, result->report.tpot.inSeconds());
    return result;
}

Result<InferenceResult> serveUnlike(Evaluation& e, const ServingContext& context, const InferenceWorkload& workload, DerivationLog* log)
{
    Result<UnlikeServing> serving = serveOnUnlikeNodes(context, log);
    if (!serving)
        return failure(serving.error());
    e.memory = memoryReport(std::move(serving->memory), e, workload.memoryFraction);
    e.memory.kv = serving->kv;
    e.paceGaps = std::move(serving->paceGaps);
    return std::move(serving->result);
}

Result<void> evaluateInference(Evaluation& e, const InferenceWorkload& workload, const EvaluateOptions& options, DerivationLog* log)
{
    if (const auto& pools = workload.disaggregated; pools && pools->prefillReplicas + pools->decodeReplicas != e.plan->parallelism.dp)
        return failure({Severity::Error, "pools-do-not-match", "/workload/disaggregated",
                        fmt::format("{} prefill and {} decode replicas are not the {} replicas of dp", pools->prefillReplicas,
                                    pools->decodeReplicas, e.plan->parallelism.dp),
                        "make them add up to dp"});
    const ServingContext context = servingContext(*e.plan, *e.inputs, workload);
    Result<InferenceResult> result = context.unlike ? serveUnlike(e, context, workload, log) : serveAlike(e, context, workload, log);
    if (!result)
        return failure(result.error());
    e.inference = std::move(result->report);
    e.pipeline = result->pipeline;
    const double cached = e.inference->prefixHitRate * std::min(workload.prefixTokens, workload.promptTokens);
    e.trafficPeriod = e.inference->ttft + e.inference->tpot;
    addTraffic(e, inferenceTraffic(context, result->residentPerReplica, std::max(1.0, workload.promptTokens - cached)), options, log);
    if (options.timeline)
        e.timeline = std::make_shared<const Timeline>(std::move(result->timeline));
    if (options.curve) {
        Result<ThroughputLatency> curve = throughputLatency(*e.plan, *e.inputs, workload);
        if (!curve)
            return failure(curve.error());
        e.inference->curve = std::move(*curve);
    }
    return {};
}

} // namespace

Result<Evaluation> evaluate(const Scenario& scenario, std::shared_ptr<const Inputs> inputs, const EvaluateOptions& options)
{
    Result<Plan> plan = resolvePlan(scenario, *inputs);
    if (!plan)
        return failure(plan.error());
    Evaluation e;
    e.scenario = scenario;
    e.inputs = std::move(inputs);
    e.plan = std::make_shared<const Plan>(std::move(*plan));
    e.ranks = e.plan->mesh.ranks();
    const ParameterCount parameters = countParameters(e.inputs->model);
    e.parameters = parameters.total;
    e.activeParameters = parameters.active;
    DerivationLog* log = options.derivations ? &e.derivations : nullptr;
    recordParameters(e.inputs->model, parameters, log);

    const TrainingWorkload* training = scenario.workload.training();
    const Result<void> done = training != nullptr ? evaluateTraining(e, *training, options, log)
                                                  : evaluateInference(e, *scenario.workload.inference(), options, log);
    if (!done)
        return failure(done.error());
    addSpending(e, log);
    addBands(e, log);
    e.fits = e.memory.verdict != FitVerdict::DoesNotFit;
    diagnose(e);
    return e;
}

} // namespace shardscape
