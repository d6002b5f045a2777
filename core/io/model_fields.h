// SPDX-License-Identifier: GPL-3.0-or-later
// The members of a layer kind as they stand in JSON: one table for reading and writing, so that neither can forget one. Used by
// model_json.cpp and by nothing else.
#pragma once

#include "model/check_model.h"
#include "model/transformer.h"

#include <span>
#include <string_view>

namespace shardscape::modelfields {

/// A whole number. Required ones are always written; the others only when they differ from 0.
template <class Spec> struct IntField {
    std::string_view key;
    int Spec::*member;
    int max;
    bool required = true;
};

/// A switch, false unless written.
template <class Spec> struct BoolField {
    std::string_view key;
    bool Spec::*member;
};

using A = AttentionSpec;
using F = FeedForwardSpec;

inline constexpr IntField<A> grouped[] = {
    {"heads", &A::heads, maxHeads},
    {"kv_heads", &A::kvHeads, maxHeads},
    {"head_dim", &A::headDim, maxHeadDim},
    {"sliding_window", &A::slidingWindow, maxTokens, false},
    {"chunk_tokens", &A::chunkTokens, maxTokens, false},
};
inline constexpr BoolField<A> groupedSwitches[] = {
    {"query_key_value_bias", &A::queryKeyValueBias},
    {"output_bias", &A::outputBias},
    {"output_gate", &A::outputGate},
    {"sinks", &A::sinks},
};
inline constexpr IntField<A> latent[] = {
    {"heads", &A::heads, maxHeads},
    {"query_lora_rank", &A::queryLoraRank, maxHidden, false},
    {"kv_lora_rank", &A::kvLoraRank, maxHidden},
    {"nope_head_dim", &A::nopeHeadDim, maxHeadDim},
    {"rope_head_dim", &A::ropeHeadDim, maxHeadDim},
    {"value_head_dim", &A::valueHeadDim, maxHeadDim},
    {"index_heads", &A::indexHeads, maxHeads, false},
    {"index_head_dim", &A::indexHeadDim, maxHeadDim, false},
    {"index_top_k", &A::indexTopK, maxTokens, false},
};
inline constexpr BoolField<A> latentSwitches[] = {
    {"query_key_value_bias", &A::queryKeyValueBias},
    {"output_bias", &A::outputBias},
};
inline constexpr IntField<A> linear[] = {
    {"linear_key_heads", &A::linearKeyHeads, maxHeads},        {"linear_value_heads", &A::linearValueHeads, maxHeads},
    {"linear_key_head_dim", &A::linearKeyHeadDim, maxHeadDim}, {"linear_value_head_dim", &A::linearValueHeadDim, maxHeadDim},
    {"conv_kernel", &A::convKernel, maxHeadDim, false},
};
inline constexpr BoolField<A> linearSwitches[] = {{"conv_bias", &A::convBias}};
inline constexpr IntField<A> mamba[] = {
    {"inner_width", &A::innerWidth, maxWidth},
    {"state_size", &A::stateSize, maxHeadDim},
    {"conv_kernel", &A::convKernel, maxHeadDim},
    {"state_groups", &A::stateGroups, maxHeads, false},
    {"linear_value_heads", &A::linearValueHeads, maxHeads, false},
    {"time_step_rank", &A::timeStepRank, maxHidden, false},
};
inline constexpr BoolField<A> mambaSwitches[] = {
    {"query_key_value_bias", &A::queryKeyValueBias},
    {"output_bias", &A::outputBias},
    {"conv_bias", &A::convBias},
    {"state_norms", &A::stateNorms},
};

/// What an attention kind has.
struct AttentionFields {
    std::span<const IntField<A>> ints;
    std::span<const BoolField<A>> bools;
};

constexpr AttentionFields fieldsOf(AttentionKind kind)
{
    switch (kind) {
    case AttentionKind::Grouped: return {grouped, groupedSwitches};
    case AttentionKind::Latent: return {latent, latentSwitches};
    case AttentionKind::GatedDelta:
    case AttentionKind::Lightning: return {linear, linearSwitches};
    case AttentionKind::Mamba2: return {mamba, mambaSwitches};
    case AttentionKind::None: break;
    }
    return {};
}

inline constexpr IntField<F> dense[] = {{"width", &F::width, maxWidth, false}};
inline constexpr BoolField<F> denseSwitches[] = {{"bias", &F::bias}};
inline constexpr IntField<F> experts[] = {
    {"experts", &F::experts, maxExperts},
    {"top_k", &F::topK, maxExperts},
    {"expert_width", &F::expertWidth, maxWidth},
    {"shared_experts", &F::sharedExperts, maxExperts, false},
    {"shared_expert_width", &F::sharedExpertWidth, maxWidth, false},
    {"routing_groups", &F::routingGroups, maxExperts, false},
    {"routing_top_groups", &F::routingTopGroups, maxExperts, false},
};
inline constexpr BoolField<F> expertSwitches[] = {
    {"expert_bias", &F::expertBias},
    {"shared_expert_gate", &F::sharedExpertGate},
    {"router_bias", &F::routerBias},
    {"correction_bias", &F::correctionBias},
};

} // namespace shardscape::modelfields
