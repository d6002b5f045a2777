// SPDX-License-Identifier: GPL-3.0-or-later
// How many parameters one rank of a pipeline stage keeps before data parallelism shards anything: what tensor and expert parallelism
// divide, what they replicate, and what sits on which stage. Counts only; bytes come from the recipe (cost/model_state.h).
// Pure functions of values, for any thread.
#pragma once

#include "plan/plan.h"

namespace shardscape {

/// Parameters of one rank by the way frameworks keep them. Counts as doubles, exact to 2^53 (fractions only where a width does not divide).
struct ShardedParameters {
    double matrices = 0;   ///< GEMM weights of attention, dense and shared feed-forward parts, divided by tp
    double replicated = 0; ///< GEMM weights that every tp rank keeps whole: MLA down-projections, routers
    double vectors = 0;    ///< norms, biases of row-parallel layers, sinks: whole on every tp rank
    double embedding = 0;  ///< input embedding (padded vocabulary / tp), learned positions, embedding norm
    double head = 0;       ///< output head (padded vocabulary / tp) and final norm; 0 on a stage that ties it to its own embedding
    double experts = 0;    ///< routed experts, divided by ep * etp

    /// All that is reduced and sharded over the dp x cp group.
    [[nodiscard]] double dense() const { return matrices + replicated + vectors + embedding + head; }
    [[nodiscard]] double total() const { return dense() + experts; }
    ShardedParameters& operator+=(const ShardedParameters& other);
};

/// The degrees that divide parameters, and the multiple to which the vocabulary is padded.
struct ParameterSplit {
    int tp = 1;
    int ep = 1;
    int etp = 1;
    /// Vocabulary rows are padded to a multiple of `vocabularyMultiple * tp`: 128 in Megatron (arguments.py,
    /// make_vocab_size_divisible_by), 1 where a framework does not pad.
    int vocabularyMultiple = 1;
};

/// The vocabulary rows that all ranks of a tensor-parallel group hold together.
[[nodiscard]] double paddedVocabulary(const TransformerSpec& model, const ParameterSplit& split);

/// One layer on the heaviest rank of its stage. K and V projections are divided by min(tp, KV heads) and replicated beyond that; experts
/// that do not divide evenly give the heaviest rank one more. Source: Shoeybi et al. 2019 (arXiv 1909.08053) section 3 for the dense
/// part; Megatron-Core moe/README for folded expert parallelism.
[[nodiscard]] ShardedParameters layerOnRank(const TransformerSpec& model, const LayerSpec& layer, const ParameterSplit& split);

/// A multi-token-prediction module on a rank: its layer, the 2h x h projection (column parallel) and its three norms (DeepSeek-V3 2.2).
[[nodiscard]] ShardedParameters mtpModuleOnRank(const TransformerSpec& model, const ParameterSplit& split);

/// One model chunk on a rank: its layers, and embedding, head and MTP modules where the chunk has them. `ownsEmbedding` says that the
/// rank holds the input embedding in this or another chunk, so that a tied head costs nothing; on another stage the tied matrix is
/// stored again, and so is the embedding that MTP modules read (Megatron-Core, get_mtp_embedding).
[[nodiscard]] ShardedParameters chunkOnRank(const TransformerSpec& model, const StageChunk& chunk, bool ownsEmbedding,
                                            const ParameterSplit& split);

struct StageParameterOptions {
    int vocabularyMultiple = 1;    ///< as ParameterSplit
    bool predictionModules = true; ///< count MTP modules; serving engines load them for speculative decoding only
};

/// All chunks of a stage, the mirrored copy of DualPipe included. \pre 0 <= stage < plan.layout.stages
[[nodiscard]] ShardedParameters stageParameters(const Plan& plan, const TransformerSpec& model, int stage,
                                                const StageParameterOptions& options);

/// True when some chunk of the stage holds the input embedding.
[[nodiscard]] bool stageOwnsEmbedding(const StageLayout& layout, int stage);

} // namespace shardscape
