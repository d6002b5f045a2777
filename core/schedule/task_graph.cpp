// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/task_graph.h"

#include "plan/virtual_stage.h"
#include "schedule/task_order.h"

#include <algorithm>
#include <string>
#include <utility>

namespace shardscape {

using namespace graph_detail;

namespace {

constexpr std::uint32_t noSlot = ~0U;

/// The way of a micro-batch through the slots: which slot it visits before and after each.
struct Route {
    std::vector<std::uint32_t> before;
    std::vector<std::uint32_t> after;
};

Route makeRoute(const ScheduleRequest& request, int held)
{
    const auto slots = static_cast<std::size_t>(request.stages * held);
    const int length = virtualStages(request.kind, request.stages, request.chunks);
    const int ways = request.kind == ScheduleKind::DualPipe ? 2 : 1; // each direction is a way of its own
    std::vector<std::uint32_t> slotAt(slots);
    const auto place = [&](int stage, int chunk) {
        const int way = ways == 2 ? chunk : 0;
        return static_cast<std::size_t>(way * length + virtualStage(request.kind, request.stages, stage, chunk));
    };
    for (int stage = 0; stage < request.stages; ++stage)
        for (int chunk = 0; chunk < held; ++chunk)
            slotAt[place(stage, chunk)] = static_cast<std::uint32_t>(stage * held + chunk);
    Route route{std::vector<std::uint32_t>(slots, noSlot), std::vector<std::uint32_t>(slots, noSlot)};
    for (std::size_t i = 0; i + 1 < slots; ++i)
        if ((i + 1) % static_cast<std::size_t>(length) != 0) {
            route.after[slotAt[i]] = slotAt[i + 1];
            route.before[slotAt[i + 1]] = slotAt[i];
        }
    return route;
}

/// Resolves the producers of all tasks of one order.
class Linker {
public:
    Linker(const ScheduleRequest& request, TaskGraph& graph)
        : m_graph{graph}, m_tasks{graph.untimed}, m_held{static_cast<std::uint32_t>(graph.untimed.chunks)},
          m_microbatches{static_cast<std::size_t>(request.microbatches)}, m_route{makeRoute(request, graph.untimed.chunks)},
          m_forwardDone(static_cast<std::size_t>(graph.slotCount) * m_microbatches), m_backwardDone(m_forwardDone.size())
    {
    }

    void link()
    {
        m_graph.producer.resize(m_tasks.kind.size());
        m_graph.timeClass.resize(m_tasks.kind.size());
        eachStage([this](std::uint32_t stage, std::uint32_t begin, std::uint32_t end) { noteDone(stage, begin, end); });
        eachStage([this](std::uint32_t stage, std::uint32_t begin, std::uint32_t end) { findProducers(stage, begin, end); });
    }

private:
    template <class F> void eachStage(F f)
    {
        for (std::size_t s = 0; s + 1 < m_tasks.laneBegin.size(); ++s)
            f(static_cast<std::uint32_t>(s), m_tasks.laneBegin[s], m_tasks.laneBegin[s + 1]);
    }
    [[nodiscard]] std::size_t cell(std::uint32_t slot, std::uint32_t task) const
    {
        return slot * m_microbatches + static_cast<std::size_t>(m_tasks.microbatch[task]);
    }
    [[nodiscard]] bool pairs(std::uint32_t task) const { return !m_tasks.pairedWithNext.empty() && m_tasks.pairedWithNext[task] != 0; }

    /// Notes at which task's end each output leaves: the task itself, its pair's end, or the blocking send behind it.
    void noteDone(std::uint32_t stage, std::uint32_t begin, std::uint32_t end)
    {
        std::vector<std::uint32_t>* sender = &m_forwardDone;
        for (std::uint32_t i = begin; i < end; ++i) {
            const std::size_t at = cell(stage * m_held + m_tasks.chunk[i], i);
            switch (m_tasks.kind[i]) {
            case TaskKind::Forward:
                sender = &m_forwardDone;
                m_forwardDone[at] = pairs(i) ? i + 1 : i;
                break;
            case TaskKind::BackwardInput:
            case TaskKind::Backward:
                sender = &m_backwardDone;
                m_backwardDone[at] = i;
                break;
            case TaskKind::Communication: (*sender)[at] = i; break;
            case TaskKind::BackwardWeight:
            case TaskKind::Optimizer: break;
            }
        }
    }

    [[nodiscard]] std::uint32_t produced(const std::vector<std::uint32_t>& done, std::uint32_t slot, std::uint32_t task) const
    {
        const std::uint32_t producer = done[cell(slot, task)];
        const bool sent = m_tasks.kind[producer] == TaskKind::Communication; // the send itself took the time
        return pack(producer, sent ? Producer::SameStage : Producer::OtherStage);
    }
    static std::uint32_t pack(std::uint32_t producer, Producer where) { return producer | (static_cast<std::uint32_t>(where) << 30U); }

    [[nodiscard]] std::uint32_t forwardProducer(std::uint32_t slot, std::uint32_t task) const
    {
        const std::uint32_t before = m_route.before[slot];
        if (before == noSlot)
            return pack(0, Producer::None);
        if (before / m_held == slot / m_held)
            return pack(m_forwardDone[cell(before, task)], Producer::SameStage);
        return produced(m_forwardDone, before, task);
    }
    [[nodiscard]] std::uint32_t backwardProducer(std::uint32_t slot, std::uint32_t task) const
    {
        const std::uint32_t after = m_route.after[slot];
        if (after == noSlot)
            return pack(m_forwardDone[cell(slot, task)], Producer::SameStage);
        if (after / m_held == slot / m_held)
            return pack(m_backwardDone[cell(after, task)], Producer::SameStage);
        return produced(m_backwardDone, after, task);
    }

    void findProducers(std::uint32_t stage, std::uint32_t begin, std::uint32_t end)
    {
        bool behindPair = false;
        for (std::uint32_t i = begin; i < end; ++i) {
            const std::uint32_t slot = stage * m_held + m_tasks.chunk[i];
            TimeClass timeClass = TimeClass::Communication;
            std::uint32_t producer = pack(0, Producer::None);
            const bool pair = pairs(i);
            switch (m_tasks.kind[i]) {
            case TaskKind::Forward:
                timeClass = pair ? TimeClass::PairForward : TimeClass::Forward;
                producer = forwardProducer(slot, i);
                break;
            case TaskKind::BackwardInput:
                timeClass = TimeClass::BackwardInput;
                producer = backwardProducer(slot, i);
                break;
            case TaskKind::Backward:
                timeClass = behindPair ? TimeClass::PairBackward : TimeClass::Backward;
                producer = backwardProducer(slot, i);
                break;
            case TaskKind::BackwardWeight:
                timeClass = TimeClass::BackwardWeight;
                producer = pack(m_backwardDone[cell(slot, i)], Producer::SameStage);
                break;
            case TaskKind::Communication:
            case TaskKind::Optimizer: break;
            }
            behindPair = pair;
            m_graph.producer[i] = producer;
            m_graph.timeClass[i] = static_cast<std::uint32_t>(timeClass) * static_cast<std::uint32_t>(m_graph.slotCount) + slot;
        }
    }

    TaskGraph& m_graph;
    const Timeline& m_tasks;
    std::uint32_t m_held;
    std::size_t m_microbatches;
    Route m_route;
    std::vector<std::uint32_t> m_forwardDone; ///< [slot * microbatches + microbatch] task whose end makes the output leave
    std::vector<std::uint32_t> m_backwardDone;
};

/// Walks all stages at once, one task per stage and round, and notes the order. False when the order waits for itself.
bool makeWave(TaskGraph& graph)
{
    const Timeline& tasks = graph.untimed;
    const auto stages = static_cast<std::size_t>(tasks.stages);
    const std::size_t count = tasks.kind.size();
    std::vector<std::uint8_t> done(count, 0);
    std::vector<std::uint32_t> cursor(tasks.laneBegin.begin(), tasks.laneBegin.end() - 1);
    const auto ready = [&](std::uint32_t i) {
        const std::uint32_t producer = graph.producer[i];
        return (producer >> 30U) == 0 || done[producer & indexMask] != 0;
    };
    graph.wave.resize(count);
    std::size_t made = 0;
    while (made < count) {
        const std::size_t roundBegin = made;
        for (std::size_t stage = 0; stage < stages; ++stage) {
            const std::uint32_t i = cursor[stage];
            if (i == tasks.laneBegin[stage + 1] || !ready(i))
                continue;
            const bool pair = !tasks.pairedWithNext.empty() && tasks.pairedWithNext[i] != 0;
            if (pair && !ready(i + 1))
                continue;
            graph.wave[made++] = i | (i == tasks.laneBegin[stage] ? firstOfStage : 0U);
            if (pair)
                graph.wave[made++] = i + 1;
            cursor[stage] = i + (pair ? 2 : 1);
        }
        for (std::size_t k = roundBegin; k < made; ++k)
            done[graph.wave[k] & indexMask] = 1;
        if (made == roundBegin)
            return false;
    }
    return true;
}

/// Inserts a blocking send behind every task whose output leaves the stage; a pair sends both outputs when it is done.
void insertSends(const ScheduleRequest& request, TaskOrder& order)
{
    const int held = chunksPerStage(request.kind, request.chunks);
    const Route route = makeRoute(request, held);
    TaskOrder sending;
    sending.notes = std::move(order.notes);
    const auto sends = [&](std::size_t i, std::uint32_t stage) {
        const std::uint32_t slot = stage * static_cast<std::uint32_t>(held) + order.chunk[i];
        const TaskKind kind = order.kind[i];
        const std::uint32_t to = kind == TaskKind::Forward          ? route.after[slot]
                                 : kind == TaskKind::BackwardWeight ? noSlot
                                                                    : route.before[slot];
        return to != noSlot && to / static_cast<std::uint32_t>(held) != stage;
    };
    for (std::uint32_t stage = 0; stage + 1 < order.laneBegin.size(); ++stage) {
        sending.beginStage();
        for (std::size_t i = order.laneBegin[stage]; i < order.laneBegin[stage + 1]; ++i) {
            sending.add(order.kind[i], order.chunk[i], order.microbatch[i]);
            if (sends(i, stage))
                sending.add(TaskKind::Communication, order.chunk[i], order.microbatch[i]);
        }
    }
    sending.finish();
    order = std::move(sending);
}

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

Result<TaskGraph> orderSchedule(const ScheduleRequest& request)
{
    if (Problems problems = checkRequest(request); !problems.empty())
        return failure(std::move(problems));
    TaskOrder order = makeOrder(request);
    TaskGraph graph;
    graph.schedule = request.kind;
    Timeline& tasks = graph.untimed;
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
    graph.slotCount = tasks.stages * tasks.chunks;
    Linker(request, graph).link();
    if (!makeWave(graph))
        return failure({Severity::Error, "schedule-waits-for-itself", "/microbatches",
                        "The order of " + std::string(toText(request.kind)) + " does not exist for " +
                            std::to_string(request.microbatches) + " micro-batches on " + std::to_string(request.stages) + " stages.",
                        "Take a multiple of the stages as micro-batches, or 1f1b."});
    return graph;
}

} // namespace shardscape
