// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/relief.h"

#include "evaluate/training.h"

#include <algorithm>
#include <utility>

namespace shardscape {
namespace {

/// Recomputation and micro-batch size change the times of the tasks, and with them how many micro-batches a stage holds.
Result<std::vector<double>> inFlightCounts(const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload)
{
    Result<TrainingStep> step = simulateTraining(trainingContext(plan, inputs, workload));
    if (!step)
        return failure(step.error());
    return std::move(step->inFlight);
}

} // namespace

Result<std::vector<MemoryRelief>> memoryReliefOf(const Evaluation& evaluation, const std::function<bool()>& stopped)
{
    // On unlike nodes what helps is looked for on the kind of node that the worst rank sits on.
    const ClusterSpec& cluster = evaluation.inputs->cluster;
    const int worstNode = cluster.nodeOf(evaluation.plan->mesh.gpuOf(evaluation.memory.worstRank));
    const Inputs inputs = inputsOfKind(*evaluation.inputs, cluster.kindAt(worstNode));
    return memoryRelief(evaluation.scenario, inputs,
                        [&](const Plan& plan, const TrainingWorkload& workload) -> Result<std::vector<double>> {
                            if (stopped())
                                return failure({Severity::Info, "stopped", "", "the search was stopped", "start it again"});
                            return inFlightCounts(plan, inputs, workload);
                        });
}

} // namespace shardscape
