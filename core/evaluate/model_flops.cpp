// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/model_flops.h"

#include "cost/linear.h"

namespace shardscape {
namespace {

struct KindFlops {
    double matrices = 0;
    double attention = 0;
};

KindFlops kindFlops(const TransformerSpec& model, const LayerSpec& kind, double tokens)
{
    KindFlops flops;
    for (const Linear& linear : linearsOf(model, kind)) {
        const double visits = linear.part == LinearPart::RoutedExpert ? kind.feedForward.topK : 1.0;
        flops.matrices += 2.0 * linear.parameters() * visits;
    }
    flops.attention = 2.0 * meanContext(kind.attention, tokens) * attentionWidth(kind.attention);
    return flops;
}

} // namespace

TokenFlops forwardFlopsPerToken(const TransformerSpec& model, double sequenceTokens)
{
    std::vector<double> count(model.kinds.size(), 0.0);
    for (const std::uint8_t kind : model.pattern)
        count[kind] += 1.0;
    if (model.mtpLayers > 0)
        count[model.mtpKind] += model.mtpLayers;
    TokenFlops flops;
    for (std::size_t i = 0; i < model.kinds.size(); ++i) {
        const KindFlops kind = kindFlops(model, model.kinds[i], sequenceTokens);
        flops.matrices += count[i] * kind.matrices;
        flops.attentionCausal += count[i] * kind.attention;
    }
    const double hidden = model.hidden;
    flops.matrices += model.mtpLayers * 2.0 * 2.0 * hidden * hidden; // each module joins two hidden states
    flops.head = 2.0 * hidden * model.vocabulary * (1.0 + model.mtpLayers);
    flops.attentionFull = 2.0 * flops.attentionCausal;
    return flops;
}

} // namespace shardscape
