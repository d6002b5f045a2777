// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/inference.h"

#include "evaluate/prefix_cache.h"
#include "evaluate/training_context.h"

#include <algorithm>
#include <cmath>

namespace shardscape {
namespace {

constexpr double defaultStepTokens = 8192.0; ///< prompt tokens an engine puts into one step unless told otherwise

double stepTokenLimit(const InferenceWorkload& w) { return w.chunkedPrefillTokens ? *w.chunkedPrefillTokens : defaultStepTokens; }

double meanDecodeContext(const InferenceWorkload& w) { return w.promptTokens + w.outputTokens / 2.0; }

/// Seconds per step, averaged over a steady state in which every finished request is replaced by a new prompt.
double steadyStepSeconds(const ServingContext& c, double sequences, double promptTokens, double stepTokens)
{
    const double prompts = sequences / c.workload.outputTokens; // that arrive per step
    if (prompts <= 1.0) {
        const double alone = decodeStep(c, sequences, 0.0).cycleSeconds;
        return alone + prompts * (decodeStep(c, sequences, promptTokens).cycleSeconds - alone);
    }
    // The limit holds for each micro-batch of the pipeline. Beyond it the decode tokens ride in one of several parts, the others carry
    // prompts only and keep the stages as busy.
    const double microbatches = std::clamp(std::floor(sequences), 1.0, static_cast<double>(c.plan.layout.stages));
    const double merged = (prompts * promptTokens + sequences) / microbatches;
    const double parts = std::max(1.0, merged / stepTokens);
    if (parts <= 1.0)
        return decodeStep(c, sequences, prompts * promptTokens).cycleSeconds;
    const double room = stepTokens - std::min(sequences / microbatches, stepTokens / 2.0);
    const PassLoad promptsOnly{.promptTokens = stepTokens,
                               .promptContext = c.workload.promptTokens / 2.0,
                               .finishedPrompts = stepTokens / std::max(1.0, promptTokens)};
    return decodeStep(c, sequences, room * microbatches).cycleSeconds +
           (parts - 1.0) * microbatches * pipelinePass(c, promptsOnly, promptsOnly.finishedPrompts).slowestStage;
}

std::vector<TimePart> breakdownOf(const PassTime& pass, double sends, double others, std::string_view othersName)
{
    std::vector<TimePart> parts;
    for (const auto& entry : EnumNames<ServePart>::table)
        parts.push_back({std::string{entry.text}, Seconds::fromSeconds(pass[entry.value])});
    parts.push_back({"pp_exposed", Seconds::fromSeconds(sends)});
    parts.push_back({std::string{othersName}, Seconds::fromSeconds(others)});
    return parts;
}

/// Replicas that serve requests on their own: with data-parallel attention each rank group runs its own requests.
double replicasOf(const Plan& plan) { return plan.parallelism.dp; }

/// The first wave of prompts through the stages: one prompt per micro-batch.
Result<Timeline> prefillTimeline(const ServingContext& c, double promptTokens)
{
    const PassLoad load{.promptTokens = promptTokens, .promptContext = c.workload.promptTokens / 2.0, .finishedPrompts = 1.0};
    TaskTimes times;
    for (const PassTime& pass : chunkPasses(c, load))
        times.forward.push_back(pass.total());
    times.backwardInput.assign(times.forward.size(), 0.0);
    times.backwardWeight.assign(times.forward.size(), 0.0);
    times.p2p = passSendSeconds(c, load);
    return simulateSchedule({.kind = ScheduleKind::ForwardOnly,
                             .stages = c.plan.layout.stages,
                             .microbatches = c.plan.microbatches,
                             .chunks = c.plan.layout.chunks,
                             .times = std::move(times)});
}

struct Pools {
    double prefill = 1; ///< replicas that take prompts
    double decode = 1;  ///< replicas that decode
    bool apart = false;
};

Pools poolsOf(const ServingContext& c)
{
    const double replicas = replicasOf(c.plan);
    if (!c.workload.disaggregated)
        return {replicas, replicas, false};
    return {static_cast<double>(c.workload.disaggregated->prefillReplicas), static_cast<double>(c.workload.disaggregated->decodeReplicas),
            true};
}

double hitRate(const ServingContext& c, const InferenceMemory& memory, double resident)
{
    const InferenceWorkload& w = c.workload;
    if (w.prefixTokens <= 0 || w.distinctPrefixes <= 0)
        return 0.0;
    const double own = std::max(0, w.promptTokens - w.prefixTokens) + w.outputTokens;
    const double room = std::max(0.0, memory.kv.tokens - resident * own) / w.prefixTokens;
    // Routed by prefix, a replica is asked for its share of the prefixes only; a random subset of a Zipf population keeps the exponent.
    const double share = w.prefixRouting == PrefixRouting::PrefixAware ? poolsOf(c).prefill : 1.0;
    return prefixHitRate({std::max(1.0, w.distinctPrefixes / share), room, w.prefixZipf});
}

/// Moving a prompt's keys and values from the prefill to the decode pool; layer-wise streaming hides all but the last layer, but the last
/// byte cannot arrive before all were sent, so the whole transfer at full NIC rate is booked beyond the prefill it overlaps with.
double keyValueTransferSeconds(const ServingContext& c, double prefillSeconds)
{
    double perToken = 0;
    for (const std::uint8_t kind : c.inputs.model.pattern)
        perToken += keyValueBytes(c.inputs.model.kinds[kind].attention, c);
    const double layers = std::max(1, c.inputs.model.layers());
    const double bytes = perToken / c.plan.layout.stages * c.workload.promptTokens;
    const double all = slowestPrice(c, c.kindsInUse(), [bytes](const ServingContext& nodes) {
        GroupShape pools = nodes.tp; // one rank of each pool, over the network where there is one
        pools.ranks = 2;
        pools.domains = nodes.tp.nic.inBytesPerSecond() > 0 ? 2 : 1;
        return sendSeconds(nodes.network, pools, bytes);
    });
    return std::max(all / layers, all - prefillSeconds);
}

/// Waiting for a prefill replica of its own pool. In a closed loop the pool cannot be asked for more than it does: beyond 95 % of its rate
/// requests queue there; below, a prompt finds the pool busy with probability rho and waits rho/(2 (1 - rho)) prefills (M/D/1).
double poolWaitingSeconds(const ServingContext& c, const Pools& pools, const PipelinePass& prefill, double tpot)
{
    constexpr double fullestUse = 0.95;
    const double rate = pools.prefill / prefill.slowestStage;
    const double cycle = prefill.latency() + tpot * c.workload.outputTokens;
    const double use = std::min(fullestUse, c.workload.concurrency / cycle / rate);
    const double backlog = std::max(0.0, c.workload.concurrency / (fullestUse * rate) - cycle);
    return backlog + prefill.latency() * use / (2.0 * (1.0 - use));
}

struct SteadyLoad {
    double running = 1;
    double freshTokens = 1;
};

/// Seconds per output token of one request in the steady state: of an engine step that carries the prompts too, or, with pools apart, of a
/// request's whole stay over its output (Little's law).
double steadySeconds(const ServingContext& c, const Pools& pools, const InferenceReport& report, const SteadyLoad& load)
{
    const InferenceWorkload& w = c.workload;
    if (!pools.apart)
        return steadyStepSeconds(c, load.running, load.freshTokens, stepTokenLimit(w));
    return (report.ttft.inSeconds() + (w.outputTokens - 1.0) * report.tpot.inSeconds()) / w.outputTokens;
}

} // namespace

PipelinePass pipelinePass(const ServingContext& c, const PassLoad& load, double running)
{
    const std::vector<PassTime> chunks = chunkPasses(c, load);
    PipelinePass pass;
    const double host = hostSeconds(c, running);
    const StageLayout& layout = c.plan.layout;
    for (int stage = 0; stage < layout.stages; ++stage) {
        PassTime time;
        for (int chunk = 0; chunk < layout.chunks; ++chunk)
            time.add(chunks[static_cast<std::size_t>(stage * layout.chunks + chunk)]);
        pass.sum.add(time);
        pass.slowestStage = std::max(pass.slowestStage, time.total() + host);
    }
    pass.sum[ServePart::Host] += host;
    pass.sends = (layout.stages * layout.chunks - 1) * passSendSeconds(c, load);
    return pass;
}

PipelinePass prefillPass(const ServingContext& c, double cachedTokens)
{
    const double prompt = c.workload.promptTokens;
    const double fresh = std::max(1.0, prompt - cachedTokens);
    const double chunk = c.workload.chunkedPrefillTokens ? *c.workload.chunkedPrefillTokens : fresh;
    const double passes = std::max(1.0, std::ceil(fresh / chunk));
    // Mean positions that a fresh token attends to: its cached prefix and half of the fresh part.
    const PassLoad load{.promptTokens = fresh / passes, .promptContext = prompt - fresh / 2.0, .finishedPrompts = 1.0 / passes};
    const PipelinePass one = pipelinePass(c, load, 1.0);
    PipelinePass all;
    all.sum.add(one.sum, passes);
    all.slowestStage = one.slowestStage * passes;
    all.sends = one.sends * passes;
    return all;
}

DecodeStep decodeStep(const ServingContext& c, double sequences, double promptTokens)
{
    const double stages = c.plan.layout.stages;
    DecodeStep step;
    step.sequences = sequences;
    step.microbatches = std::clamp(std::floor(sequences), 1.0, stages);
    const double prompt = c.workload.promptTokens;
    const PassLoad load{.promptTokens = promptTokens / step.microbatches,
                        .promptContext = prompt / 2.0,
                        .sequences = sequences / step.microbatches,
                        .sequenceContext = meanDecodeContext(c.workload),
                        .finishedPrompts = prompt > 0 ? promptTokens / step.microbatches / prompt : 0.0};
    step.microbatch = pipelinePass(c, load, sequences + load.finishedPrompts * step.microbatches);
    step.cycleSeconds = std::max(step.microbatch.latency(), step.microbatches * step.microbatch.slowestStage);
    return step;
}

double maximumThroughput(const ServingContext& c, double residentSequences, double stepTokens)
{
    return residentSequences / steadyStepSeconds(c, residentSequences, c.workload.promptTokens, stepTokens);
}

Result<InferenceResult> servingFigures(const ServingContext& c, const InferenceMemory& memory)
{
    const InferenceWorkload& w = c.workload;
    const Pools pools = poolsOf(c);
    InferenceResult result;
    result.replicas = replicasOf(c.plan);
    const double perReplica = std::max(1.0, std::ceil(w.concurrency / pools.decode));
    const double room = std::max(1.0, std::floor(memory.kv.tokens / (w.promptTokens + c.efficiency.serveReservedOutput * w.outputTokens)));
    result.residentPerReplica = std::min(perReplica, room);
    result.queuedPerReplica = perReplica - result.residentPerReplica;
    const double running = result.residentPerReplica;

    InferenceReport& report = result.report;
    report.prefixHitRate = hitRate(c, memory, running);
    const double cached = report.prefixHitRate * std::min(w.prefixTokens, w.promptTokens);
    const double freshTokens = std::max(1.0, w.promptTokens - cached);

    const DecodeStep alone = decodeStep(c, running, 0.0);
    const PipelinePass prefill = prefillPass(c, cached);
    double interference = 0;
    if (!pools.apart && running > 1.0)
        interference =
            (running - 1.0) / w.outputTokens * std::max(0.0, decodeStep(c, running, freshTokens).cycleSeconds - alone.cycleSeconds);
    const double tpot = alone.cycleSeconds + interference;

    double waiting = prefill.latency() * (perReplica - 1.0) / 20.0;
    if (pools.apart)
        waiting = poolWaitingSeconds(c, pools, prefill, tpot) + keyValueTransferSeconds(c, prefill.latency());
    else if (running > 1.0)
        waiting += alone.cycleSeconds;
    // Requests without KV room wait until as many earlier ones have finished.
    waiting += result.queuedPerReplica / running * tpot * w.outputTokens;
    // The first token leaves the server with the others of its group.
    waiting += c.efficiency.serveRequestSeconds + (std::min(w.streamInterval, w.outputTokens) - 1.0) * tpot;
    report.ttft = Seconds::fromSeconds(prefill.latency() + waiting);
    report.tpot = Seconds::fromSeconds(tpot);
    report.prefillBreakdown = breakdownOf(prefill.sum, prefill.sends, waiting, "waiting");
    report.decodeBreakdown = breakdownOf(alone.microbatch.sum, alone.microbatch.sends, interference, "prefill_interference");
    report.decodeBreakdown.push_back({"pipeline_wait", Seconds::fromSeconds(alone.cycleSeconds - alone.microbatch.latency())});

    const double stepSeconds = steadySeconds(c, pools, report, {running, freshTokens});
    const double inFlight = std::min<double>(w.concurrency, running * pools.decode);
    report.outputTokensPerSecond = inFlight / stepSeconds;
    report.outputTokensPerSecondPerGpu = report.outputTokensPerSecond / c.plan.mesh.ranks();
    report.prefillTokensPerSecond = pools.prefill * w.promptTokens / std::max(prefill.slowestStage, 1e-12);
    report.kvCapacityTokens = memory.kv.tokens * result.replicas;
    report.maxConcurrency = memory.maxConcurrency;

    if (!std::isfinite(report.ttft.inSeconds() + report.tpot.inSeconds()))
        return failure(endlessTime(c.inputs.cluster));
    result.freshTokens = freshTokens;
    return result;
}

bool productsBoundStep(const ServingContext& c, const InferenceResult& result)
{
    const double sequences = result.residentPerReplica;
    const double microbatches = std::clamp(std::floor(sequences), 1.0, static_cast<double>(c.plan.layout.stages));
    const double prompts = poolsOf(c).apart ? 0.0 : sequences / c.workload.outputTokens * result.freshTokens;
    const ProductTime time = productTime(c, (sequences + prompts) / microbatches);
    return time.compute > time.memory;
}

Result<InferenceResult> simulateInference(const ServingContext& c, const InferenceMemory& memory, DerivationLog* log)
{
    Result<InferenceResult> figures = servingFigures(c, memory);
    if (!figures)
        return figures;
    InferenceResult& result = *figures;
    Result<Timeline> timeline = prefillTimeline(c, result.freshTokens);
    if (!timeline)
        return failure(timeline.error());
    result.timeline = std::move(*timeline);
    const TimelineSummary summary = summarize(result.timeline);
    result.pipeline = {.schedule = ScheduleKind::ForwardOnly,
                       .stages = c.plan.layout.stages,
                       .microbatches = c.plan.microbatches,
                       .bubbleFraction = summary.bubbleFraction,
                       .makespan = Seconds::fromSeconds(summary.makespan)};
    if (log != nullptr)
        recordInference(result, c, memory, *log);
    return result;
}

} // namespace shardscape
