// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/v_list_scheduler.h"

#include <algorithm>
#include <limits>

namespace shardscape {

namespace {

constexpr double unknown = -1.0;

double valueAt(const std::vector<double>& values, std::size_t slot) { return values.size() == 1 ? values.front() : values[slot]; }

/// Runs every stage as far as its inputs are known, round after round.
class Replay {
public:
    Replay(const ScheduleRequest& request, int microbatches, const VLanes& lanes)
        : m_request{request}, m_lanes{lanes}, m_microbatches{static_cast<std::size_t>(microbatches)},
          m_end(4 * lanes.size() * m_microbatches, unknown), m_cursor(lanes.size()), m_free(lanes.size()), m_first(lanes.size(), unknown)
    {
    }

    VOutcome operator()()
    {
        bool moved = true;
        while (moved) {
            moved = false;
            for (std::size_t stage = 0; stage < m_lanes.size(); ++stage)
                moved = runStage(stage) || moved;
        }
        VOutcome outcome;
        for (std::size_t stage = 0; stage < m_lanes.size(); ++stage) {
            outcome.makespan = std::max(outcome.makespan, m_free[stage]);
            outcome.span = std::max(outcome.span, m_free[stage] - m_first[stage]);
        }
        return outcome;
    }

private:
    [[nodiscard]] double& end(bool forward, std::size_t stage, const VTask& task)
    {
        const std::size_t row = (forward ? 0U : 2U) + task.chunk;
        return m_end[(row * m_lanes.size() + stage) * m_microbatches + static_cast<std::size_t>(task.microbatch)];
    }

    /// When the input of a task is there; `unknown` while its producer has not run.
    double arrival(std::size_t stage, const VTask& task)
    {
        if (task.kind == TaskKind::BackwardWeight)
            return 0.0; // follows its input gradient on the same stage
        const bool forward = task.kind == TaskKind::Forward;
        const bool down = forward == (task.chunk == 0);
        const std::size_t turn = down ? 0 : m_lanes.size() - 1;
        if (stage != turn) {
            const double sent = end(forward, down ? stage - 1 : stage + 1, task);
            return sent < 0.0 ? unknown : sent + m_request.times.p2p;
        }
        if (forward && task.chunk == 0)
            return 0.0;
        const VTask before{task.kind, static_cast<std::uint8_t>(forward ? 0 : 1), task.microbatch};
        return end(forward || task.chunk == 1, stage, before);
    }

    bool runStage(std::size_t stage)
    {
        const std::size_t begin = m_cursor[stage];
        for (; m_cursor[stage] < m_lanes[stage].size(); ++m_cursor[stage]) {
            const VTask& task = m_lanes[stage][m_cursor[stage]];
            const double arrived = arrival(stage, task);
            if (arrived < 0.0)
                break;
            const double start = std::max(m_free[stage], arrived);
            if (m_first[stage] < 0.0)
                m_first[stage] = start;
            m_free[stage] = start + duration(stage, task);
            if (task.kind != TaskKind::BackwardWeight)
                end(task.kind == TaskKind::Forward, stage, task) = m_free[stage];
        }
        return m_cursor[stage] != begin;
    }

    [[nodiscard]] double duration(std::size_t stage, const VTask& task) const
    {
        const std::size_t slot = 2 * stage + task.chunk;
        if (task.kind == TaskKind::Forward)
            return valueAt(m_request.times.forward, slot);
        return valueAt(task.kind == TaskKind::BackwardWeight ? m_request.times.backwardWeight : m_request.times.backwardInput, slot);
    }

    const ScheduleRequest& m_request;
    const VLanes& m_lanes;
    std::size_t m_microbatches;
    std::vector<double> m_end; ///< [pass row][stage][microbatch]
    std::vector<std::size_t> m_cursor;
    std::vector<double> m_free;
    std::vector<double> m_first;
};

} // namespace

VOutcome timeVOrder(const ScheduleRequest& request, int microbatches, const VLanes& lanes)
{
    return Replay(request, microbatches, lanes)();
}

} // namespace shardscape
