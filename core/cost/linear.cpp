// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/linear.h"

#include <algorithm>

namespace shardscape {
namespace {

using enum LinearSplit;
using enum LinearPart;

Linear attentionMatrix(std::string_view name, LinearSplit split, double in, double out) { return {name, Attention, split, in, out, 0, 1}; }

void addGrouped(const AttentionSpec& a, double hidden, std::vector<Linear>& list)
{
    const double queries = static_cast<double>(a.heads) * a.headDim;
    const double values = static_cast<double>(a.heads) * a.valueHeadDim;
    Linear qkv = attentionMatrix("query_key_value", Column, hidden, a.outputGate ? queries + values : queries);
    qkv.keyValueOut = static_cast<double>(a.kvHeads) * (a.headDim + a.valueHeadDim);
    qkv.keyValueWays = std::max(1, a.kvHeads);
    list.push_back(qkv);
    list.push_back(attentionMatrix("attention_output", Row, values, hidden));
}

void addLatent(const AttentionSpec& a, double hidden, std::vector<Linear>& list)
{
    const double queries = static_cast<double>(a.heads) * (a.nopeHeadDim + a.ropeHeadDim);
    const double values = static_cast<double>(a.heads) * a.valueHeadDim;
    if (a.queryLoraRank > 0) {
        list.push_back(attentionMatrix("query_down", Replicated, hidden, a.queryLoraRank));
        list.push_back(attentionMatrix("query_up", Column, a.queryLoraRank, queries));
    } else {
        list.push_back(attentionMatrix("query", Column, hidden, queries));
    }
    list.push_back(attentionMatrix("key_value_down", Replicated, hidden, static_cast<double>(a.kvLoraRank) + a.ropeHeadDim));
    list.push_back(attentionMatrix("key_value_up", Column, a.kvLoraRank, static_cast<double>(a.heads) * a.nopeHeadDim + values));
    list.push_back(attentionMatrix("attention_output", Row, values, hidden));
}

void addLinearAttention(const AttentionSpec& a, double hidden, std::vector<Linear>& list)
{
    const double keys = static_cast<double>(a.linearKeyHeads) * a.linearKeyHeadDim;
    const double values = static_cast<double>(a.linearValueHeads) * a.linearValueHeadDim;
    const double gates = a.kind == AttentionKind::GatedDelta ? 2.0 * a.linearValueHeads : 0.0;
    list.push_back(attentionMatrix("linear_attention_input", Column, hidden, 2.0 * keys + 2.0 * values + gates));
    list.push_back(attentionMatrix("attention_output", Row, values, hidden));
}

void addMamba(const AttentionSpec& a, double hidden, std::vector<Linear>& list)
{
    const double inner = a.innerWidth;
    const double input = a.stateGroups > 0 ? 2.0 * inner + 2.0 * a.stateGroups * a.stateSize + a.linearValueHeads : 2.0 * inner;
    list.push_back(attentionMatrix("state_space_input", Column, hidden, input));
    if (a.stateGroups == 0) {
        list.push_back(attentionMatrix("state_space_selection", Row, inner, static_cast<double>(a.timeStepRank) + 2.0 * a.stateSize));
        list.push_back(attentionMatrix("state_space_step", Column, a.timeStepRank, inner));
    }
    list.push_back(attentionMatrix("state_space_output", Row, inner, hidden));
}

void addAttention(const AttentionSpec& a, double hidden, std::vector<Linear>& list)
{
    switch (a.kind) {
    case AttentionKind::Grouped: addGrouped(a, hidden, list); break;
    case AttentionKind::Latent: addLatent(a, hidden, list); break;
    case AttentionKind::GatedDelta:
    case AttentionKind::Lightning: addLinearAttention(a, hidden, list); break;
    case AttentionKind::Mamba2: addMamba(a, hidden, list); break;
    case AttentionKind::None: break;
    }
}

void addMlp(LinearPart part, const FeedForwardSpec& f, double hidden, double width, std::vector<Linear>& list)
{
    list.push_back({"feed_forward_input", part, Column, hidden, isGated(f.activation) ? 2.0 * width : width, 0, 1});
    list.push_back({"feed_forward_output", part, Row, width, hidden, 0, 1});
}

} // namespace

double Linear::outOf(int ranks) const
{
    if (split != Column)
        return out;
    return out / ranks + keyValueOut / std::min(ranks, keyValueWays);
}

std::vector<Linear> linearsOf(const TransformerSpec& model, const LayerSpec& layer)
{
    std::vector<Linear> list;
    list.reserve(8);
    const FeedForwardSpec& f = layer.feedForward;
    addAttention(layer.attention, model.hidden, list);
    if (f.width > 0)
        addMlp(FeedForward, f, model.hidden, f.width, list);
    if (f.isMoe()) {
        list.push_back({"router", Router, Replicated, static_cast<double>(model.hidden), static_cast<double>(f.experts), 0, 1});
        addMlp(RoutedExpert, f, model.hidden, f.expertWidth, list);
        if (f.sharedExperts > 0)
            addMlp(SharedExpert, f, model.hidden, static_cast<double>(f.sharedExperts) * f.sharedExpertWidth, list);
    }
    return list;
}

double attentionWidth(const AttentionSpec& a)
{
    switch (a.kind) {
    case AttentionKind::Grouped: return static_cast<double>(a.heads) * (a.headDim + a.valueHeadDim);
    case AttentionKind::Latent: return static_cast<double>(a.heads) * (a.nopeHeadDim + a.ropeHeadDim + a.valueHeadDim);
    case AttentionKind::GatedDelta:
    case AttentionKind::Lightning:
    case AttentionKind::Mamba2:
    case AttentionKind::None: return 0.0;
    }
    return 0.0;
}

double meanContext(const AttentionSpec& a, double tokens)
{
    double window = tokens;
    if (a.slidingWindow > 0)
        window = std::min<double>(window, a.slidingWindow);
    if (a.chunkTokens > 0 && a.chunkTokens < tokens)
        return std::min(a.chunkTokens / 2.0, window * (1.0 - window / (2.0 * tokens)));
    return window * (1.0 - window / (2.0 * tokens));
}

} // namespace shardscape
