// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/evaluated_traffic.h"

#include "evaluate/step_traffic.h"

#include <algorithm>

namespace shardscape {

namespace {

std::vector<CollectiveCount> servingCollectives(const Evaluation& e, const InferenceWorkload& workload)
{
    const ServingContext context = servingContext(*e.plan, *e.inputs, workload);
    const InferenceMemory memory = inferenceMemory(*e.plan, *e.inputs, workload, nullptr);
    const Result<InferenceResult> result = simulateInference(context, memory, nullptr);
    if (!result)
        return {};
    const double cached = result->report.prefixHitRate * std::min(workload.prefixTokens, workload.promptTokens);
    return inferenceTraffic(context, result->residentPerReplica, std::max(1.0, workload.promptTokens - cached));
}

} // namespace

std::vector<AxisTraffic> evaluatedTraffic(const Evaluation& e)
{
    std::vector<AxisTraffic> traffic;
    if (!e.plan || !e.inputs)
        return traffic;
    const TrainingWorkload* training = e.scenario.workload.training();
    for (CollectiveCount& count : training != nullptr ? trainingTraffic(trainingContext(*e.plan, *e.inputs, *training))
                                                      : servingCollectives(e, *e.scenario.workload.inference()))
        traffic.push_back(std::move(count.volume));
    return traffic;
}

} // namespace shardscape
