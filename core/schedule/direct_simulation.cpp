// SPDX-License-Identifier: GPL-3.0-or-later
// Ordering and timing at once, for callers that time an order only once. Compared with a task graph it keeps no dependencies, which
// saves most of the memory and with it most of the time; the results are equal bit for bit.
#include "schedule/task_graph.h"

#include "plan/virtual_stage.h"
#include "schedule/task_order.h"
#include "schedule/task_route.h"
#include "schedule/time_classes.h"

#include <algorithm>
#include <utility>

namespace shardscape {

using graph_detail::TimeClass;

namespace {

constexpr std::uint32_t notYet = ~0U;

/// Runs every stage as far as its inputs are known, up and down the pipeline until all is done.
class DirectSimulation {
public:
    DirectSimulation(const ScheduleRequest& request, Timeline& timeline)
        : m_timeline{timeline}, m_held{static_cast<std::uint32_t>(timeline.chunks)},
          m_slotTotal{static_cast<std::uint32_t>(timeline.stages) * m_held}, m_microbatches{static_cast<std::size_t>(request.microbatches)},
          m_route{makeRoute(request)}, m_durations{durationTable({timeline.stages, timeline.chunks}, request.times)},
          m_factors{request.times.microbatchFactor}, m_transfer{request.times.p2p}, m_forwardDone(m_slotTotal * m_microbatches, notYet),
          m_backwardDone(request.kind == ScheduleKind::ForwardOnly ? 0 : m_forwardDone.size(), notYet),
          m_cursor(timeline.laneBegin.begin(), timeline.laneBegin.end() - 1), m_hasPairs{!timeline.pairedWithNext.empty()}
    {
        timeline.start.resize(timeline.kind.size());
        timeline.end.resize(timeline.kind.size());
        timeline.waitedFor.resize(timeline.kind.size());
    }

    /// False when the order waits for itself.
    bool operator()()
    {
        const auto stages = static_cast<std::uint32_t>(m_timeline.stages);
        for (bool moved = true, up = false; moved; up = !up) {
            moved = false;
            for (std::uint32_t k = 0; k < stages; ++k)
                moved = runStage(up ? stages - 1 - k : k) || moved;
        }
        for (std::uint32_t stage = 0; stage < stages; ++stage)
            if (m_cursor[stage] != m_timeline.laneBegin[stage + 1])
                return false;
        return true;
    }

private:
    struct Input {
        std::int32_t task = -1; ///< -1 = none needed
        double arrival = 0.0;
        bool known = true;
    };

    [[nodiscard]] std::size_t cell(std::uint32_t slot, std::uint32_t task) const
    {
        return slot * m_microbatches + static_cast<std::size_t>(m_timeline.microbatch[task]);
    }

    [[nodiscard]] Input from(const std::vector<std::uint32_t>& done, std::uint32_t producerSlot, std::uint32_t stage,
                             std::uint32_t task) const
    {
        const std::uint32_t producer = done[cell(producerSlot, task)];
        if (producer == notYet)
            return {.known = false};
        const bool sameStage = producerSlot - stage * m_held < m_held;
        const bool sent = sameStage || m_timeline.kind[producer] == TaskKind::Communication; // a blocking send took the time itself
        return {static_cast<std::int32_t>(producer), m_timeline.end[producer] + (sent ? 0.0 : m_transfer)};
    }

    [[nodiscard]] Input inputOf(std::uint32_t stage, std::uint32_t task) const
    {
        const std::uint32_t slot = stage * m_held + m_timeline.chunk[task];
        switch (m_timeline.kind[task]) {
        case TaskKind::Forward: return m_route.before[slot] == noSlot ? Input{} : from(m_forwardDone, m_route.before[slot], stage, task);
        case TaskKind::BackwardInput:
        case TaskKind::Backward:
            return m_route.after[slot] == noSlot ? from(m_forwardDone, slot, stage, task)
                                                 : from(m_backwardDone, m_route.after[slot], stage, task);
        case TaskKind::BackwardWeight: return from(m_backwardDone, slot, stage, task);
        case TaskKind::Communication:
        case TaskKind::Optimizer: break;
        }
        return {};
    }

    [[nodiscard]] double duration(TimeClass timeClass, std::uint32_t stage, std::uint32_t task) const
    {
        const double usual = m_durations[static_cast<std::uint32_t>(timeClass) * m_slotTotal + stage * m_held + m_timeline.chunk[task]];
        return m_factors.empty() || timeClass == TimeClass::Communication
                   ? usual
                   : usual * m_factors[static_cast<std::size_t>(m_timeline.microbatch[task])];
    }

    bool runStage(std::uint32_t stage)
    {
        const std::uint32_t first = m_timeline.laneBegin[stage];
        const std::uint32_t begin = m_cursor[stage];
        const std::uint32_t end = m_timeline.laneBegin[stage + 1];
        std::uint32_t i = begin;
        double free = begin == first ? 0.0 : m_timeline.end[begin - 1];
        while (i < end) {
            const bool pair = m_hasPairs && m_timeline.pairedWithNext[i] != 0;
            Input input = inputOf(stage, i);
            if (!input.known)
                break;
            if (pair) {
                const Input second = inputOf(stage, i + 1);
                if (!second.known)
                    break;
                if (second.arrival > input.arrival)
                    input = second;
            }
            free = place(stage, i, free, input);
            if (pair)
                free = place(stage, i + 1, free, inputOf(stage, i + 1));
            i += pair ? 2 : 1;
        }
        m_cursor[stage] = i;
        return i != begin;
    }

    /// Gives a task its times and notes where its output leaves; returns its end.
    double place(std::uint32_t stage, std::uint32_t task, double free, const Input& input)
    {
        const bool first = task == m_timeline.laneBegin[stage];
        const bool waits = input.task >= 0 && input.arrival > free;
        const double start = waits ? input.arrival : free;
        m_timeline.start[task] = start;
        m_timeline.waitedFor[task] = waits ? input.task : first ? -1 : static_cast<std::int32_t>(task) - 1;
        const TimeClass timeClass = timeClassOf(m_timeline, task, first);
        const double end = start + duration(timeClass, stage, task);
        m_timeline.end[task] = end;
        note(stage, task);
        return end;
    }

    void note(std::uint32_t stage, std::uint32_t task)
    {
        const TaskKind kind = m_timeline.kind[task];
        if (kind == TaskKind::BackwardWeight || kind == TaskKind::Optimizer)
            return;
        const bool forward =
            kind == TaskKind::Forward || (kind == TaskKind::Communication && m_timeline.kind[task - 1] == TaskKind::Forward);
        const bool pair = m_hasPairs && m_timeline.pairedWithNext[task] != 0;
        (forward ? m_forwardDone : m_backwardDone)[cell(stage * m_held + m_timeline.chunk[task], task)] = pair ? task + 1 : task;
    }

    Timeline& m_timeline;
    std::uint32_t m_held;
    std::uint32_t m_slotTotal;
    std::size_t m_microbatches;
    TaskRoute m_route;
    std::vector<double> m_durations;
    const std::vector<double>& m_factors; ///< by micro-batch; empty = all 1
    double m_transfer;
    std::vector<std::uint32_t> m_forwardDone; ///< [slot * microbatches + microbatch] task at whose end the output leaves
    std::vector<std::uint32_t> m_backwardDone;
    std::vector<std::uint32_t> m_cursor;
    bool m_hasPairs;
};

} // namespace

Result<Timeline> simulateSchedule(const ScheduleRequest& request)
{
    Result<Timeline> timeline = orderTasks(request);
    if (!timeline)
        return timeline;
    if (!DirectSimulation(request, *timeline)())
        return failure(orderWaitsForItself(request));
    return timeline;
}

} // namespace shardscape
