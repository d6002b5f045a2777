// SPDX-License-Identifier: GPL-3.0-or-later
// When the output of a step of the wave reaches whoever waits for it. Internal to the folder; values.
#pragma once

#include "schedule/task_graph.h"

#include <array>

namespace shardscape {

class Arrival {
public:
    Arrival(const StepSpan* steps, double transfer) : m_steps{steps}, m_latency{0.0, transfer} {}
    /// \param producer as in WaveStep: a step, and whether a transfer lies between
    [[nodiscard]] double operator()(std::uint32_t producer) const
    {
        return m_steps[producer & graph_detail::stepMask].end + m_latency[producer >> 31U];
    }

private:
    const StepSpan* m_steps;
    std::array<double, 2> m_latency;
};

} // namespace shardscape
