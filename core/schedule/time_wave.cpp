// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/time_wave.h"

#include "schedule/arrival.h"
#include "schedule/time_classes.h"

#include <algorithm>

namespace shardscape {

using namespace graph_detail;

namespace {

std::vector<double> factorsByStep(const TaskGraph& graph, const std::vector<double>& factors)
{
    std::vector<double> byStep(factors.empty() ? 0 : graph.size());
    for (std::size_t i = 0; i < byStep.size(); ++i)
        byStep[graph.source[i].step - 1] =
            graph.untimed.kind[i] == TaskKind::Communication ? 1.0 : factors[static_cast<std::size_t>(graph.untimed.microbatch[i])];
    return byStep;
}

/// \param duration of a wave step, called with its number - 1
template <bool hasPairs, class Duration>
void timeSteps(const TaskGraph& graph, Duration duration, double transfer, std::size_t from, std::size_t to, StepSpan* steps)
{
    const Arrival arrival(steps, transfer);
    for (std::size_t k = from; k < to; ++k) {
        const WaveStep& step = graph.wave[k];
        double start = std::max(steps[step.before].end, arrival(step.producer));
        if constexpr (hasPairs)
            if (graph.pairsWithNextStep[k] != 0) // starts when both of its inputs are there
                start = std::max(start, arrival(graph.wave[k + 1].producer));
        steps[k + 1] = {start, start + duration(k)};
    }
}

template <class Duration>
void timeSteps(const TaskGraph& graph, Duration duration, double transfer, std::size_t from, std::size_t to, StepSpan* steps)
{
    if (graph.pairsWithNextStep.empty())
        timeSteps<false>(graph, duration, transfer, from, to, steps);
    else
        timeSteps<true>(graph, duration, transfer, from, to, steps);
}

} // namespace

WaveTimes waveTimes(const TaskGraph& graph, const TaskTimes& times)
{
    return {durationTable({graph.untimed.stages, graph.untimed.chunks}, times), factorsByStep(graph, times.microbatchFactor), times.p2p};
}

void timeWave(const TaskGraph& graph, const WaveTimes& times, std::size_t from, std::size_t to, StepSpan* steps)
{
    const auto usual = [wave = graph.wave.data(), table = times.durations.data()](std::size_t k) { return table[wave[k].timeClass]; };
    if (from == 0)
        steps[0] = {};
    if (times.factors.empty())
        timeSteps(graph, usual, times.transfer, from, to, steps);
    else
        timeSteps(
            graph, [usual, factor = times.factors.data()](std::size_t k) { return usual(k) * factor[k]; }, times.transfer, from, to, steps);
}

} // namespace shardscape
