// SPDX-License-Identifier: GPL-3.0-or-later
// The KV cache: bytes a request holds on one rank, by layer kind, with pages, windows and constant states; and how a serving engine
// decides how much memory the cache may take. Pure functions of values, for any thread.
#pragma once

#include "plan/plan.h"

namespace shardscape {

/// Engines differ in page size and in the way memory is given to the cache.
enum class ServingEngine : unsigned char { Vllm, TensorRtLlm, SgLang };

/// From the software generation's id ("trtllm-...", "sglang-..."; everything else counts as vLLM).
[[nodiscard]] ServingEngine servingEngine(const SoftwareSpec& software);

/// Tokens of one page: vLLM block_size 16, TensorRT-LLM tokens_per_block 64 before 1.0 and 32 since, SGLang page_size 1.
[[nodiscard]] int pageTokens(const SoftwareSpec& software);

struct KvSetting {
    int tp = 1;
    int cp = 1;
    double elementBytes = 2; ///< of a cached key or value
    int page = 1;            ///< tokens
    bool windowsCut = true;  ///< sliding and chunked layers keep their window only (vLLM since 0.10; earlier engines keep everything)
};

[[nodiscard]] KvSetting kvSetting(const Plan& plan, const SoftwareSpec& software, DataType kvDtype);

/// Bytes per token and rank that a layer adds to the cache; 0 for layers with a constant state.
/// MHA, GQA and MQA: 2 x KV heads x head size, divided by min(tp, KV heads) (Ainslie et al. 2023). MLA: the latent kv_r + d_r, whole on
/// every tp rank (DeepSeek-V2 section 2.1.3), with the indexer's fp8 key and scale where there is one (DeepSeek-V3.2).
[[nodiscard]] double kvBytesPerToken(const AttentionSpec& attention, const KvSetting& setting);

/// Bytes per request and rank of a layer's constant state: recurrent state in fp32 and the 16-bit input of its convolution.
[[nodiscard]] double kvStateBytes(const AttentionSpec& attention, const KvSetting& setting);

/// Bytes per rank that `tokens` of one request hold in a layer: rounded up to pages, capped by the layer's window, split over cp.
[[nodiscard]] double kvLayerBytes(const AttentionSpec& attention, double tokens, const KvSetting& setting);

/// The same over all layers of a pipeline stage.
[[nodiscard]] double kvStageBytes(const Plan& plan, const TransformerSpec& model, int stage, double tokens, const KvSetting& setting);

/// Requests that share prefixes: `own` bytes each, and `shared` bytes for each distinct prefix.
struct KvDemand {
    double own = 0;    ///< per request
    double shared = 0; ///< per distinct prefix in use
    int prefixes = 0;  ///< distinct prefixes; 0 = nothing is shared

    /// Bytes of `requests` requests spread evenly over the prefixes.
    [[nodiscard]] double bytes(double requests) const;
    /// Most whole requests that fit into `room` bytes; 0 when not one does.
    [[nodiscard]] double fitting(double room) const;
};

/// Demand of a workload's requests (prompt + output tokens, whole pages of the prefix shared) on a rank of a stage.
[[nodiscard]] KvDemand kvDemand(const Plan& plan, const TransformerSpec& model, int stage, const InferenceWorkload& workload,
                                const KvSetting& setting);

} // namespace shardscape
