// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes a training recipe keeps for each parameter: compute weights, gradients, master weights and optimizer moments, and over how many
// ranks each is sharded. One recipe follows from precision, optimizer, gradient dtype, ZeRO stage and software generation.
// Pure functions of values, for any thread.
#pragma once

#include "plan/plan.h"

#include <string>

namespace shardscape {

/// Which family of training framework keeps the states; it decides what ZeRO-3 stores and how the vocabulary is padded.
enum class TrainingFramework : unsigned char { Megatron, DeepSpeed, Fsdp2 };

/// From the software generation's id ("fsdp2-...", "deepspeed-..."; everything else counts as Megatron).
[[nodiscard]] TrainingFramework trainingFramework(const SoftwareSpec& software);

/// Vocabulary rows are padded to a multiple of this times tp. Megatron pads to 128 * tp, FSDP2 does not pad.
[[nodiscard]] int trainingVocabularyMultiple(const SoftwareSpec& software);

/// Bytes per parameter before data-parallel sharding. "Matrix" is a GEMM weight of a layer, "other" embedding, head, norms and biases.
struct StateRecipe {
    double matrixBytes = 2;
    double otherBytes = 2;
    double gradientBytes = 4;
    double optimizerMatrixBytes = 12; ///< master weights and moments
    double optimizerOtherBytes = 12;
    /// Bytes of a gathered weight in the forward pass, for ZeRO-3's live layers.
    double computeBytes = 2;
    std::string text;   ///< such as "bf16 weights 2 + fp32 gradients 4 + fp32 master 4 + Adam 8"
    std::string source; ///< where the bytes are documented
};

/// Sources: Megatron-LM docs/source/api-guide/dist_optimizer.md (18 / 6 + 12/d, fp16 20 / 4 + 16/d, fp32 16 / 8 + 8/d) and
/// optimizer_config.py (precision-aware Adam); DeepSpeed runtime/bf16_optimizer.py (20 with fp32 accumulation); Rajbhandari et al. 2020
/// (arXiv 1910.02054) section 3.1 (16); Dettmers et al. 2022 (arXiv 2110.02861) for 8-bit Adam with blocks of 256; Shazeer and Stern 2018
/// (arXiv 1804.04235) for Adafactor; Jordan 2024 for Muon, with Adam on embedding, head and vectors; Transformer Engine for fp8 weights
/// (row- and column-wise copies).
[[nodiscard]] StateRecipe stateRecipe(const TrainingWorkload& workload, const SoftwareSpec& software, int zeroStage, int hidden);

/// Ranks over which each kind of state of dense and of expert parameters is sharded; 1 = whole on every rank.
struct StateShards {
    int weights = 1;
    int gradients = 1;
    int optimizer = 1;
    int expertWeights = 1;
    int expertGradients = 1;
    int expertOptimizer = 1;
};

/// ZeRO-1 shards the optimizer, 2 also the gradients, 3 also the weights: dense parameters over dp x cp, experts over the expert-data
/// group; HSDP over its shard group. Rajbhandari et al. 2020 section 5; Megatron-Core for the expert-data group.
[[nodiscard]] StateShards stateShards(const Plan& plan);

} // namespace shardscape
