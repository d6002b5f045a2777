// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/inference_weights.h"
#include "cost/kv_cache.h"
#include "cost/memory.h"
#include "cost/memory_buffers.h"
#include "cost/memory_derivation.h"
#include "cost/parameters_derivation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace shardscape {
namespace {

/// What one stage of a serving replica needs, and what it could hold.
struct ServingStage {
    ShardedParameters parameters;
    double tokensPerPass = 0;
    double workingPerToken = 0;
    double logitBytes = 0;
    KvDemand demand;
    double requestTokens = 0; ///< tokens of a request as the cache counts them, in whole pages
    double room = 0;
    double fitting = 0; ///< requests per replica
    std::vector<MemoryItem> overhead;
    StageMemory memory;
};

struct Serving {
    const Plan& plan;
    const Inputs& inputs;
    const InferenceWorkload& workload;
    KvSetting kv;
    WeightRecipe recipe;
    double requests; ///< of one replica

    [[nodiscard]] double budget() const { return workload.memoryFraction * inputs.cluster.accelerator.memory.inBytes(); }

    /// Bytes left for the cache. vLLM and SGLang give a share of the GPU's total memory to everything, TensorRT-LLM a share of what is
    /// free after the engine is loaded. Sources: vLLM gpu_memory_utilization, SGLang mem_fraction_static (activations come out of the
    /// rest), TensorRT-LLM free_gpu_memory_fraction.
    [[nodiscard]] double room(const StageMemory& memory) const
    {
        const double weights = memory[MemoryPart::Weights].inBytes();
        const double activations = memory[MemoryPart::Activations].inBytes();
        const double overhead = memory[MemoryPart::Overhead].inBytes();
        switch (servingEngine(inputs.software)) {
        case ServingEngine::Vllm: return budget() - weights - activations - overhead;
        case ServingEngine::SgLang: return budget() - weights;
        case ServingEngine::TensorRtLlm:
            return workload.memoryFraction * (inputs.cluster.accelerator.memory.inBytes() - weights - activations - overhead);
        }
        return 0.0;
    }

    [[nodiscard]] ServingStage stage(int index) const
    {
        ServingStage stage;
        stage.parameters = stageParameters(plan, inputs.model, index, {.predictionModules = false});
        stage.tokensPerPass = passTokens(plan, workload);
        stage.workingPerToken = forwardWorkingBytes(inputs.model, plan);
        if (plan.layout.at(index, plan.layout.chunks - 1).head)
            stage.logitBytes = requests * 6.0 * std::ceil(static_cast<double>(inputs.model.vocabulary) / plan.parallelism.tp);
        stage.demand = kvDemand(plan, inputs.model, index, workload, kv);
        const double tokens = static_cast<double>(workload.promptTokens) + workload.outputTokens;
        stage.requestTokens = std::ceil(tokens / kv.page) * kv.page;
        stage.overhead = inferenceOverhead(plan, inputs);
        StageMemory& memory = stage.memory;
        memory[MemoryPart::Weights] = Bytes::fromBytes(weightBytes(stage.parameters, recipe));
        memory[MemoryPart::Activations] = Bytes::fromBytes(stage.tokensPerPass * stage.workingPerToken + stage.logitBytes);
        for (const MemoryItem& item : stage.overhead)
            memory[MemoryPart::Overhead] += Bytes::fromBytes(item.bytes);
        memory[MemoryPart::KvCache] = Bytes::fromBytes(stage.demand.bytes(requests));
        stage.room = std::max(0.0, room(memory));
        stage.fitting = stage.demand.fitting(stage.room);
        return stage;
    }
};

/// What one request keeps on a rank of the stage, by layer kind, and how much of it is its own.
void recordRequest(int index, const ServingStage& s, const Serving& serving, DerivationLog& log)
{
    const TransformerSpec& model = serving.inputs.model;
    const double tokens = static_cast<double>(serving.workload.promptTokens) + serving.workload.outputTokens;
    Derivation own{.id = stageId(index, "kv_cache/request"),
                   .name = fmt::format("KV cache of a request on stage {}", index),
                   .unit = "bytes",
                   .value = s.demand.own,
                   .formula = "max(0, ",
                   .source =
                       "keys and values of Ainslie et al. 2023, latents of DeepSeek-V2 section 2.1.3, per layer as cost/kv_cache.h says",
                   .validity = "whole pages; windows cut where the engine cuts them"};
    for (std::size_t kind = 0; kind < model.kinds.size(); ++kind) {
        int layers = 0;
        for (int c = 0; c < serving.plan.layout.chunks; ++c) {
            const StageChunk& chunk = serving.plan.layout.at(index, c);
            for (int layer = chunk.firstLayer; layer < chunk.firstLayer + chunk.layers; ++layer)
                layers += model.pattern[static_cast<std::size_t>(layer)] == static_cast<int>(kind) ? 1 : 0;
        }
        if (layers == 0)
            continue;
        const AttentionSpec& attention = model.kinds[kind].attention;
        own.formula += fmt::format("layers_{0} * kind_{0} + ", kind);
        own.terms.push_back({fmt::format("layers_{}", kind), static_cast<double>(layers), "", "layers of this kind on the stage", {}});
        own.terms.push_back({fmt::format("kind_{}", kind),
                             kvLayerBytes(attention, tokens, serving.kv),
                             "bytes",
                             fmt::format("in one of them: {:.6g} bytes a token and rank, pages of {} tokens",
                                         kvBytesPerToken(attention, serving.kv), serving.kv.page),
                             {}});
    }
    own.formula += "0 - shared)";
    own.terms.push_back({"shared", s.demand.shared, "bytes", "whole pages of the prefix, kept once for all that begin with it", {}});
    log.add(std::move(own));
}

void recordStage(int index, const ServingStage& s, const Serving& serving, DerivationLog& log)
{
    recordRankParameters(serving.plan, serving.inputs.model, index, {.predictionModules = false}, log);
    log.add({.id = stageId(index, "weights"),
             .name = fmt::format("Weights of stage {}", index),
             .unit = "bytes",
             .value = s.memory[MemoryPart::Weights].inBytes(),
             .formula = "matrices * matrix_bytes + experts * expert_bytes + others * other_bytes",
             .terms = {{"matrices", s.parameters.matrices + s.parameters.replicated, "",
                        "GEMM weights of attention, dense and shared parts on a rank", parametersId(index, "matrices")},
                       {"matrix_bytes", serving.recipe.attentionBytes, "", "bytes of a weight with its share of scales", {}},
                       {"experts", s.parameters.experts, "", "routed experts' weights on a rank", parametersId(index, "experts")},
                       {"expert_bytes", serving.recipe.expertBytes, "", "bytes of a weight with its share of scales", {}},
                       {"others", s.parameters.vectors + s.parameters.embedding + s.parameters.head, "",
                        "embedding, head, norms and biases on a rank", parametersId(index, "others")},
                       {"other_bytes", serving.recipe.otherBytes, "", "these stay in high precision", {}}},
             .source = "parameters of the rank times the checkpoint's number format",
             .validity = "exact up to padding"});
    log.add({.id = stageId(index, "activations"),
             .name = fmt::format("Working memory of stage {}", index),
             .unit = "bytes",
             .value = s.memory[MemoryPart::Activations].inBytes(),
             .formula = "tokens * working + logits",
             .terms = {{"tokens", s.tokensPerPass, "tokens", "largest pass: a chunk of prefill, or one token a request", {}},
                       {"working", s.workingPerToken, "bytes", "residual stream, normed input and the widest intermediate, per token", {}},
                       {"logits", s.logitBytes, "bytes", "16-bit and fp32 logits of the requests on the last stage", {}}},
             .source = "assumption: engines reuse buffers between layers, so one layer's tensors are alive",
             .validity = "engines fuse differently; profiled runs lie within tens of per cent",
             .guess = true});
    recordRequest(index, s, serving, log);
    log.add({.id = stageId(index, "kv_cache"),
             .name = fmt::format("KV cache of stage {}", index),
             .unit = "bytes",
             .value = s.memory[MemoryPart::KvCache].inBytes(),
             .formula = "requests * own + min(requests, prefixes) * shared",
             .terms = {{"requests", serving.requests, "", "requests of one replica at the workload's concurrency", {}},
                       {"own", s.demand.own, "bytes", "pages and states of one request beyond the shared prefix",
                        stageId(index, "kv_cache/request")},
                       {"prefixes", static_cast<double>(s.demand.prefixes), "", "distinct shared prefixes", {}},
                       {"shared", s.demand.shared, "bytes", "whole pages of one shared prefix", {}}},
             .source = "Kwon et al. 2023 (vLLM, arXiv 2309.06180); per layer as cost/kv_cache.h says",
             .validity = "all requests at their full length"});
    recordItems(stageId(index, "overhead"), fmt::format("Overhead of stage {}", index), s.overhead, log);
    recordTotal(index, s.memory, log);
}

void recordCapacity(const InferenceMemory& memory, const StageRoom& limiting, int replicas, DerivationLog& log)
{
    log.add({.id = "memory/kv/tokens",
             .name = "KV cache capacity of a replica",
             .unit = "tokens",
             .value = memory.kv.tokens,
             .formula = "floor(room / bytes_per_token / page) * page",
             .terms = {{"room", limiting.kv.roomPerRank.inBytes(), "bytes", "left for the cache on the stage that limits", {}},
                       {"bytes_per_token",
                        memory.kv.bytesPerTokenPerRank.inBytes(),
                        "bytes",
                        "at the workload's request length, on that stage's rank",
                        {}},
                       {"page", static_cast<double>(limiting.page), "tokens", "tokens of a page", {}}},
             .source = "vLLM, SGLang: share of total memory; TensorRT-LLM: share of free memory",
             .validity = "windows and constant states make it depend on the request length"});
    log.add({.id = "memory/kv/max_concurrency",
             .name = "Requests that fit",
             .unit = "",
             .value = memory.maxConcurrency,
             .formula = "replicas * requests",
             .terms = {{"replicas", static_cast<double>(replicas), "", "data-parallel replicas", {}},
                       {"requests", limiting.requests, "", "requests of prompt + output tokens that fit into one replica", {}}},
             .source = "room of the limiting stage over the bytes of a request",
             .validity = "all requests at their full length"});
}

StageRoom roomOf(const ServingStage& stage, int page)
{
    StageRoom room{.kv = {}, .page = page, .requests = std::numeric_limits<double>::infinity()};
    if (stage.demand.own + stage.demand.shared <= 0.0)
        return room;
    const double perToken = (stage.demand.own + stage.demand.shared) / stage.requestTokens;
    room.kv.bytesPerTokenPerRank = Bytes::fromBytes(perToken);
    room.kv.roomPerRank = Bytes::fromBytes(stage.room);
    room.kv.tokens = std::floor(stage.room / perToken / page) * page;
    room.requests = stage.fitting;
    return room;
}

} // namespace

void limitCache(InferenceMemory& memory, const std::vector<StageRoom>& rooms, int replicas, DerivationLog* log)
{
    const auto limiting =
        std::min_element(rooms.begin(), rooms.end(), [](const StageRoom& a, const StageRoom& b) { return a.requests < b.requests; });
    if (limiting == rooms.end() || std::isinf(limiting->requests))
        return; // no layer caches anything: the cache sets no limit, and none is claimed
    memory.kv = limiting->kv;
    memory.maxConcurrency = replicas * limiting->requests;
    if (log != nullptr)
        recordCapacity(memory, *limiting, replicas, *log);
}

InferenceMemory inferenceMemory(const Plan& plan, const Inputs& inputs, const InferenceWorkload& workload, DerivationLog* log)
{
    const Serving serving{.plan = plan,
                          .inputs = inputs,
                          .workload = workload,
                          .kv = kvSetting(plan, inputs.software, workload.kvDtype),
                          .recipe = weightRecipe(inputs.model, workload.weightDtype),
                          .requests = std::ceil(static_cast<double>(workload.concurrency) / plan.parallelism.dp)};
    InferenceMemory result;
    for (int stage = 0; stage < plan.layout.stages; ++stage) {
        const ServingStage here = serving.stage(stage);
        result.stages.push_back(here.memory);
        result.rooms.push_back(roomOf(here, serving.kv.page));
        if (log != nullptr)
            recordStage(stage, here, serving, *log);
    }
    limitCache(result, result.rooms, plan.parallelism.dp, log);
    return result;
}

} // namespace shardscape
