// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/inference.h"

#include <fmt/format.h>

namespace shardscape {
namespace {

constexpr auto passSource =
    "roofline of every operator with the accelerator's serving shares, launches and host time of the software generation";

/// A figure that is the sum of its breakdown; every entry gets a derivation of its own.
void recordSum(std::string_view id, std::string_view name, const std::vector<TimePart>& parts, DerivationLog& log)
{
    Derivation d{.id = fmt::format("inference/{}", id),
                 .name = std::string{name},
                 .unit = "seconds",
                 .value = 0,
                 .formula = "sum(",
                 .terms = {},
                 .source = "sum of the breakdown",
                 .validity = "",
                 .guess = false};
    for (const TimePart& part : parts) {
        d.formula += (d.terms.empty() ? "" : ", ") + part.name;
        d.terms.push_back({part.name, part.time.inSeconds(), "seconds", "", ""});
        d.value += part.time.inSeconds();
    }
    d.formula += ")";
    log.add(std::move(d));
}

void recordThroughput(const InferenceResult& r, const ServingContext& c, DerivationLog& log)
{
    const double inFlight = std::min<double>(c.workload.concurrency, r.residentPerReplica * r.replicas);
    const double rate = r.report.outputTokensPerSecond;
    log.add({.id = "inference/throughput",
             .name = "Output tokens per second",
             .unit = "",
             .value = rate,
             .formula = "in_flight / step",
             .terms = {{"in_flight", rate > 0 ? inFlight : 0.0, "", "requests that run at once, over all replicas", ""},
                       {"step", rate > 0 ? inFlight / rate : 1.0, "seconds",
                        "mean engine step of the steady state, with the prompts that replace finished requests", ""}},
             .source = passSource,
             .validity = "closed loop at the given concurrency",
             .guess = !c.efficiency.guesses.empty()});
    log.add({.id = "inference/throughput_per_gpu",
             .name = "Output tokens per second and GPU",
             .unit = "",
             .value = r.report.outputTokensPerSecondPerGpu,
             .formula = "throughput / gpus",
             .terms = {{"throughput", rate, "", "", "inference/throughput"},
                       {"gpus", static_cast<double>(c.plan.mesh.ranks()), "", "GPUs of the plan", ""}},
             .source = "definition",
             .validity = "",
             .guess = false});
}

void recordBubble(const InferenceResult& r, DerivationLog& log)
{
    const double stages = r.pipeline.stages;
    const double makespan = r.pipeline.makespan.inSeconds();
    log.add(
        {.id = "pipeline/bubble",
         .name = "Share of GPU time the pipeline leaves idle",
         .unit = "",
         .value = r.pipeline.bubbleFraction,
         .formula = "1 - busy_all / (p * makespan)",
         .terms = {{"busy_all", (1.0 - r.pipeline.bubbleFraction) * stages * makespan, "seconds", "busy time of all stages together", ""},
                   {"p", stages, "", "pipeline stages", ""},
                   {"makespan", makespan, "seconds", "the first wave of prompts through the stages", ""}},
         .source = "simulation of the forward-only schedule",
         .validity = fmt::format("{} micro-batches in flight", r.pipeline.microbatches),
         .guess = false});
}

} // namespace

void recordInference(const InferenceResult& r, const ServingContext& c, const InferenceMemory& memory, DerivationLog& log)
{
    recordSum("ttft", "Time to first token", r.report.prefillBreakdown, log);
    recordSum("tpot", "Time per output token", r.report.decodeBreakdown, log);
    recordThroughput(r, c, log);
    recordBubble(r, log);
    log.add({.id = "inference/kv_capacity_tokens",
             .name = "Tokens the KV caches hold",
             .unit = "tokens",
             .value = r.report.kvCapacityTokens,
             .formula = "per_replica * replicas",
             .terms = {{"per_replica", memory.kv.tokens, "tokens", "", ""}, {"replicas", r.replicas, "", "independent replicas", ""}},
             .source = "room after weights and overhead over bytes per token",
             .validity = "",
             .guess = false});
}

} // namespace shardscape
