// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/task_linker.h"

#include "schedule/time_classes.h"

namespace shardscape {

namespace {

/// Where a slot's input comes from, divided out once per slot instead of once per task.
struct SlotInput {
    std::uint32_t slot = noSlot;
    std::uint32_t gap = 0;      ///< of the producing stage
    std::uint32_t transfer = 0; ///< fromOtherStage, or 0
};

class Linker {
public:
    Linker(const ScheduleRequest& request, const Timeline& tasks, std::vector<TaskSource>& sources)
        : m_tasks{tasks}, m_sources{sources}, m_held{static_cast<std::uint32_t>(tasks.chunks)},
          m_slotTotal{static_cast<std::uint32_t>(tasks.stages) * m_held}, m_microbatches{static_cast<std::size_t>(request.microbatches)},
          m_forwardDone(m_slotTotal * m_microbatches), m_backwardDone(request.kind == ScheduleKind::ForwardOnly ? 0 : m_forwardDone.size()),
          m_hasPairs{!tasks.pairedWithNext.empty()}, m_hasSends{request.times.p2pBlocksSender}
    {
        const TaskRoute route = makeRoute(request);
        for (std::uint32_t slot = 0; slot < m_slotTotal; ++slot) {
            m_forwardInput.push_back(inputFrom(route.before[slot], slot));
            m_backwardInput.push_back(inputFrom(route.after[slot], slot));
        }
    }

    LinkedTasks operator()()
    {
        m_linked.size = m_tasks.kind.size() + static_cast<std::size_t>(m_tasks.stages) * stageGap;
        m_linked.task = std::make_unique_for_overwrite<LinkedTask[]>(m_linked.size);
        m_sources.resize(m_tasks.kind.size());
        for (std::uint32_t stage = 0; stage < static_cast<std::uint32_t>(m_tasks.stages); ++stage)
            noteDone(stage);
        for (std::uint32_t stage = 0; stage < static_cast<std::uint32_t>(m_tasks.stages); ++stage)
            findProducers(stage);
        return std::move(m_linked);
    }

private:
    [[nodiscard]] SlotInput inputFrom(std::uint32_t producer, std::uint32_t slot) const
    {
        if (producer == noSlot)
            return {};
        const std::uint32_t stage = producer / m_held;
        return {producer, stage * stageGap, stage == slot / m_held ? 0U : fromOtherStage};
    }
    [[nodiscard]] std::size_t cell(std::uint32_t slot, std::uint32_t task) const
    {
        return slot * m_microbatches + static_cast<std::size_t>(m_tasks.microbatch[task]);
    }
    [[nodiscard]] bool pairs(std::uint32_t task) const { return m_hasPairs && m_tasks.pairedWithNext[task] != 0; }

    /// Notes at which task's end each output leaves: the task itself, its pair's end, or the blocking send behind it.
    void noteDone(std::uint32_t stage)
    {
        std::vector<std::uint32_t>* sender = &m_forwardDone;
        for (std::uint32_t i = m_tasks.laneBegin[stage]; i < m_tasks.laneBegin[stage + 1]; ++i) {
            const TaskKind kind = m_tasks.kind[i];
            if (kind == TaskKind::BackwardWeight || kind == TaskKind::Optimizer)
                continue;
            if (kind != TaskKind::Communication)
                sender = kind == TaskKind::Forward ? &m_forwardDone : &m_backwardDone;
            (*sender)[cell(stage * m_held + m_tasks.chunk[i], i)] = pairs(i) ? i + 1 : i;
        }
    }

    void setProducer(std::uint32_t at, std::uint32_t task, std::uint32_t producer, const SlotInput& input)
    {
        const bool sent = m_hasSends && m_tasks.kind[producer] == TaskKind::Communication; // the send itself took the time
        m_linked.task[at].producer = (producer + input.gap) | (sent ? 0U : input.transfer);
        m_sources[task].producer = static_cast<std::int32_t>(producer);
    }
    void setNone(std::uint32_t at, std::uint32_t task)
    {
        m_linked.task[at].producer = noProducer;
        m_sources[task].producer = -1;
    }

    void findProducers(std::uint32_t stage)
    {
        const std::uint32_t gap = stage * stageGap;
        for (std::uint32_t i = m_tasks.laneBegin[stage]; i < m_tasks.laneBegin[stage + 1]; ++i) {
            const std::uint32_t slot = stage * m_held + m_tasks.chunk[i];
            const std::uint32_t at = i + gap;
            switch (m_tasks.kind[i]) {
            case TaskKind::Forward:
                if (const SlotInput& input = m_forwardInput[slot]; input.slot != noSlot)
                    setProducer(at, i, m_forwardDone[cell(input.slot, i)], input);
                else
                    setNone(at, i);
                break;
            case TaskKind::BackwardInput:
            case TaskKind::Backward:
                if (const SlotInput& input = m_backwardInput[slot]; input.slot != noSlot)
                    setProducer(at, i, m_backwardDone[cell(input.slot, i)], input);
                else
                    setProducer(at, i, m_forwardDone[cell(slot, i)], {slot, gap, 0U});
                break;
            case TaskKind::BackwardWeight: setProducer(at, i, m_backwardDone[cell(slot, i)], {slot, gap, 0U}); break;
            case TaskKind::Communication:
            case TaskKind::Optimizer: setNone(at, i); break;
            }
            m_linked.task[at].timeClass =
                static_cast<std::uint32_t>(timeClassOf(m_tasks, i, i == m_tasks.laneBegin[stage])) * m_slotTotal + slot;
        }
    }

    const Timeline& m_tasks;
    std::vector<TaskSource>& m_sources;
    std::uint32_t m_held;
    std::uint32_t m_slotTotal;
    std::size_t m_microbatches;
    std::vector<std::uint32_t> m_forwardDone; ///< [slot * microbatches + microbatch] task whose end makes the output leave
    std::vector<std::uint32_t> m_backwardDone;
    bool m_hasPairs;
    bool m_hasSends;
    std::vector<SlotInput> m_forwardInput; ///< by slot
    std::vector<SlotInput> m_backwardInput;
    LinkedTasks m_linked;
};

} // namespace

LinkedTasks linkTasks(const ScheduleRequest& request, const Timeline& tasks, std::vector<TaskSource>& sources)
{
    return Linker(request, tasks, sources)();
}

} // namespace shardscape
