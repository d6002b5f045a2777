// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/plan.h"

#include "plan/legality.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shardscape {
namespace {

/// The expert tensor degree, with a note on what was taken for null.
int notedEtp(const Parallelism& parallelism, bool training, const TransformerSpec& model, Problems& notes)
{
    const int etp = resolveEtp(parallelism, training, model);
    if (parallelism.etp)
        return etp;
    if (model.hasExperts() && !training && parallelism.ep == 1 && parallelism.tp > 1)
        notes.push_back({Severity::Warning, "etp-resolved", "/parallelism/etp",
                         fmt::format("expert tensor parallelism was left open and taken as 1, so every one of the {} tensor ranks of a "
                                     "replica holds all experts whole",
                                     parallelism.tp),
                         fmt::format("set etp to {} to slice experts over the tensor ranks as vLLM does", parallelism.tp)});
    else if (model.hasExperts())
        notes.push_back({Severity::Info, "etp-resolved", "/parallelism/etp",
                         fmt::format("expert tensor parallelism was left open and taken as {}", etp), "set etp to choose yourself"});
    return etp;
}

bool hasErrors(const Problems& problems)
{
    return std::any_of(problems.begin(), problems.end(), [](const Problem& p) { return p.severity == Severity::Error; });
}

/// Only errors explain why there is no plan; notes would distract from them.
Problems errorsOf(Problems problems)
{
    std::erase_if(problems, [](const Problem& p) { return p.severity != Severity::Error; });
    return problems;
}

} // namespace

int resolveEtp(const Parallelism& parallelism, bool training, const TransformerSpec& model)
{
    if (parallelism.etp)
        return *parallelism.etp;
    const long long fold = 1LL * parallelism.tp * parallelism.cp * parallelism.dp;
    return training && model.hasExperts() && fold % (1LL * parallelism.ep * parallelism.tp) == 0 ? parallelism.tp : 1;
}

int microbatchesOf(const Parallelism& p, const Workload& workload)
{
    if (const TrainingWorkload* training = workload.training())
        return training->globalBatch / (training->microBatch * p.dp);
    // An engine keeps at most one micro-batch per stage in the pipeline: requests of a replica are grouped into min(requests, pp) of them.
    const int perReplica = (workload.inference()->concurrency + p.dp - 1) / p.dp;
    return std::clamp(perReplica, 1, p.pp);
}

Result<Plan> resolvePlan(const Scenario& scenario, const Inputs& inputs)
{
    const Parallelism& parallelism = scenario.parallelism;
    Problems problems;
    if (!checkWorld(scenario, inputs.cluster, problems))
        return failure(errorsOf(std::move(problems)));
    const int etp = notedEtp(parallelism, scenario.workload.training() != nullptr, inputs.model, problems);
    checkTensorParallel(parallelism, inputs.model, problems);
    checkExpertParallel(parallelism, etp, inputs.model, problems);
    if (const TrainingWorkload* training = scenario.workload.training())
        checkTraining(parallelism, *training, problems);
    if (const InferenceWorkload* inference = scenario.workload.inference())
        checkInference(parallelism, *inference, problems);
    checkPlacement(scenario, inputs.cluster, problems);

    Parallelism resolved = parallelism;
    if (scenario.workload.inference())
        resolved.schedule = ScheduleKind::ForwardOnly;
    Result<StageLayout> layout = layoutStages(inputs.model, resolved);
    if (!layout)
        problems.insert(problems.end(), layout.error().begin(), layout.error().end());
    if (hasErrors(problems))
        return failure(errorsOf(std::move(problems)));

    return Plan{.parallelism = resolved,
                .etp = etp,
                .mesh = DeviceMesh{resolved, etp, scenario.placement ? *scenario.placement : defaultPlacement(parallelism.worldSize(), inputs.cluster)},
                .layout = std::move(*layout),
                .microbatches = microbatchesOf(scenario.parallelism, scenario.workload),
                .notes = std::move(problems)};
}

} // namespace shardscape
