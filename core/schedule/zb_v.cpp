// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/v_search.h"

#include <utility>

namespace shardscape {

namespace {

/// One stage of the handcrafted order: counts of what has run, and the input gradients whose weight gradient is still to come.
class Lane {
public:
    Lane(int microbatches, std::vector<VTask>& tasks) : m_microbatches{microbatches}, m_tasks{tasks} {}

    void forward(int chunk) { run(TaskKind::Forward, chunk, m_forward[static_cast<std::size_t>(chunk)]); }
    void backward(int chunk)
    {
        m_pending.push_back({chunk, m_backward[static_cast<std::size_t>(chunk)]});
        run(TaskKind::BackwardInput, chunk, m_backward[static_cast<std::size_t>(chunk)]);
    }
    void weight()
    {
        auto [chunk, microbatch] = m_pending[m_weights++];
        run(TaskKind::BackwardWeight, chunk, microbatch);
    }
    [[nodiscard]] bool forwardsLeft() const { return m_forward[0] < m_microbatches; }
    [[nodiscard]] bool weightsLeft() const { return m_weights < m_pending.size(); }

private:
    void run(TaskKind kind, int chunk, int& microbatch) { m_tasks.push_back({kind, static_cast<std::uint8_t>(chunk), microbatch++}); }

    int m_microbatches;
    std::vector<VTask>& m_tasks;
    std::array<int, 2> m_forward{};
    std::array<int, 2> m_backward{};
    std::vector<std::pair<int, int>> m_pending;
    std::size_t m_weights = 0;
};

/// Warm-up down and up the V until the stage holds 2p chunks, then F0 B0 W0 F1 B1 W1, then the drain.
void appendLane(int stages, int stage, int microbatches, std::vector<VTask>& tasks)
{
    Lane lane(microbatches, tasks);
    for (int i = 0; i < 2 * (stages - stage) - 1; ++i)
        lane.forward(0);
    for (int i = 0; i < stage; ++i) {
        lane.forward(1);
        lane.forward(0);
    }
    for (int i = 0; i < stages - stage; ++i) {
        lane.forward(1);
        lane.backward(1);
        lane.weight();
    }
    for (int i = 0; i < microbatches - stages; ++i) {
        if (lane.forwardsLeft())
            lane.forward(0);
        lane.backward(0);
        lane.weight();
        lane.forward(1);
        lane.backward(1);
        lane.weight();
    }
    for (int i = 0; i < stage; ++i) {
        lane.backward(0);
        lane.backward(1);
    }
    for (int i = 0; i < stages - stage; ++i) {
        lane.backward(0);
        lane.weight();
    }
    while (lane.weightsLeft())
        lane.weight();
}

VLanes handcrafted(const ScheduleRequest& request)
{
    VLanes lanes;
    if (request.microbatches < 2 * request.stages) // the warm-up needs as many
        return lanes;
    for (int stage = 0; stage < request.stages; ++stage)
        appendLane(request.stages, stage, request.microbatches, lanes.emplace_back());
    return lanes;
}

} // namespace

/// ZB-V (Qi et al. 2024, "Zero Bubble Pipeline Parallelism", section 6): within 1F1B's p micro-batches no stage idles in its own span
/// where F = B = W. Where they differ, a searched order may be shorter and is taken.
void orderZbV(const ScheduleRequest& request, TaskOrder& order)
{
    orderVFamily(request, {.stepSum = 12, .mostChunksHeld = 2 * request.stages}, handcrafted(request), order);
}

} // namespace shardscape
