// SPDX-License-Identifier: GPL-3.0-or-later
// What users of a serving engine see: time to first token, time per output token, throughput at a concurrency, from passes of the engine.
// Internal to core/evaluate.
#pragma once

#include "cost/memory.h"
#include "evaluate/evaluation.h"
#include "evaluate/serving_pass.h"
#include "schedule/schedule.h"

namespace shardscape {

/// One pass of a batch through the whole pipeline.
struct PipelinePass {
    PassTime sum;            ///< over all chunks, with one host time
    double slowestStage = 0; ///< seconds of the slowest stage with its host time
    double sends = 0;        ///< all transfers between stages
    [[nodiscard]] double latency() const { return sum.total() + sends; }
};

/// \param running sequences the host looks after in this step, over all micro-batches
[[nodiscard]] PipelinePass pipelinePass(const ServingContext& context, const PassLoad& load, double running);

/// Prefill of one prompt, whole or in chunks. \param cached tokens of its prefix that need no work
[[nodiscard]] PipelinePass prefillPass(const ServingContext& context, double cachedTokens);

/// One decode step of `sequences` running requests at mean context, grouped into as many micro-batches as stages allow; the time until each
/// of them has one more token. \param promptTokens of prompts merged into the step, over all its micro-batches
struct DecodeStep {
    PipelinePass microbatch; ///< of one micro-batch
    double microbatches = 1;
    double sequences = 0;
    double cycleSeconds = 0; ///< max(latency of a micro-batch, microbatches x slowest stage)
};
[[nodiscard]] DecodeStep decodeStep(const ServingContext& context, double sequences, double promptTokens);

struct InferenceResult {
    InferenceReport report;
    PipelineReport pipeline;
    Timeline timeline;
    double residentPerReplica = 1; ///< requests that run at once on the busiest replica
    double queuedPerReplica = 0;   ///< requests beyond the KV room
    double replicas = 1;
    double freshTokens = 1; ///< tokens of a prompt beyond its cached prefix
};

/// Definitions: TTFT is of a request that finds C - 1 others on its replica, t_prefill (1 + (C-1)/20) + t_decode (burst of ten requests per
/// slot, as serving benchmarks send them) + the time of a request outside the engine + (stream interval - 1) TPOT; TPOT = t_decode + (C-1)/out (t(prompt merged into a step) - t_decode); throughput is that of
/// the steady state in which every step carries the prompts that replace finished requests.
[[nodiscard]] Result<InferenceResult> servingFigures(const ServingContext& context, const InferenceMemory& memory);

/// True where the matrix products of a steady step, with the prompts that ride in it, take longer than reading their weights.
[[nodiscard]] bool productsBoundStep(const ServingContext& context, const InferenceResult& result);

/// servingFigures() with the pipeline's first wave of prompts, and the derivations when `log` is not null.
[[nodiscard]] Result<InferenceResult> simulateInference(const ServingContext& context, const InferenceMemory& memory, DerivationLog* log);

void recordInference(const InferenceResult& result, const ServingContext& context, const InferenceMemory& memory, DerivationLog& log);

/// Output tokens per second of one replica when requests are always waiting: resident sequences by KV room, merged steps of at most
/// `stepTokens`.
[[nodiscard]] double maximumThroughput(const ServingContext& context, double residentSequences, double stepTokens);

} // namespace shardscape
