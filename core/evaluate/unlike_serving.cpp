// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/unlike_serving.h"

#include <fmt/format.h>

namespace shardscape {
namespace {

constexpr double notableLoss = 0.02;

/// Replicas of one class as if all were.
struct Served {
    ServingContext context;
    InferenceMemory memory;
    InferenceResult result;
};

double requestSeconds(const InferenceResult& result, const InferenceWorkload& workload)
{
    return result.report.ttft.inSeconds() + (workload.outputTokens - 1.0) * result.report.tpot.inSeconds();
}

/// [stage] the least of the kinds of nodes that the replicas' stage lies on.
std::vector<StageRoom> roomsOf(const std::vector<KindSet>& ofStage, const std::vector<InferenceMemory>& byKind)
{
    std::vector<StageRoom> rooms;
    for (std::size_t stage = 0; stage < ofStage.size(); ++stage) {
        const StageRoom* least = nullptr;
        for (std::size_t kind = 0; kind < byKind.size(); ++kind)
            if (isIn(static_cast<int>(kind), ofStage[stage]) && (least == nullptr || byKind[kind].rooms[stage].requests < least->requests))
                least = &byKind[kind].rooms[stage];
        rooms.push_back(*least);
    }
    return rooms;
}

Result<Served> serve(const ServingContext& c, const std::vector<KindSet>& ofStage, const std::vector<InferenceMemory>& byKind)
{
    Served served{.context = c, .memory = {}, .result = {}};
    served.context.kindsOfStage = ofStage;
    limitCache(served.memory, roomsOf(ofStage, byKind), c.plan.parallelism.dp, nullptr);
    Result<InferenceResult> result = simulateInference(served.context, served.memory, nullptr);
    if (!result)
        return failure(result.error());
    served.result = std::move(*result);
    return served;
}

/// Throughput and cache of all classes together, each by its share of the replicas.
void addUp(InferenceReport& report, const std::vector<Served>& classes, const KindUse& use, double replicas)
{
    report.outputTokensPerSecond = report.outputTokensPerSecondPerGpu = report.prefillTokensPerSecond = report.kvCapacityTokens = 0.0;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const InferenceReport& part = classes[i].result.report;
        const double share = use.classes[i].replicas / replicas;
        report.outputTokensPerSecond += share * part.outputTokensPerSecond;
        report.outputTokensPerSecondPerGpu += share * part.outputTokensPerSecondPerGpu;
        report.prefillTokensPerSecond += share * part.prefillTokensPerSecond;
        report.kvCapacityTokens += share * part.kvCapacityTokens;
        report.maxConcurrency = std::min(report.maxConcurrency, part.maxConcurrency);
    }
}

/// A request's stay on the slowest replicas against one where every GPU were of the fastest kind in use.
void addGap(UnlikeServing& serving, const ServingContext& c, const std::vector<Served>& classes, const std::vector<InferenceMemory>& byKind)
{
    const double slow = requestSeconds(serving.result, c.workload);
    int slowKind = 0;
    int fastKind = 0;
    double slowest = -1.0;
    double fastest = -1.0;
    for (int kind = 0; kind < static_cast<int>(byKind.size()); ++kind) {
        if (!isIn(kind, c.unlike->use.all))
            continue;
        const Result<Served> alone = serve(c, std::vector<KindSet>(c.kindsOfStage.size(), 1U << kind), byKind);
        const double seconds = alone ? requestSeconds(alone->result, c.workload) : slow;
        if (seconds > slowest) {
            slowest = seconds;
            slowKind = kind;
        }
        if (fastest < 0.0 || seconds < fastest) {
            fastest = seconds;
            fastKind = kind;
        }
    }
    if (slow <= (1.0 + notableLoss) * fastest)
        return;
    const bool groups = c.unlike->use.insideLayers;
    const bool apart = classes.size() > 1 && !groups;
    serving.paceGaps.push_back({.group = groups  ? "the tensor, context or expert groups of the replicas"
                                         : apart ? fmt::format("the {} replicas", c.plan.parallelism.dp)
                                                 : fmt::format("the {} pipeline stages of a replica", c.plan.layout.stages),
                                .slowKind = slowKind,
                                .fastKind = fastKind,
                                .slow = Seconds::fromSeconds(slow),
                                .fast = Seconds::fromSeconds(fastest),
                                .kind = groups  ? PaceGapKind::Groups
                                        : apart ? PaceGapKind::Replicas
                                                : PaceGapKind::Stages});
}

} // namespace

Result<UnlikeServing> serveOnUnlikeNodes(const ServingContext& c, DerivationLog* log)
{
    const std::vector<Inputs>& inputs = c.unlike->inputs;
    const KindUse& use = c.unlike->use;
    std::vector<InferenceMemory> byKind;
    for (const Inputs& kind : inputs)
        byKind.push_back(inferenceMemory(c.plan, kind, c.workload, nullptr));
    std::vector<Served> classes;
    std::size_t slowest = 0;
    std::size_t smallest = 0;
    for (const ReplicaClass& replicas : use.classes) {
        Result<Served> served = serve(c, replicas.ofStage, byKind);
        if (!served)
            return failure(served.error());
        classes.push_back(std::move(*served));
        const auto last = classes.size() - 1;
        if (requestSeconds(classes[last].result, c.workload) > requestSeconds(classes[slowest].result, c.workload))
            slowest = last;
        if (classes[last].memory.kv.tokens < classes[smallest].memory.kv.tokens)
            smallest = last;
    }
    UnlikeServing serving{.result = classes[slowest].result, .kv = classes[smallest].memory.kv, .memory = {}, .paceGaps = {}};
    if (!c.workload.disaggregated)
        addUp(serving.result.report, classes, use, c.plan.parallelism.dp);
    addGap(serving, c, classes, byKind);
    serving.memory = unlikeMemory(
        use, inputs,
        [&](const Inputs& kind, DerivationLog* ofKind) { return inferenceMemory(c.plan, kind, c.workload, ofKind).stages; }, log);
    if (log == nullptr)
        return serving;
    InferenceMemory mean;
    limitCache(mean, roomsOf(use.classes[smallest].ofStage, byKind), c.plan.parallelism.dp, log);
    mean.kv.tokens = serving.result.report.kvCapacityTokens / serving.result.replicas;
    recordInference(serving.result, classes[slowest].context, mean, *log);
    return serving;
}

} // namespace shardscape
