// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/memory_relief.h"

#include "cost/relief_alternatives.h"

#include <algorithm>

namespace shardscape {
namespace {

/// Peak of a scenario's worst stage.
Result<Bytes> peakOf(const Scenario& scenario, const Inputs& inputs, const InFlightOfPlan& inFlight)
{
    const Result<Plan> plan = resolvePlan(scenario, inputs);
    if (!plan)
        return failure(plan.error());
    std::vector<StageMemory> stages;
    if (const TrainingWorkload* training = scenario.workload.training()) {
        const Result<std::vector<double>> counts = inFlight(*plan, *training);
        if (!counts)
            return failure(counts.error());
        stages = trainingMemory(*plan, inputs, *training, *counts, nullptr);
    } else if (const InferenceWorkload* inference = scenario.workload.inference()) {
        stages = inferenceMemory(*plan, inputs, *inference, nullptr).stages;
    }
    Bytes peak;
    for (const StageMemory& stage : stages)
        peak = std::max(peak, stage.total());
    return peak;
}

Bytes usableMemory(const Scenario& scenario, const Inputs& inputs)
{
    const InferenceWorkload* inference = scenario.workload.inference();
    return inputs.cluster.accelerator.memory * (inference != nullptr ? inference->memoryFraction : 1.0);
}

} // namespace

Result<std::vector<MemoryRelief>> memoryRelief(const Scenario& scenario, const Inputs& inputs, const InFlightOfPlan& inFlight)
{
    const Result<Bytes> now = peakOf(scenario, inputs, inFlight);
    if (!now)
        return failure(now.error());
    std::vector<MemoryRelief> reliefs;
    for (detail::Alternative& alternative : detail::reliefAlternatives(scenario, inputs.model)) {
        const Result<Bytes> peak = peakOf(alternative.scenario, inputs, inFlight);
        if (!peak || *peak >= *now)
            continue;
        reliefs.push_back({.code = std::move(alternative.code),
                           .path = std::move(alternative.path),
                           .from = std::move(alternative.from),
                           .to = std::move(alternative.to),
                           .scenario = std::move(alternative.scenario),
                           .peak = *peak,
                           .saved = *now - *peak,
                           .fits = *peak <= usableMemory(scenario, inputs)});
        reliefs.back().moreGpus = reliefs.back().scenario.parallelism.worldSize() > scenario.parallelism.worldSize();
    }
    std::stable_sort(reliefs.begin(), reliefs.end(), [](const MemoryRelief& a, const MemoryRelief& b) { return a.peak < b.peak; });
    return reliefs;
}

} // namespace shardscape
