// SPDX-License-Identifier: GPL-3.0-or-later
// What is computed: the description of a language model as a pattern of layers, each with its attention and its feed-forward part.
// Every family the program knows (dense, mixture of experts, MLA, sliding window, linear attention, Mamba hybrids) is said in these
// values; nothing else in the program asks for a model's name. Plain values, safe to share between threads once made.
#pragma once

#include "units/enum_names.h"

#include <cstdint>
#include <string>
#include <vector>

namespace shardscape {

/// How a layer mixes tokens.
enum class AttentionKind : unsigned char {
    Grouped,    ///< softmax attention with kvHeads <= heads: MHA, GQA and MQA alike
    Latent,     ///< multi-head latent attention (MLA, DeepSeek-V2)
    GatedDelta, ///< gated delta rule linear attention (Qwen3-Next)
    Lightning,  ///< linear attention with a fixed-size state (MiniMax-01)
    Mamba2,     ///< Mamba (1 or 2) selective state space block
    None,       ///< the layer has a feed-forward part only
};

template <> struct EnumNames<AttentionKind> {
    static constexpr std::array<EnumName<AttentionKind>, 6> table{{{AttentionKind::Grouped, "grouped"},
                                                                   {AttentionKind::Latent, "latent"},
                                                                   {AttentionKind::GatedDelta, "gated-delta"},
                                                                   {AttentionKind::Lightning, "lightning"},
                                                                   {AttentionKind::Mamba2, "mamba2"},
                                                                   {AttentionKind::None, "none"}}};
};

/// Normalization applied to queries and keys.
enum class QkNorm : unsigned char {
    None,
    PerHead,  ///< one weight vector of headDim for Q and one for K (Qwen3, Gemma 3)
    FullWidth ///< over all heads: heads*headDim and kvHeads*headDim weights (OLMo 2, OLMoE)
};

template <> struct EnumNames<QkNorm> {
    static constexpr std::array<EnumName<QkNorm>, 3> table{
        {{QkNorm::None, "none"}, {QkNorm::PerHead, "per-head"}, {QkNorm::FullWidth, "full-width"}}};
};

struct AttentionSpec {
    AttentionKind kind = AttentionKind::Grouped;
    int heads = 0;         ///< query heads a
    int kvHeads = 0;       ///< key/value heads; equal to heads for MHA, 1 for MQA
    int headDim = 0;       ///< d of queries and keys; need not be hidden/heads
    int valueHeadDim = 0;  ///< d of values; equals headDim unless the family says otherwise (MLA, linear attention)
    int slidingWindow = 0; ///< tokens seen; 0 = all
    int chunkTokens = 0;   ///< chunked attention (Llama 4); 0 = not chunked
    bool queryKeyValueBias = false;
    bool outputBias = false;
    bool rotary = true;
    bool outputGate = false; ///< query projection doubled for an elementwise gate (Qwen3-Next)
    bool sinks = false;      ///< one learned sink logit per head (gpt-oss)
    QkNorm qkNorm = QkNorm::None;

    // Latent attention (MLA): ranks and the split of the head.
    int queryLoraRank = 0; ///< 0 = full-rank query projection (DeepSeek-V2-Lite)
    int kvLoraRank = 0;
    int nopeHeadDim = 0;
    int ropeHeadDim = 0;

    // Sparse selection of keys by a small indexer in front of MLA (DeepSeek-V3.2): its heads, their size, and the keys a query keeps.
    int indexHeads = 0; ///< 0 = no indexer
    int indexHeadDim = 0;
    int indexTopK = 0;

    // Linear attention and state-space layers. They leave heads, kvHeads, headDim and valueHeadDim at 0 and use these alone:
    // gated delta and lightning the linear* numbers, Mamba innerWidth and below (linearValueHeads = heads of Mamba-2).
    int linearKeyHeads = 0;
    int linearValueHeads = 0;
    int linearKeyHeadDim = 0;
    int linearValueHeadDim = 0;
    int convKernel = 0;
    int stateSize = 0;       ///< N of a state-space layer
    int innerWidth = 0;      ///< expanded width of a state-space layer
    int stateGroups = 0;     ///< B/C groups of Mamba-2; 0 for Mamba-1
    int timeStepRank = 0;    ///< dt rank of Mamba-1
    bool convBias = false;   ///< bias of the short convolution
    bool stateNorms = false; ///< norms on the time step, B and C (Jamba)

    bool operator==(const AttentionSpec&) const = default;
};

enum class Activation : unsigned char { Gelu, Relu, SquaredRelu, SwiGlu, GeGlu };

template <> struct EnumNames<Activation> {
    static constexpr std::array<EnumName<Activation>, 5> table{{{Activation::Gelu, "gelu"},
                                                                {Activation::Relu, "relu"},
                                                                {Activation::SquaredRelu, "squared-relu"},
                                                                {Activation::SwiGlu, "swiglu"},
                                                                {Activation::GeGlu, "geglu"}}};
};

/// Gated feed-forward parts have three matrices instead of two.
constexpr bool isGated(Activation activation) { return activation == Activation::SwiGlu || activation == Activation::GeGlu; }

struct FeedForwardSpec {
    Activation activation = Activation::SwiGlu;
    int width = 0;     ///< f of the dense part; 0 = the layer has none
    bool bias = false; ///< biases on the dense matrices

    // Mixture of experts; experts == 0 = none. A layer may have both parts (Arctic's dense residual).
    int experts = 0;
    int topK = 0;
    int expertWidth = 0;
    bool expertBias = false;
    int sharedExperts = 0;     ///< always-on experts
    int sharedExpertWidth = 0; ///< width of one shared expert
    bool sharedExpertGate = false;
    bool routerBias = false;     ///< a learned bias of the router's linear layer (gpt-oss)
    bool correctionBias = false; ///< a per-expert load-balancing bias (DeepSeek-V3)
    int routingGroups = 0;       ///< group-limited routing: number of groups; 0 = none
    int routingTopGroups = 0;    ///< groups a token may use

    [[nodiscard]] bool isMoe() const { return experts > 0; }
    bool operator==(const FeedForwardSpec&) const = default;
};

enum class NormKind : unsigned char { Rms, Layer, LayerNoWeight };

template <> struct EnumNames<NormKind> {
    static constexpr std::array<EnumName<NormKind>, 3> table{
        {{NormKind::Rms, "rms"}, {NormKind::Layer, "layer"}, {NormKind::LayerNoWeight, "layer-no-weight"}}};
};

/// One kind of layer. A model has a few kinds and a pattern that says which layer is which.
struct LayerSpec {
    AttentionSpec attention;
    FeedForwardSpec feedForward;
    int norms = 2;              ///< norms of width hidden: 1 (parallel block), 2, or 4 (Gemma 2/3)
    bool parallelBlock = false; ///< attention and feed-forward read the same input and are summed (Falcon, GPT-NeoX)

    bool operator==(const LayerSpec&) const = default;
};

/// A decoder-only language model. Shapes: hidden h, vocabulary V, layers L = pattern.size().
struct TransformerSpec {
    std::string id;     ///< preset id, or empty for an inline model
    std::string name;   ///< for a person
    std::string source; ///< where the values come from, with date
    int hidden = 0;
    int vocabulary = 0;
    bool tiedEmbeddings = false;
    int learnedPositions = 0;   ///< rows of a learned position table; 0 = none
    bool embeddingNorm = false; ///< a norm right after the embedding (BLOOM)
    bool headBias = false;
    NormKind norm = NormKind::Rms;
    bool normBias = false; ///< LayerNorm with bias: 2h weights instead of h
    double dropout = 0.0;  ///< used in training; 0 for all models since 2022
    int maxPositions = 0;  ///< longest sequence the checkpoint was made for; 0 = not stated
    std::vector<LayerSpec> kinds;
    std::vector<std::uint8_t> pattern; ///< pattern[i] = index into kinds of layer i
    int mtpLayers = 0;                 ///< multi-token-prediction modules (DeepSeek-V3, GLM-4.5)
    std::uint8_t mtpKind = 0;          ///< index into kinds of an MTP module's layer

    [[nodiscard]] int layers() const { return static_cast<int>(pattern.size()); }
    [[nodiscard]] const LayerSpec& layer(int index) const { return kinds[pattern[static_cast<std::size_t>(index)]]; }
    [[nodiscard]] bool hasExperts() const;
    bool operator==(const TransformerSpec&) const = default;
};

} // namespace shardscape
