// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/variable_length.h"

#include "evaluate/layer_work.h"

#include <map>

namespace shardscape {
namespace {

double modelSeconds(const TrainingContext& context)
{
    double seconds = 0;
    for (const Work& work : chunkWork(context))
        seconds += work.total();
    return seconds;
}

} // namespace

std::vector<double> microbatchFactors(const TrainingContext& c)
{
    std::vector<double> factors;
    if (c.workload.microbatchTokens.empty())
        return factors;
    const double whole = modelSeconds(c);
    std::map<int, double> known;
    for (const int tokens : c.workload.microbatchTokens) {
        const auto [entry, isNew] = known.try_emplace(tokens, 1.0);
        if (isNew && tokens != c.workload.sequenceTokens) {
            TrainingContext other = c;
            other.shape.sequence = tokens;
            entry->second = modelSeconds(other) / whole;
        }
        factors.push_back(entry->second);
    }
    return factors;
}

StepTokens stepTokens(const TrainingContext& c)
{
    const TrainingWorkload& w = c.workload;
    if (w.microbatchTokens.empty())
        return {static_cast<double>(w.globalBatch) * w.sequenceTokens, forwardFlopsPerToken(c.inputs.model, w.sequenceTokens)};
    StepTokens step;
    std::map<int, int> counts;
    for (const int tokens : w.microbatchTokens)
        ++counts[tokens];
    double tokensOfPipeline = 0;
    for (const auto& [tokens, count] : counts) {
        const double here = static_cast<double>(tokens) * count;
        const TokenFlops flops = forwardFlopsPerToken(c.inputs.model, tokens);
        step.flops.matrices += here * flops.matrices;
        step.flops.head += here * flops.head;
        step.flops.attentionCausal += here * flops.attentionCausal;
        step.flops.attentionFull += here * flops.attentionFull;
        tokensOfPipeline += here;
    }
    for (double* part : {&step.flops.matrices, &step.flops.head, &step.flops.attentionCausal, &step.flops.attentionFull})
        *part /= tokensOfPipeline;
    step.tokens = tokensOfPipeline * w.microBatch * c.plan.parallelism.dp;
    return step;
}

} // namespace shardscape
