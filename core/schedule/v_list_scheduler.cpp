// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/v_list_scheduler.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <utility>

namespace shardscape {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

bool isForward(std::size_t pass) { return pass < 2; }
std::uint8_t chunkOf(std::size_t pass) { return pass == 1 || pass == 2 ? 1 : 0; }

struct Event {
    double time;
    int stage;
    bool operator>(const Event& other) const { return time > other.time || (time == other.time && stage > other.stage); }
};

struct Stage {
    std::array<int, vPasses> next{};                          ///< micro-batch that each pass runs next
    std::array<int, vPasses> offset{};                        ///< of the building block
    std::vector<std::pair<std::uint8_t, int>> pendingWeights; ///< first in, first out from weightsDone on
    std::size_t weightsDone = 0;
    int held = 0;
    double free = 0;
};

class Run {
public:
    Run(const ScheduleRequest& request, const VTrial& trial, VLanes& lanes)
        : m_request{request}, m_trial{trial}, m_lanes{lanes}, m_stages(static_cast<std::size_t>(request.stages)),
          m_done(vPasses * m_stages.size() * static_cast<std::size_t>(trial.microbatches), never), m_left{6LL * request.stages *
                                                                                                          trial.microbatches}
    {
        for (int stage = 0; stage < request.stages; ++stage)
            for (std::size_t pass = 0; pass < vPasses; ++pass)
                m_stages[static_cast<std::size_t>(stage)].offset[pass] =
                    trial.block.offset(request.stages, stage, static_cast<VPass>(pass));
        m_lanes.assign(m_stages.size(), {});
        double longest = 0;
        for (const auto* values : {&request.times.forward, &request.times.backwardInput, &request.times.backwardWeight})
            longest = std::max(longest, *std::max_element(values->begin(), values->end()));
        m_tolerance = 1e-9 * longest;
    }

    bool operator()()
    {
        for (int stage = 0; stage < m_request.stages; ++stage)
            m_events.push({0.0, stage});
        while (m_left > 0) {
            if (m_events.empty())
                return false;
            const Event event = m_events.top();
            m_events.pop();
            step(event);
        }
        return true;
    }

private:
    static double valueAt(const std::vector<double>& values, std::size_t slot)
    {
        return values.size() == 1 ? values.front() : values[slot];
    }
    [[nodiscard]] std::size_t cell(std::size_t pass, int stage, int microbatch) const
    {
        return (pass * m_stages.size() + static_cast<std::size_t>(stage)) * static_cast<std::size_t>(m_trial.microbatches) +
               static_cast<std::size_t>(microbatch);
    }

    /// When the input of a pass arrives; infinity while nobody knows.
    [[nodiscard]] double arrival(std::size_t pass, int stage, int microbatch) const
    {
        const bool down = pass == 0 || pass == 2;
        const int turnStage = down ? 0 : m_request.stages - 1;
        if (stage != turnStage)
            return m_done[cell(pass, down ? stage - 1 : stage + 1, microbatch)] + m_request.times.p2p;
        return pass == 0 ? 0.0 : m_done[cell(pass - 1, stage, microbatch)];
    }

    /// The passes of a stage that are left, in the block's order; returns their number.
    [[nodiscard]] std::size_t wanted(const Stage& stage, std::array<std::size_t, vPasses>& passes) const
    {
        std::size_t count = 0;
        for (std::size_t pass = 0; pass < vPasses; ++pass)
            if (stage.next[pass] < m_trial.microbatches)
                passes[count++] = pass;
        const auto when = [&](std::size_t pass) { return vInterval * stage.next[pass] + stage.offset[pass]; };
        for (std::size_t k = 1; k < count; ++k) // insertion sort of at most four
            for (std::size_t at = k; at > 0 && when(passes[at]) < when(passes[at - 1]); --at)
                std::swap(passes[at], passes[at - 1]);
        return count;
    }

    void step(const Event& event)
    {
        Stage& stage = m_stages[static_cast<std::size_t>(event.stage)];
        if (stage.free > event.time + m_tolerance)
            return;
        std::array<std::size_t, vPasses> passes{};
        const std::size_t count = std::min(wanted(stage, passes), static_cast<std::size_t>(m_trial.window));
        bool soon = false;
        for (std::size_t k = 0; k < count; ++k) {
            const std::size_t pass = passes[k];
            const bool room = !isForward(pass) || stage.held < m_trial.mostChunksHeld;
            const double arrived = arrival(pass, event.stage, stage.next[pass]);
            if (room && arrived <= event.time + m_tolerance) {
                runPass(event, pass);
                return;
            }
            soon = soon || (k == 0 && room && arrived < event.time + weightTime(event.stage));
        }
        if (stage.weightsDone < stage.pendingWeights.size() && !(soon && m_trial.patient))
            runWeight(event);
    }

    [[nodiscard]] double weightTime(int stage) const
    {
        return valueAt(m_request.times.backwardWeight, static_cast<std::size_t>(2 * stage));
    }

    void finish(const Event& event, double duration, const VTask& task)
    {
        Stage& stage = m_stages[static_cast<std::size_t>(event.stage)];
        const double start = std::max(event.time, stage.free);
        stage.free = start + duration;
        --m_left;
        m_lanes[static_cast<std::size_t>(event.stage)].push_back(task);
        m_events.push({stage.free, event.stage});
    }

    void runPass(const Event& event, std::size_t pass)
    {
        Stage& stage = m_stages[static_cast<std::size_t>(event.stage)];
        const int microbatch = stage.next[pass]++;
        const auto slot = static_cast<std::size_t>(2 * event.stage) + chunkOf(pass);
        const auto& times = isForward(pass) ? m_request.times.forward : m_request.times.backwardInput;
        finish(event, valueAt(times, slot), {isForward(pass) ? TaskKind::Forward : TaskKind::BackwardInput, chunkOf(pass), microbatch});
        m_done[cell(pass, event.stage, microbatch)] = stage.free;
        if (isForward(pass))
            ++stage.held;
        else
            stage.pendingWeights.push_back({chunkOf(pass), microbatch});
        const int receiver = pass == 0 || pass == 2 ? event.stage + 1 : event.stage - 1;
        if (receiver >= 0 && receiver < m_request.stages)
            m_events.push({stage.free + m_request.times.p2p, receiver});
    }

    void runWeight(const Event& event)
    {
        Stage& stage = m_stages[static_cast<std::size_t>(event.stage)];
        const auto [chunk, microbatch] = stage.pendingWeights[stage.weightsDone++];
        const auto slot = static_cast<std::size_t>(2 * event.stage) + chunk;
        finish(event, valueAt(m_request.times.backwardWeight, slot), {TaskKind::BackwardWeight, chunk, microbatch});
        --stage.held;
    }

    const ScheduleRequest& m_request;
    const VTrial& m_trial;
    VLanes& m_lanes;
    std::vector<Stage> m_stages;
    std::vector<double> m_done; ///< [pass][stage][microbatch] end of the pass
    long long m_left;
    double m_tolerance = 0;
    std::priority_queue<Event, std::vector<Event>, std::greater<>> m_events;
};

} // namespace

bool orderVTrial(const ScheduleRequest& request, const VTrial& trial, VLanes& lanes)
{
    if (!trial.unitTimes)
        return Run(request, trial, lanes)();
    ScheduleRequest unit = request;
    unit.times = uniformTimes(request.stages, 1, 1.0, 1.0, 1.0, std::nullopt, 0.0);
    return Run(unit, trial, lanes)();
}

} // namespace shardscape
