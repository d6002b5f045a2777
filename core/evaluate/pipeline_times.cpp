// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/pass_shares.h"
#include "evaluate/step_parts.h"
#include "schedule/in_flight.h"
#include "schedule/schedule_spans.h"
#include "schedule/time_classes.h"

#include <algorithm>
#include <numeric>

namespace shardscape {

using graph_detail::TimeClass;

namespace {

/// Schedules that check gradients after the optimizer step (Qi et al. 2023, arXiv 2401.10241, sec. 4) run from step to step without a
/// barrier: the stagger of their stages hides behind the neighboring steps, and a step takes as long as the longest stage is at work.
bool runsWithoutBarrier(ScheduleKind kind) { return kind == ScheduleKind::ZbH2 || kind == ScheduleKind::ZbV; }

double spanOf(const ScheduleSpans& spans, ScheduleKind kind) { return runsWithoutBarrier(kind) ? spans.stageSpan : spans.makespan; }

/// A class of the passes that the fullest stage runs, and where a pass of it spends its time.
struct PassClass {
    TimeClass timeClass;
    TaskKind kind;
    bool paired;
};
constexpr std::array<PassClass, 6> passClasses{{{TimeClass::Forward, TaskKind::Forward, false},
                                                {TimeClass::BackwardInput, TaskKind::BackwardInput, false},
                                                {TimeClass::BackwardWeight, TaskKind::BackwardWeight, false},
                                                {TimeClass::Backward, TaskKind::Backward, false},
                                                {TimeClass::PairForward, TaskKind::Forward, true},
                                                {TimeClass::PairBackward, TaskKind::Backward, true}}};

std::array<double, workPartCount> partsOfFullest(const StepWork& work, const StepOrder& order, const std::vector<double>& durations)
{
    std::array<double, workPartCount> parts{};
    const auto slots = work.chunks.size();
    const auto held = slots / work.stages.size();
    for (std::size_t slot = static_cast<std::size_t>(work.fullestStage) * held; slot < (static_cast<std::size_t>(work.fullestStage) + 1) * held; ++slot)
        for (const PassClass& pass : passClasses) {
            const std::size_t at = static_cast<std::size_t>(pass.timeClass) * slots + slot;
            if (order.tasks[at] == 0.0)
                continue;
            const PartShares shares = passShares(work.chunks[slot], pass.kind, !pass.paired);
            for (std::size_t part = 0; part < workPartCount; ++part)
                parts[part] += shares[part] * (order.tasks[at] * durations[at]);
        }
    return parts;
}

/// Busy time of all stages together.
double busySeconds(const StepOrder& order, const std::vector<double>& durations)
{
    double busy = 0;
    for (const PassClass& pass : passClasses) {
        const std::size_t slots = durations.size() / graph_detail::timeClasses;
        const std::size_t begin = static_cast<std::size_t>(pass.timeClass) * slots;
        busy = std::inner_product(order.tasks.begin() + static_cast<std::ptrdiff_t>(begin),
                                  order.tasks.begin() + static_cast<std::ptrdiff_t>(begin + slots),
                                  durations.begin() + static_cast<std::ptrdiff_t>(begin), busy);
    }
    return busy;
}

} // namespace

Result<StepOrder> stepOrder(const ScheduleRequest& schedule)
{
    Result<TaskGraph> graph = orderSchedule(schedule);
    if (graph) {
        std::vector<double> tasks = tasksByClass(graph->untimed, schedule.times.microbatchFactor);
        return StepOrder{std::move(*graph), std::move(tasks)};
    }
    for (Problem& problem : graph.error())
        if (problem.path.empty())
            problem.path = "/parallelism/schedule";
    return failure(graph.error());
}

PipelineTimes pipelineTimes(const StepWork& work, const StepOrder& order, TimingScratch& scratch)
{
    const StepSpans spans = stepSpans(order.graph, work.schedule.times, scratch);
    PipelineTimes times;
    times.seconds = spanOf(spans.sent, work.schedule.kind);
    times.withoutSends = spanOf(spans.immediate, work.schedule.kind);
    times.makespan = spans.sent.makespan;
    times.bubbleFraction = std::max(0.0, 1.0 - busySeconds(order, spans.durations) / (work.schedule.stages * times.makespan));
    times.fullest = partsOfFullest(work, order, spans.durations);
    return times;
}

} // namespace shardscape
