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
template <class Duration> void timeSteps(const TaskGraph& graph, Duration duration, double transfer, StepSpan* steps)
{
    const Arrival arrival(steps, transfer);
    steps[0] = {};
    const bool hasPairs = !graph.pairsWithNextStep.empty();
    for (std::size_t k = 0; k < graph.wave.size(); ++k) {
        const WaveStep& step = graph.wave[k];
        double start = std::max(steps[step.before].end, arrival(step.producer));
        if (hasPairs && graph.pairsWithNextStep[k] != 0) // starts when both of its inputs are there
            start = std::max(start, arrival(graph.wave[k + 1].producer));
        steps[k + 1] = {start, start + duration(k)};
    }
}

} // namespace

WaveTimes waveTimes(const TaskGraph& graph, const TaskTimes& times)
{
    return {durationTable({graph.untimed.stages, graph.untimed.chunks}, times), factorsByStep(graph, times.microbatchFactor), times.p2p};
}

void timeWave(const TaskGraph& graph, const WaveTimes& times, StepSpan* steps)
{
    const auto usual = [wave = graph.wave.data(), table = times.durations.data()](std::size_t k) { return table[wave[k].timeClass]; };
    if (times.factors.empty())
        timeSteps(graph, usual, times.transfer, steps);
    else
        timeSteps(
            graph, [usual, factor = times.factors.data()](std::size_t k) { return usual(k) * factor[k]; }, times.transfer, steps);
}

} // namespace shardscape
