// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/inference.h"

#include "evaluate/serving_transfer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace shardscape {
namespace {

constexpr auto passSource =
    "roofline of every operator with the accelerator's serving shares, launches and host time of the software generation";

struct PartText {
    std::string_view name;
    std::string_view title;
    std::string_view source;
};

constexpr std::array<PartText, 13> partTexts{{
    {"linear", "Linear layers", "2 T N at the serving share x T/(T+96), or weights and activations through memory, joined softly"},
    {"experts", "Routed experts", "rows over the local experts, or the distinct experts read, E (1 - (1 - K/E)^(T^0.88))"},
    {"attention", "Attention core", "prefill FLOPs at the serving share; decode reads the KV cache"},
    {"elementwise", "Norms, residuals, rotation, activation", "52 bytes per hidden channel, token and layer"},
    {"head", "Output head", "one row per sequence that needs a token, in 16 bit"},
    {"tp_exposed", "Tensor-parallel all-reduces",
     "Shoeybi et al. 2019, arXiv 1909.08053: two a layer; the engine's one-shot kernel or the library's ring"},
    {"ep_exposed", "Expert dispatch and combine", "DeepEP kernels: start-up plus picks over the network"},
    {"cp_exposed", "Gathering of keys and values", "all-gather over the context ranks"},
    {"launch", "Launches and gaps", "per layer, more for experts and latent attention"},
    {"host", "Host time of the engine step", "scheduling, sampling and detokenization"},
    {"pp_exposed", "Transfers between stages", "one activation per boundary"},
    {"waiting", "Waiting before the prefill", "requests ahead on the replica, KV transfer between pools, the way to the server and back, the rest of a stream group"},
    {"prefill_interference", "Prompts merged into decode steps", "(C - 1)/out x (step with a prompt - step without)"},
}};

/// A part of a pass: its share per layer times the layers, so that the reader sees both.
void recordPassPart(std::string_view figure, const TimePart& part, double layers, DerivationLog& log)
{
    const auto text = std::find_if(partTexts.begin(), partTexts.end(), [&](const PartText& t) { return t.name == part.name; });
    const double seconds = part.time.inSeconds();
    log.add({.id = fmt::format("inference/{}/{}", figure, part.name),
             .name = text != partTexts.end() ? std::string{text->title} : part.name,
             .unit = "seconds",
             .value = seconds,
             .formula = "per_layer * layers",
             .terms = {{"per_layer", seconds / layers, "seconds", "on average over the model's layers", ""},
                       {"layers", layers, "", "layers of the model", ""}},
             .source = text != partTexts.end() ? std::string{text->source} : std::string{"simulation of the pipeline"},
             .validity = "",
             .guess = false});
}

/// Decode all-reduces move tens of kilobytes, so that their start-up counts, not their bytes: both are shown.
void recordDecodeAllReduces(const InferenceResult& r, const ServingContext& c, const TimePart& part, DerivationLog& log)
{
    double calls = 0;
    for (const std::uint8_t kind : c.inputs.model.pattern)
        calls += servingAllReduces(c, c.inputs.model.kinds[kind]);
    const double microbatches = std::clamp(std::floor(r.residentPerReplica), 1.0, static_cast<double>(c.plan.layout.stages));
    const double kib = r.residentPerReplica / microbatches * c.inputs.model.hidden * 2.0 / 1024.0;
    const double start = servingAllReduceSeconds(c, 1.0);
    log.add({.id = "inference/tpot/tp_exposed",
             .name = "Tensor-parallel all-reduces of a token",
             .unit = "seconds",
             .value = part.time.inSeconds(),
             .formula = "calls * (start + transfer)",
             .terms = {{"calls", calls, "", "one after the other: two a layer, one for parallel blocks", ""},
                       {"start", start, "seconds", "however small the message", ""},
                       {"transfer", part.time.inSeconds() / calls - start, "seconds", fmt::format("more for {:.4g} KiB a rank", kib), ""}},
             .source = "Shoeybi et al. 2019, arXiv 1909.08053; the engine's one-shot kernel or the library's ring",
             .validity = "within a node for the one-shot kernel",
             .guess = false});
}

/// A figure that is the sum of its breakdown; every entry gets a derivation of its own.
template <class RecordPart> void recordSum(std::string_view id, std::string_view name, const std::vector<TimePart>& parts,
                                           const RecordPart& recordPart, DerivationLog& log)
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
        recordPart(part);
        d.formula += (d.terms.empty() ? "" : ", ") + part.name;
        d.terms.push_back({part.name, part.time.inSeconds(), "seconds", "", fmt::format("inference/{}/{}", id, part.name)});
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
    const double layers = std::max(1, c.inputs.model.layers());
    recordSum(
        "ttft", "Time to first token", r.report.prefillBreakdown, [&](const TimePart& part) { recordPassPart("ttft", part, layers, log); },
        log);
    const auto recordDecode = [&](const TimePart& part) {
        if (part.name == "tp_exposed" && part.time > Seconds{})
            recordDecodeAllReduces(r, c, part, log);
        else
            recordPassPart("tpot", part, layers, log);
    };
    recordSum("tpot", "Time per output token", r.report.decodeBreakdown, recordDecode, log);
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
