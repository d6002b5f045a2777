// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/balance.h"

#include "plan/virtual_stage.h"
#include "schedule/analysis.h"
#include "schedule/task_graph.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

namespace shardscape {

namespace {

/// Tasks that all tries together may time.
constexpr long long tryBudget = 20'000'000;

struct Score {
    double excess = 0; ///< bytes above the capacity, summed over stages
    double makespan = 0;
    double unevenness = 0; ///< sum of squares of the stages' times: leads over plateaus of the makespan
    double peakBytes = 0;
};

bool isBetter(const Score& a, const Score& b)
{
    const double tolerance = 1e-12;
    if (a.excess != b.excess)
        return a.excess < b.excess;
    if (a.makespan < b.makespan * (1.0 - tolerance))
        return true;
    return a.makespan <= b.makespan * (1.0 + tolerance) && a.unevenness < b.unevenness * (1.0 - tolerance);
}

ScheduleRequest scheduleOf(const BalanceRequest& request, TaskTimes times)
{
    return {.kind = request.kind,
            .stages = request.stages,
            .microbatches = request.microbatches,
            .chunks = request.chunks,
            .times = std::move(times)};
}

class Balancer {
public:
    Balancer(const BalanceRequest& request, TaskGraph graph)
        : m_request{request}, m_graph{std::move(graph)}, m_held{chunksPerStage(request.kind, request.chunks)},
          m_last{virtualStages(request.kind, request.stages, request.chunks) - 1}, m_tries{std::max(1LL, tryBudget / static_cast<long long>(
                                                                                                                         m_graph.size()))}
    {
    }

    BalanceProposal operator()()
    {
        std::vector<int> layers = m_request.start;
        Score best = score(layers);
        BalanceProposal proposal{.before = best.makespan, .startFits = best.excess == 0.0};
        while (improve(layers, best)) {
        }
        proposal.stageLayers = std::move(layers);
        proposal.after = best.makespan;
        proposal.peakBytes = best.peakBytes;
        m_fits = best.excess == 0.0;
        return proposal;
    }
    [[nodiscard]] bool fits() const { return m_fits; }

private:
    /// Moves the one layer that helps most; false when none helps.
    bool improve(std::vector<int>& layers, Score& best)
    {
        std::pair<std::size_t, std::size_t> move{0, 0};
        for (std::size_t from = 0; from < layers.size(); ++from)
            for (std::size_t to = 0; to < layers.size() && layers[from] > 0; ++to) {
                if (from == to || m_tries-- <= 0)
                    continue;
                std::vector<int> tried = layers;
                --tried[from];
                ++tried[to];
                const Score found = score(tried);
                if (isBetter(found, best)) {
                    best = found;
                    move = {from, to};
                }
            }
        if (move.first == move.second)
            return false;
        --layers[move.first];
        ++layers[move.second];
        return true;
    }

    [[nodiscard]] int virtualStageOf(int stage, int chunk) const { return virtualStage(m_request.kind, m_request.stages, stage, chunk); }

    [[nodiscard]] TaskTimes timesOf(const std::vector<int>& layers) const
    {
        TaskTimes times;
        times.p2p = m_request.p2p;
        for (int stage = 0; stage < m_request.stages; ++stage)
            for (int chunk = 0; chunk < m_held; ++chunk) {
                const int at = virtualStageOf(stage, chunk);
                const auto time = [&](double LayerTimes::*part) {
                    return layers[static_cast<std::size_t>(at)] * m_request.layer.*part + (at == 0 ? m_request.embedding.*part : 0.0) +
                           (at == m_last ? m_request.head.*part : 0.0);
                };
                times.forward.push_back(time(&LayerTimes::forward));
                times.backwardInput.push_back(time(&LayerTimes::backwardInput));
                times.backwardWeight.push_back(time(&LayerTimes::backwardWeight));
            }
        return times;
    }

    [[nodiscard]] double bytesOf(const std::vector<int>& layers, int stage) const
    {
        double bytes = 0;
        std::vector<double> activations;
        for (int chunk = 0; chunk < m_held; ++chunk) {
            const int at = virtualStageOf(stage, chunk);
            const int count = layers[static_cast<std::size_t>(at)];
            bytes += count * m_request.layerBytes + (at == 0 ? m_request.embeddingBytes : 0.0) + (at == m_last ? m_request.headBytes : 0.0);
            activations.push_back(count * m_request.activationBytes);
        }
        return bytes + activationsOverTime(m_timeline, stage, activations).peak;
    }

    Score score(const std::vector<int>& layers)
    {
        const TaskTimes times = timesOf(layers);
        Score result;
        if (!timeSchedule(m_graph, times, m_timeline, m_scratch)) { // all layers taken from everywhere: no time at all
            result.excess = 1e300;
            return result;
        }
        result.makespan = *std::max_element(m_timeline.end.begin(), m_timeline.end.end());
        for (int stage = 0; stage < m_request.stages; ++stage) {
            double time = 0;
            for (int chunk = 0; chunk < m_held; ++chunk) {
                const auto slot = static_cast<std::size_t>(stage * m_held + chunk);
                time += times.forward[slot] + times.backwardInput[slot] + times.backwardWeight[slot];
            }
            result.unevenness += time * time;
            const double bytes = bytesOf(layers, stage);
            result.peakBytes = std::max(result.peakBytes, bytes);
            if (m_request.capacityBytes > 0.0)
                result.excess += std::max(0.0, bytes - m_request.capacityBytes);
        }
        return result;
    }

    const BalanceRequest& m_request;
    TaskGraph m_graph;
    int m_held;
    int m_last;
    long long m_tries;
    bool m_fits = true;
    Timeline m_timeline;
    TimingScratch m_scratch;
};

Problems checkStart(const BalanceRequest& request)
{
    Problems problems;
    const auto wanted = static_cast<std::size_t>(virtualStages(request.kind, request.stages, request.chunks));
    if (request.start.size() != wanted)
        problems.push_back(
            {Severity::Error, "stage-layers-wrong-count", "/parallelism/stage_layers",
             std::to_string(request.start.size()) + " numbers of layers were given for " + std::to_string(wanted) + " virtual stages.",
             "Give one number per virtual stage."});
    if (std::any_of(request.start.begin(), request.start.end(), [](int layers) { return layers < 0; }))
        problems.push_back({Severity::Error, "stage-layers-negative", "/parallelism/stage_layers",
                            "A stage has a negative number of layers.", "Give 0 or more layers."});
    return problems;
}

} // namespace

Result<BalanceProposal> balanceStages(const BalanceRequest& request)
{
    TaskTimes unit = uniformTimes(request.stages, 1, 1.0, 1.0, 1.0, std::nullopt, 0.0); // the order does not depend on the layout
    Result<TaskGraph> graph = orderSchedule(scheduleOf(request, std::move(unit)));
    if (!graph)
        return tl::unexpected<Problems>(std::move(graph.error()));
    if (Problems problems = checkStart(request); !problems.empty())
        return failure(std::move(problems));
    Balancer balancer(request, std::move(*graph));
    BalanceProposal proposal = balancer();
    if (!balancer.fits())
        return failure({Severity::Error, "no-layout-fits", "/parallelism/stage_layers",
                        "No way to spread " + std::to_string(std::accumulate(request.start.begin(), request.start.end(), 0)) +
                            " layers was found that keeps every stage within its memory; the fullest needs " +
                            std::to_string(proposal.peakBytes) + " bytes.",
                        "Take more stages, more tensor parallelism, or recompute activations."});
    return proposal;
}

} // namespace shardscape
