// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/search_setup.h"

#include "search/plan_inputs.h"

#include <utility>

namespace shardscape {

std::array<PlanQuantity, 2> defaultObjectives(bool training)
{
    if (training)
        return {PlanQuantity::StepTime, PlanQuantity::MemoryHeadroom};
    return {PlanQuantity::TokensPerGpu, PlanQuantity::Interactivity};
}

Result<PreparedSearch> prepareSearch(const SearchSetup& setup, const Scenario& scenario, std::shared_ptr<const Inputs> inputs)
{
    SearchSpace space = wholeSpace(scenario, *inputs);
    SearchRequest request;
    request.objectives = setup.objectives.value_or(defaultObjectives(scenario.workload.training() != nullptr));
    request.mustFit = setup.mustFit;
    request.top = setup.top;
    request.threads = setup.threads;
    Problems problems;
    const auto collect = [&](const auto& result) {
        if (!result)
            problems.insert(problems.end(), result.error().begin(), result.error().end());
        return result.has_value();
    };
    for (const std::string& text : setup.fixed)
        collect(fixInput(space, text, scenario));
    for (const LimitText& limit : setup.limits)
        if (const auto read = readLimit(space, limit.text, limit.isSoft); collect(read) && *read)
            request.limits.push_back(**read);
    if (!problems.empty())
        return failure(std::move(problems));
    CandidateList candidates{scenario, *inputs, std::move(space)};
    return PreparedSearch{std::move(inputs), std::move(candidates), std::move(request)};
}

Scenario searchBasis(Scenario scenario)
{
    scenario.title.clear();
    scenario.note.clear();
    scenario.viewJson.clear();
    scenario.placement.reset();
    Parallelism& p = scenario.parallelism;
    const Parallelism plain;
    p.tp = p.cp = p.ep = p.pp = p.dp = p.vpp = 1;
    p.etp.reset();
    p.axisOrder = plain.axisOrder;
    p.schedule = plain.schedule;
    p.stageLayers.reset();
    p.zeroStage = plain.zeroStage;
    p.sequenceParallel = plain.sequenceParallel;
    if (auto* training = std::get_if<TrainingWorkload>(&scenario.workload.kind)) {
        training->microBatch = 1;
        training->recompute = {};
        training->offload = false;
    } else {
        auto& inference = std::get<InferenceWorkload>(scenario.workload.kind);
        inference.concurrency = 1;
        inference.chunkedPrefillTokens.reset();
        inference.disaggregated.reset();
    }
    return scenario;
}

} // namespace shardscape
