// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/inference_weights.h"

#include <algorithm>
#include <cmath>

namespace shardscape {

WeightRecipe weightRecipe(const TransformerSpec& model, DataType weightDtype)
{
    const double bytes = bytesPerElement(weightDtype);
    WeightRecipe recipe{.attentionBytes = bytes, .expertBytes = bytes, .otherBytes = std::max(2.0, bytes)};
    if (weightDtype == DataType::Fp4 && model.hasExperts())
        recipe.attentionBytes = 2.0;
    return recipe;
}

double weightBytes(const ShardedParameters& parameters, const WeightRecipe& recipe)
{
    return (parameters.matrices + parameters.replicated) * recipe.attentionBytes + parameters.experts * recipe.expertBytes +
           (parameters.vectors + parameters.embedding + parameters.head) * recipe.otherBytes;
}

double passTokens(const Plan& plan, const InferenceWorkload& workload)
{
    const double requests = std::ceil(static_cast<double>(workload.concurrency) / plan.parallelism.dp);
    const double prefill = workload.chunkedPrefillTokens ? std::min(*workload.chunkedPrefillTokens, std::max(1, workload.promptTokens))
                                                         : workload.promptTokens;
    return std::ceil(std::max(prefill, requests) / plan.parallelism.cp);
}

double forwardWorkingBytes(const TransformerSpec& model, const Plan& plan)
{
    constexpr double element = 2.0;
    const double tp = plan.parallelism.tp;
    double widest = 0.0;
    for (const LayerSpec& layer : model.kinds) {
        const AttentionSpec& a = layer.attention;
        const FeedForwardSpec& f = layer.feedForward;
        const double keyDim = a.kind == AttentionKind::Latent ? a.nopeHeadDim + a.ropeHeadDim : a.headDim;
        const double keyHeads = a.kind == AttentionKind::Latent ? a.heads : a.kvHeads;
        const double attention = (a.heads * (keyDim + a.valueHeadDim) + keyHeads * (keyDim + a.valueHeadDim)) / tp;
        const double inputs = isGated(f.activation) ? 3.0 : 2.0;
        const double dense = inputs * (f.width + static_cast<double>(f.sharedExperts) * f.sharedExpertWidth) / tp;
        const double routed = f.topK * (model.hidden + inputs * f.expertWidth / plan.etp);
        const double states =
            (2.0 * a.innerWidth + 2.0 * a.linearKeyHeads * a.linearKeyHeadDim + 3.0 * a.linearValueHeads * a.linearValueHeadDim) / tp;
        widest = std::max({widest, attention, dense, routed, states});
    }
    return element * (2.0 * model.hidden + widest);
}

} // namespace shardscape
