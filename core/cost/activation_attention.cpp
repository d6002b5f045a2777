// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/activation_layer.h"

namespace shardscape::detail {
namespace {

constexpr double scanChunk = 256.0; ///< tokens between two saved states of a chunked scan (Mamba-2 and flash-linear-attention)

void addNormAndInput(SavedTensorList& list)
{
    const double h = list.model.hidden;
    list.add({"layer input (attention norm input)", "attention_norm_input", list.element, "h", h, ActivationSplit::Sequence, keepAlways});
    list.add({"attention input", "attention_input", list.gemmInput, "h", h, ActivationSplit::Gathered, list.keepModule()});
}

/// Scores of softmax attention: the log-sum-exp of flash attention, or the whole matrix. Korthikanti et al. 2022 section 4.1: softmax
/// output 2as, dropout mask as, dropout output 2as bytes per token.
void addScores(SavedTensorList& list)
{
    const double a = list.layer.attention.heads;
    if (list.setting.attention == AttentionImplementation::Flash) {
        list.add({"log-sum-exp of attention", "log_sum_exp", 4.0, "a", a, ActivationSplit::Tensor, keepNone | keepPerOperatorOnly});
        return;
    }
    const double s = list.setting.sequence;
    list.add({"softmax output", "softmax_output", list.element, "a * s", a * s, ActivationSplit::Tensor, keepNone});
    if (list.setting.dropout > 0.0) {
        list.add({"attention dropout mask", "attention_dropout_mask", 1.0, "a * s", a * s, ActivationSplit::Tensor, keepNone});
        list.add({"attention dropout output", "attention_dropout_output", list.element, "a * s", a * s, ActivationSplit::Tensor, keepNone});
    }
}

void addGrouped(SavedTensorList& list)
{
    const AttentionSpec& a = list.layer.attention;
    const double queries = static_cast<double>(a.heads) * a.headDim;
    const double keys = static_cast<double>(a.kvHeads) * a.headDim;
    const double values = static_cast<double>(a.kvHeads) * a.valueHeadDim;
    const double outputs = static_cast<double>(a.heads) * a.valueHeadDim;
    const double e = list.element;
    if (a.qkNorm != QkNorm::None) {
        list.add({"queries before their norm", "query_norm_input", e, "h_q", queries, ActivationSplit::Tensor});
        list.add({"keys before their norm", "key_norm_input", e, "h_k", keys, ActivationSplit::KeyValue});
    }
    list.add({"queries", "queries", e, "h_q", queries, ActivationSplit::Tensor, keepProducts});
    list.add({"keys", "keys", e, "h_k", keys, ActivationSplit::KeyValue});
    list.add({"values", "values", e, "h_v", values, ActivationSplit::KeyValue, keepProducts});
    addScores(list);
    if (a.outputGate) {
        list.add({"attention output before its gate", "ungated_output", e, "h_o", outputs, ActivationSplit::Tensor});
        list.add({"attention gate", "attention_gate", e, "h_o", outputs, ActivationSplit::Tensor});
    }
    list.add({"attention output", "attention_output", list.gemmInput, "h_o", outputs, ActivationSplit::Tensor, keepProducts});
}

/// Compressed queries and keys/values with their norms, and the expanded heads. They stay on their token's rank under sequence
/// parallelism, because the down-projections are not tensor parallel.
void addLatent(SavedTensorList& list)
{
    const AttentionSpec& a = list.layer.attention;
    const double heads = a.heads;
    const double keyDim = static_cast<double>(a.nopeHeadDim) + a.ropeHeadDim;
    const double e = list.element;
    list.add({"compressed queries", "compressed_queries", e, "q_r", static_cast<double>(a.queryLoraRank), ActivationSplit::Sequence});
    list.add({"normed compressed queries", "normed_queries", list.gemmInput, "q_r", static_cast<double>(a.queryLoraRank),
              ActivationSplit::Sequence, list.keepModule()});
    list.add({"compressed keys and values", "compressed_kv", e, "kv_r", static_cast<double>(a.kvLoraRank), ActivationSplit::Sequence});
    list.add({"normed compressed keys and values", "normed_kv", list.gemmInput, "kv_r", static_cast<double>(a.kvLoraRank),
              ActivationSplit::Sequence, list.keepModule()});
    const KeepSet product = list.keepModule() | keepIn(KeepMode::PerOperator);
    list.add({"queries", "queries", e, "a * (d_n + d_r)", heads * keyDim, ActivationSplit::Tensor, product});
    list.add({"keys", "keys", e, "a * (d_n + d_r)", heads * keyDim, ActivationSplit::Tensor, list.keepModule()});
    list.add({"values", "values", e, "a * d_v", heads * a.valueHeadDim, ActivationSplit::Tensor, product});
    addScores(list);
    list.add(
        {"attention output", "attention_output", list.gemmInput, "a * d_v", heads * a.valueHeadDim, ActivationSplit::Tensor, keepProducts});
}

/// Gated delta rule and lightning attention: projections, what the short convolution reads and writes, decays, chunk states, gated norm.
void addLinear(SavedTensorList& list)
{
    const AttentionSpec& a = list.layer.attention;
    const double keys = static_cast<double>(a.linearKeyHeads) * a.linearKeyHeadDim;
    const double values = static_cast<double>(a.linearValueHeads) * a.linearValueHeadDim;
    const double e = list.element;
    const double projections = 2.0 * keys + values;
    const double states = static_cast<double>(a.linearValueHeads) * a.linearKeyHeadDim * a.linearValueHeadDim / scanChunk;
    list.add({"queries, keys and values", "linear_projections", e, "(2 * h_k + h_v)", projections, ActivationSplit::Tensor, keepProducts});
    if (a.convKernel > 0)
        list.add({"convolved queries, keys and values", "convolved", e, "(2 * h_k + h_v)", projections, ActivationSplit::Tensor});
    list.add({"decays and betas", "decays", 8.0, "a_v", static_cast<double>(a.linearValueHeads), ActivationSplit::Tensor});
    list.add({"chunk states", "chunk_states", 4.0, "a_v * d_k * d_v / 256", states, ActivationSplit::Tensor});
    list.add({"output gate", "linear_gate", e, "h_v", values, ActivationSplit::Tensor});
    list.add({"attention output before its norm", "linear_output", e, "h_v", values, ActivationSplit::Tensor});
    list.add({"attention output", "attention_output", list.gemmInput, "h_v", values, ActivationSplit::Tensor, keepProducts});
}

/// Mamba: input projection, convolution, scan states per chunk, gate and gated norm.
void addStateSpace(SavedTensorList& list)
{
    const AttentionSpec& a = list.layer.attention;
    const double inner = a.innerWidth;
    const double selected = a.stateGroups > 0 ? 2.0 * a.stateGroups * a.stateSize : 2.0 * a.stateSize;
    const double e = list.element;
    list.add({"input projection", "state_projection", e, "(w + w_bc)", (inner + selected), ActivationSplit::Tensor, keepProducts});
    list.add({"gate", "state_gate", e, "w", inner, ActivationSplit::Tensor, keepProducts});
    list.add({"convolved input", "convolved", e, "(w + w_bc)", (inner + selected), ActivationSplit::Tensor});
    list.add({"chunk states", "chunk_states", 4.0, "w * n / 256", inner * a.stateSize / scanChunk, ActivationSplit::Tensor});
    list.add({"scan output", "scan_output", e, "w", inner, ActivationSplit::Tensor});
    list.add({"gated output", "attention_output", list.gemmInput, "w", inner, ActivationSplit::Tensor, keepProducts});
}

} // namespace

void addAttentionTensors(SavedTensorList& list)
{
    if (list.layer.attention.kind == AttentionKind::None)
        return;
    addNormAndInput(list);
    switch (list.layer.attention.kind) {
    case AttentionKind::Grouped: addGrouped(list); break;
    case AttentionKind::Latent: addLatent(list); break;
    case AttentionKind::GatedDelta:
    case AttentionKind::Lightning: addLinear(list); break;
    case AttentionKind::Mamba2: addStateSpace(list); break;
    case AttentionKind::None: break;
    }
    if (list.layer.norms >= 4)
        list.add({"attention output norm input", "attention_post_norm_input", list.element, "h", static_cast<double>(list.model.hidden),
                  ActivationSplit::Sequence});
    if (list.setting.dropout > 0.0)
        list.add({"attention projection dropout mask", "projection_dropout_mask", 1.0, "h", static_cast<double>(list.model.hidden),
                  ActivationSplit::Sequence});
}

} // namespace shardscape::detail
