// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/task_graph.h"

#include "plan/virtual_stage.h"
#include "schedule/task_linker.h"
#include "schedule/task_order.h"
#include "schedule/task_route.h"

#include <string>
#include <utility>

namespace shardscape {

namespace {

/// Walks all stages at once, one task (or pair) per stage and round, and notes the order.
class WaveMaker {
public:
    WaveMaker(TaskGraph& graph, const LinkedTasks& linked)
        : m_graph{graph}, m_linked{linked}, m_tasks{graph.untimed}, m_stages{static_cast<std::size_t>(graph.untimed.stages)},
          m_step(linked.size, 0), m_lastStep(m_stages, 0), m_hasPairs{!graph.untimed.pairedWithNext.empty()}
    {
    }

    /// False when the order waits for itself.
    bool operator()()
    {
        const auto count = static_cast<std::uint32_t>(m_tasks.kind.size());
        m_graph.wave.resize(count);
        if (m_hasPairs)
            m_graph.pairsWithNextStep.resize(count);
        std::vector<std::uint32_t> cursor(m_tasks.laneBegin.begin(), m_tasks.laneBegin.end() - 1);
        while (m_made < count) {
            const std::uint32_t roundBegin = m_made;
            for (std::size_t stage = 0; stage < m_stages; ++stage)
                if (cursor[stage] != m_tasks.laneBegin[stage + 1])
                    cursor[stage] += advance(stage, cursor[stage], roundBegin);
            if (m_made == roundBegin)
                return false;
        }
        dealOut();
        return true;
    }

private:
    static constexpr std::uint32_t notReady = ~0U;

    /// The step a task waits for, 0 = none; notReady unless that ran in an earlier round, so that neighbors in the wave do not wait for
    /// each other.
    [[nodiscard]] std::uint32_t awaited(const LinkedTask& task, std::uint32_t roundBegin) const
    {
        if (task.producer == noProducer)
            return 0;
        const std::uint32_t step = m_step[task.producer & ~fromOtherStage];
        return step - 1U < roundBegin ? step | (task.producer & fromOtherStage) : notReady; // step 0 wraps around
    }

    /// Makes the next step of a stage if it is ready; returns the number of tasks made.
    std::uint32_t advance(std::size_t stage, std::uint32_t task, std::uint32_t roundBegin)
    {
        const std::uint32_t gapped = task + static_cast<std::uint32_t>(stage) * stageGap;
        const std::uint32_t producer = awaited(m_linked.task[gapped], roundBegin);
        if (producer == notReady)
            return 0;
        if (!m_hasPairs || m_tasks.pairedWithNext[task] == 0) {
            makeStep(stage, gapped, producer);
            return 1;
        }
        const std::uint32_t second = awaited(m_linked.task[gapped + 1], roundBegin);
        if (second == notReady)
            return 0;
        m_graph.pairsWithNextStep[m_made] = 1;
        makeStep(stage, gapped, producer);
        makeStep(stage, gapped + 1, second);
        return 2;
    }

    void makeStep(std::size_t stage, std::uint32_t gapped, std::uint32_t producer)
    {
        m_graph.wave[m_made] = {m_lastStep[stage], producer, m_linked.task[gapped].timeClass};
        m_step[gapped] = ++m_made;
        m_lastStep[stage] = m_made;
    }

    /// Steps by task, without gaps.
    void dealOut()
    {
        for (std::uint32_t stage = 0; stage < m_stages; ++stage)
            for (std::uint32_t i = m_tasks.laneBegin[stage]; i < m_tasks.laneBegin[stage + 1]; ++i)
                m_graph.source[i].step = m_step[i + stage * stageGap];
    }

    TaskGraph& m_graph;
    const LinkedTasks& m_linked;
    const Timeline& m_tasks;
    std::size_t m_stages;
    std::vector<std::uint32_t> m_step; ///< by gapped task; 0 = not yet
    std::vector<std::uint32_t> m_lastStep;
    std::uint32_t m_made = 0;
    bool m_hasPairs;
};

TaskOrder makeOrder(const ScheduleRequest& request)
{
    TaskOrder order;
    const ScheduleRule& rule = scheduleRule(request.kind);
    order.reserve(static_cast<std::size_t>(request.stages) * static_cast<std::size_t>(request.microbatches) *
                  static_cast<std::size_t>(request.chunks * rule.tasksPerVisit));
    rule.build(request, order);
    order.finish();
    if (request.times.p2pBlocksSender && request.times.p2p > 0.0 && request.stages > 1)
        insertSends(request, order);
    return order;
}

} // namespace

Result<Timeline> orderTasks(const ScheduleRequest& request)
{
    if (Problems problems = checkRequest(request); !problems.empty())
        return failure(std::move(problems));
    TaskOrder order = makeOrder(request);
    Timeline tasks;
    tasks.stages = request.stages;
    tasks.microbatches = request.microbatches;
    tasks.chunks = chunksPerStage(request.kind, request.chunks);
    tasks.chunksPerMicrobatch = request.chunks;
    tasks.laneBegin = std::move(order.laneBegin);
    tasks.kind = std::move(order.kind);
    tasks.microbatch = std::move(order.microbatch);
    tasks.chunk = std::move(order.chunk);
    tasks.pairedWithNext = std::move(order.pairedWithNext);
    tasks.notes = std::move(order.notes);
    return tasks;
}

Problem orderWaitsForItself(const ScheduleRequest& request)
{
    return {Severity::Error, "schedule-waits-for-itself", "/microbatches",
            "The order of " + std::string(toText(request.kind)) + " does not exist for " + std::to_string(request.microbatches) +
                " micro-batches on " + std::to_string(request.stages) + " stages.",
            "Take a multiple of the stages as micro-batches, or 1f1b."};
}

Result<TaskGraph> orderSchedule(const ScheduleRequest& request)
{
    Result<Timeline> tasks = orderTasks(request);
    if (!tasks)
        return tl::unexpected<Problems>(std::move(tasks.error()));
    TaskGraph graph;
    graph.schedule = request.kind;
    graph.untimed = std::move(*tasks);
    graph.slotCount = graph.untimed.stages * graph.untimed.chunks;
    const LinkedTasks linked = linkTasks(request, graph.untimed, graph.source);
    if (!WaveMaker(graph, linked)())
        return failure(orderWaitsForItself(request));
    return graph;
}

} // namespace shardscape
