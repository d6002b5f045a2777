// SPDX-License-Identifier: GPL-3.0-or-later
// Activations: what each layer keeps from its forward pass until its backward pass, as an explicit list of tensors with their bytes per
// token, the axis that divides them and the recompute settings under which they are kept. The memory view lists them, tests walk them.
// Pure functions of values, for any thread.
#pragma once

#include "cost/model_state.h"
#include "plan/plan.h"

#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

/// The axis of parallelism that divides a saved tensor. Context parallelism divides every tensor and is part of the token count.
enum class ActivationSplit : unsigned char {
    Sequence, ///< tokens over tp, with sequence parallelism only; else every tp rank keeps it whole
    Gathered, ///< input of a column-parallel layer: as Sequence, but whole where the framework saves it gathered
    Tensor,   ///< heads or columns over tp
    KeyValue, ///< KV heads over min(tp, KV heads)
    Expert,   ///< routed copies: tokens over tp with sequence parallelism, gathered over etp where the experts' input is whole
};

/// How a layer's activations are kept. PerOperator is what torch's selective checkpointing of matrix products keeps (FSDP2 software).
enum class KeepMode : unsigned char { Everything, Selective, PerOperator, LayerInput };

/// What a layer keeps under each mode, as the bits 1 << KeepMode.
using KeepSet = unsigned;
[[nodiscard]] constexpr KeepSet keepIn(KeepMode mode) { return 1u << static_cast<unsigned>(mode); }

/// One tensor that autograd saves.
struct SavedTensor {
    std::string_view name;    ///< for a person: "queries"
    std::string_view symbol;  ///< identifier in formulas: "queries"
    double coefficient = 0;   ///< bytes per element of `width`
    std::string_view width;   ///< elements per token in the symbols of formulas (h, h_q, h_k, f, K, E, ...), such as "h_q"
    double bytesPerToken = 0; ///< coefficient times the value of `width`: bytes per token before division
    ActivationSplit split = ActivationSplit::Sequence;
    double ways = 1.0; ///< by how much the split divides it on this plan (below 1 where etp gathers)
    KeepSet keep = 0;

    [[nodiscard]] bool keptUnder(KeepMode mode) const { return (keep & keepIn(mode)) != 0; }
    [[nodiscard]] double perRank() const { return bytesPerToken / ways; }
    [[nodiscard]] std::string formula() const; ///< bytes per token before division, such as "2 * h_q"
};

/// Everything besides the layer that decides what is saved.
struct ActivationSetting {
    int tp = 1;
    int etp = 1;
    bool sequenceParallel = true;
    double sequence = 0;      ///< tokens of a whole sequence s, for the attention matrix
    double tokensPerRank = 0; ///< micro-batch tokens of one context-parallel rank: b s / cp
    AttentionImplementation attention = AttentionImplementation::Flash;
    double elementBytes = 2;   ///< of an activation
    double gemmInputBytes = 2; ///< of a saved GEMM input: less under fp8 recipes that keep the quantized copy
    double dropout = 0;
    bool gathersInputs = false; ///< inputs of column-parallel layers are saved as gathered, not as each rank's share of tokens (torch)
    double imbalance = 1;       ///< max over mean routed tokens of a rank
    bool probabilityBeforeExperts = true; ///< router weights are applied before the second expert GEMM, so its output need not be kept

    /// Ways in which sequence parallelism divides tokens.
    [[nodiscard]] double sequenceWays() const { return sequenceParallel ? tp : 1; }
};

/// The setting of a plan's training workload.
[[nodiscard]] ActivationSetting activationSetting(const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload);

/// All tensors one layer saves, in the order of the forward pass.
/// Dense GPT: Korthikanti et al. 2022 (arXiv 2205.05198) section 4, equations 1 to 4. Flash attention keeps Q, K, V, output and the fp32
/// log-sum-exp (Dao 2022, arXiv 2205.14135). MLA: DeepSeek-V2 (arXiv 2405.04434). Routed experts: Megatron-Core all-to-all dispatcher.
[[nodiscard]] std::vector<SavedTensor> savedTensors(const TransformerSpec& model, const LayerSpec& layer, const ActivationSetting& setting);

/// Bytes of a list kept under a mode for one micro-batch on one rank.
[[nodiscard]] double keptBytes(const std::vector<SavedTensor>& tensors, KeepMode mode, double tokensPerRank);

/// How layer `position` (counted from the first layer of its stage) is kept.
[[nodiscard]] KeepMode keepMode(const Recompute& recompute, TrainingFramework framework, int position);

/// Bytes of one layer's backward pass beside what was saved: the input gathered again under sequence parallelism, the gradients of the
/// widest intermediate and of the output. Lifetime: one layer. Korthikanti et al. 2022 leave it out; Megatron allocates it.
[[nodiscard]] double backwardWorkingBytes(const TransformerSpec& model, const LayerSpec& layer, const ActivationSetting& setting);

/// What the first chunk keeps beside its layers: dropout mask of the embedding, input of an embedding norm. Per micro-batch and rank.
[[nodiscard]] std::vector<SavedTensor> embeddingTensors(const TransformerSpec& model, const ActivationSetting& setting);

/// What the last chunk keeps beside its layers: input and output of the final norm. Logits are counted by `lossBytesPerLogit`.
[[nodiscard]] std::vector<SavedTensor> headTensors(const TransformerSpec& model, const ActivationSetting& setting);

/// What a multi-token-prediction module keeps beside its layer: both inputs of its norms, the input of its projection, its final norm.
[[nodiscard]] std::vector<SavedTensor> mtpTensors(const TransformerSpec& model, const ActivationSetting& setting);

/// Bytes per logit that are alive at the loss: 16-bit logits and an fp32 copy in which the fused, vocabulary-parallel loss works (6,
/// Megatron), fp32 log-probabilities and two fp32 gradients of the eager torch loss (12, FSDP2 of 2024; 16 in its
/// vocabulary-parallel form, torch.distributed.tensor loss_parallel), or logits and their gradient in
/// 16 bits where the loss is compiled (4, FSDP2 since 2025).
/// The software constant "loss_bytes_per_logit" overrides it.
[[nodiscard]] double lossBytesPerLogit(const SoftwareSpec& software, int tp);

} // namespace shardscape
