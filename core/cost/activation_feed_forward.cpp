// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/activation_layer.h"

namespace shardscape::detail {
namespace {

void addInput(SavedTensorList& list, bool ownsNorm, bool isLayerInput)
{
    const double h = list.model.hidden;
    if (ownsNorm)
        list.add({"feed-forward norm input", "feed_forward_norm_input", list.element, "h", h, ActivationSplit::Sequence,
                  isLayerInput ? keepAlways : keepUsually});
    if (ownsNorm)
        list.add({"feed-forward input", "feed_forward_input", list.gemmInput, "h", h, ActivationSplit::Gathered, list.keepModule()});
}

/// First product and activation of a dense part. Gated parts keep gate, up and their product; GELU keeps its input and output.
void addDense(SavedTensorList& list, double width)
{
    const double e = list.element;
    if (isGated(list.layer.feedForward.activation)) {
        list.add({"gate", "gate", e, "f", width, ActivationSplit::Tensor, keepProducts});
        list.add({"up", "up", e, "f", width, ActivationSplit::Tensor});
    } else {
        list.add({"activation input", "activation_input", e, "f", width, ActivationSplit::Tensor, keepProducts});
    }
    list.add({"activation output", "activation_output", list.gemmInput, "f", width, ActivationSplit::Tensor});
    list.add({"feed-forward output", "feed_forward_output", e, "h", width > 0 ? static_cast<double>(list.model.hidden) : 0.0,
              ActivationSplit::Sequence, keepPerOperatorOnly});
}

void addShared(SavedTensorList& list)
{
    const FeedForwardSpec& f = list.layer.feedForward;
    const double width = static_cast<double>(f.sharedExperts) * f.sharedExpertWidth;
    const double first = isGated(f.activation) ? 2.0 * list.element : list.element;
    list.add({"shared expert's first product", "shared_first", first, "n_s * f_s", width, ActivationSplit::Tensor, keepProducts});
    list.add({"shared expert's activation", "shared_activation", list.gemmInput, "n_s * f_s", width, ActivationSplit::Tensor});
}

/// Router logits and probabilities in fp32, the top-k copies a rank receives, their products, and what comes back.
void addRouted(SavedTensorList& list)
{
    const FeedForwardSpec& f = list.layer.feedForward;
    const double h = list.model.hidden;
    const double received = f.topK * list.setting.imbalance;
    const double first = isGated(f.activation) ? 2.0 * list.element : list.element;
    list.add({"router logits and probabilities", "router", 8.0, "E", static_cast<double>(f.experts), ActivationSplit::Sequence});
    // With expert tensor parallelism every rank of the group holds the whole input of the group's tokens, but its share of the columns.
    list.add({"expert inputs", "expert_inputs", list.gemmInput, "K * h * imbalance * etp", received * h * list.setting.etp,
              ActivationSplit::Expert});
    list.add({"experts' first product", "expert_first", first, "K * f_e * imbalance", received * f.expertWidth, ActivationSplit::Expert,
              keepProducts});
    list.add({"experts' activation", "expert_activation", list.gemmInput, "K * f_e * imbalance", received * f.expertWidth,
              ActivationSplit::Expert, list.keepModule()});
    if (!list.setting.probabilityBeforeExperts)
        list.add({"expert outputs", "expert_outputs", list.element, "K * h", f.topK * h, ActivationSplit::Expert});
}

} // namespace

void addFeedForwardTensors(SavedTensorList& list)
{
    const LayerSpec& layer = list.layer;
    const FeedForwardSpec& f = layer.feedForward;
    if (f.width == 0 && !f.isMoe())
        return;
    const bool alone = layer.attention.kind == AttentionKind::None;
    // A parallel block with one norm feeds attention and feed-forward with the same tensor, which attention has already saved.
    const bool ownsNorm = alone || !layer.parallelBlock || layer.norms >= 2;
    addInput(list, ownsNorm, alone);
    addDense(list, f.width);
    if (f.isMoe()) {
        addShared(list);
        addRouted(list);
    }
    if (layer.norms >= 4)
        list.add({"feed-forward output norm input", "feed_forward_post_norm_input", list.element, "h",
                  static_cast<double>(list.model.hidden), ActivationSplit::Sequence});
    if (list.setting.dropout > 0.0)
        list.add({"feed-forward dropout mask", "feed_forward_dropout_mask", 1.0, "h", static_cast<double>(list.model.hidden),
                  ActivationSplit::Sequence});
}

} // namespace shardscape::detail
