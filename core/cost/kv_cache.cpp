// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/kv_cache.h"

#include <algorithm>
#include <cmath>

namespace shardscape {
namespace {

constexpr double stateBytes = 4.0; ///< recurrent states are kept in fp32
constexpr double convolutionBytes = 2.0;
constexpr int windowCutYear = 2025; ///< hybrid cache managers of vLLM 0.10, TensorRT-LLM 1.0

bool startsWith(const std::string& text, const char* prefix) { return text.rfind(prefix, 0) == 0; }

double roundUp(double tokens, int page) { return std::ceil(tokens / page) * page; }

/// Tokens a layer keeps of a context.
double keptTokens(const AttentionSpec& attention, double tokens, const KvSetting& setting)
{
    if (!setting.windowsCut)
        return tokens;
    if (attention.slidingWindow > 0)
        tokens = std::min(tokens, static_cast<double>(attention.slidingWindow));
    if (attention.chunkTokens > 0)
        tokens = std::min(tokens, static_cast<double>(attention.chunkTokens));
    return tokens;
}

/// Constant states of one request on a stage's rank.
double stageStates(const Plan& plan, const TransformerSpec& model, int stage, const KvSetting& setting)
{
    double sum = 0.0;
    for (int c = 0; c < plan.layout.chunks; ++c) {
        const StageChunk& chunk = plan.layout.at(stage, c);
        for (int i = 0; i < chunk.layers; ++i)
            sum += kvStateBytes(model.layer(chunk.firstLayer + i).attention, setting);
    }
    return sum;
}

} // namespace

ServingEngine servingEngine(const SoftwareSpec& software)
{
    if (startsWith(software.id, "trtllm"))
        return ServingEngine::TensorRtLlm;
    if (startsWith(software.id, "sglang"))
        return ServingEngine::SgLang;
    return ServingEngine::Vllm;
}

int pageTokens(const SoftwareSpec& software)
{
    switch (servingEngine(software)) {
    case ServingEngine::Vllm: return 16;
    case ServingEngine::TensorRtLlm: return startsWith(software.id, "trtllm-0") ? 64 : 32;
    case ServingEngine::SgLang: return 1;
    }
    return 1;
}

KvSetting kvSetting(const Plan& plan, const SoftwareSpec& software, DataType kvDtype)
{
    // 8-bit caches carry one scale per tensor or head, which is nothing per token.
    const bool eightBit = kvDtype == DataType::Fp8 || kvDtype == DataType::Int8;
    return {.tp = plan.parallelism.tp,
            .cp = plan.parallelism.cp,
            .elementBytes = eightBit ? 1.0 : bytesPerElement(kvDtype),
            .page = pageTokens(software),
            .windowsCut = software.year == 0 || software.year >= windowCutYear};
}

double kvBytesPerToken(const AttentionSpec& attention, const KvSetting& setting)
{
    switch (attention.kind) {
    case AttentionKind::Grouped: {
        const double heads = std::ceil(static_cast<double>(attention.kvHeads) / setting.tp);
        return setting.elementBytes * heads * (static_cast<double>(attention.headDim) + attention.valueHeadDim);
    }
    case AttentionKind::Latent: {
        const double index = attention.indexHeads > 0 ? attention.indexHeadDim + 4.0 : 0.0;
        return setting.elementBytes * (static_cast<double>(attention.kvLoraRank) + attention.ropeHeadDim) + index;
    }
    case AttentionKind::GatedDelta:
    case AttentionKind::Lightning:
    case AttentionKind::Mamba2:
    case AttentionKind::None: return 0.0;
    }
    return 0.0;
}

double kvStateBytes(const AttentionSpec& attention, const KvSetting& setting)
{
    const double history = std::max(0, attention.convKernel - 1);
    switch (attention.kind) {
    case AttentionKind::Grouped:
    case AttentionKind::Latent:
    case AttentionKind::None: return 0.0;
    case AttentionKind::GatedDelta:
    case AttentionKind::Lightning: {
        const double keys = static_cast<double>(attention.linearKeyHeads) * attention.linearKeyHeadDim;
        const double values = static_cast<double>(attention.linearValueHeads) * attention.linearValueHeadDim;
        return (stateBytes * values * attention.linearKeyHeadDim + convolutionBytes * history * (2.0 * keys + values)) / setting.tp;
    }
    case AttentionKind::Mamba2: {
        const double convolved = attention.innerWidth + 2.0 * attention.stateGroups * attention.stateSize;
        return (stateBytes * attention.innerWidth * attention.stateSize + convolutionBytes * history * convolved) / setting.tp;
    }
    }
    return 0.0;
}

double kvLayerBytes(const AttentionSpec& attention, double tokens, const KvSetting& setting)
{
    if (tokens <= 0.0)
        return 0.0;
    const double here = std::ceil(keptTokens(attention, tokens, setting) / setting.cp);
    return roundUp(here, setting.page) * kvBytesPerToken(attention, setting) + kvStateBytes(attention, setting);
}

double kvStageBytes(const Plan& plan, const TransformerSpec& model, int stage, double tokens, const KvSetting& setting)
{
    double sum = 0.0;
    for (int c = 0; c < plan.layout.chunks; ++c) {
        const StageChunk& chunk = plan.layout.at(stage, c);
        for (int i = 0; i < chunk.layers; ++i)
            sum += kvLayerBytes(model.layer(chunk.firstLayer + i).attention, tokens, setting);
    }
    return sum;
}

double KvDemand::bytes(double requests) const { return requests * own + std::min(requests, static_cast<double>(prefixes)) * shared; }

double KvDemand::fitting(double room) const
{
    if (room <= 0.0 || own + shared <= 0.0)
        return 0.0;
    // Up to `prefixes` requests each bring a prefix of their own; later ones find theirs in the cache.
    const double first = std::floor(room / (own + (prefixes > 0 ? shared : 0.0)));
    if (prefixes == 0 || first < prefixes || own <= 0.0)
        return first;
    return std::floor((room - prefixes * shared) / own);
}

KvDemand kvDemand(const Plan& plan, const TransformerSpec& model, int stage, const InferenceWorkload& workload, const KvSetting& setting)
{
    const double tokens = static_cast<double>(workload.promptTokens) + workload.outputTokens;
    const double request = kvStageBytes(plan, model, stage, tokens, setting);
    KvDemand demand{.own = request};
    if (workload.distinctPrefixes < 1 || workload.prefixTokens < setting.page)
        return demand;
    // Whole pages of the prefix are shared; constant states belong to the request.
    const double prefix = std::floor(static_cast<double>(workload.prefixTokens) / setting.page) * setting.page;
    demand.prefixes = workload.distinctPrefixes;
    demand.shared = kvStageBytes(plan, model, stage, prefix, setting) - stageStates(plan, model, stage, setting);
    demand.own = std::max(0.0, request - demand.shared);
    return demand;
}

} // namespace shardscape
