// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/schedule_alternatives.h"

#include "evaluate/evaluate.h"
#include "plan/virtual_stage.h"
#include "schedule/schedule.h"

#include <algorithm>

namespace shardscape {

namespace {

int chunksFor(const Parallelism& parallelism, ScheduleKind kind)
{
    if (kind == parallelism.schedule)
        return parallelism.vpp;
    return kind == ScheduleKind::Interleaved ? std::max(2, parallelism.vpp) : defaultChunks(kind);
}

} // namespace

Scenario withSchedule(const Scenario& scenario, ScheduleKind kind)
{
    Scenario after = scenario;
    Parallelism& p = after.parallelism;
    p.vpp = chunksFor(scenario.parallelism, kind);
    p.schedule = kind;
    if (kind != ScheduleKind::Interleaved)
        p.microbatchGroupSize.reset();
    p.overlapPairs = p.overlapPairs && (kind == ScheduleKind::OneFOneB || kind == ScheduleKind::Interleaved);
    if (p.stageLayers && static_cast<int>(p.stageLayers->size()) != virtualStages(kind, p.pp, p.vpp))
        p.stageLayers.reset();
    return after;
}

std::vector<ScheduleAlternative> compareSchedules(const Scenario& scenario, const std::shared_ptr<const Inputs>& inputs,
                                                  const std::atomic<bool>* stop)
{
    std::vector<ScheduleAlternative> alternatives;
    if (scenario.workload.training() == nullptr)
        return alternatives;
    for (const auto& [kind, name] : EnumNames<ScheduleKind>::table) {
        if (stop != nullptr && stop->load())
            break;
        if (kind == ScheduleKind::ForwardOnly)
            continue;
        const Scenario other = withSchedule(scenario, kind);
        alternatives.push_back(
            {kind, other.parallelism.vpp, evaluate(other, inputs, {.linkMap = false, .timeline = true, .derivations = false})});
    }
    return alternatives;
}

} // namespace shardscape
