// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/v_search.h"

#include <algorithm>
#include <array>
#include <utility>

namespace shardscape {

namespace {

/// Tasks that all trials together may time, so that a search stays within some tens of milliseconds.
constexpr long long trialBudget = 300'000;
constexpr long long finalBudget = 300'000;

struct Candidate {
    VTrial trial;
    VOutcome outcome;
};

/// Shorter step first, then the shorter span of a stage; differences below rounding do not count.
bool isBetter(const VOutcome& a, const VOutcome& b)
{
    const double tolerance = 1e-9 * b.makespan;
    if (a.makespan < b.makespan - tolerance)
        return true;
    return a.makespan < b.makespan + tolerance && a.span < b.span - tolerance;
}

/// The ways a block is tried: how far a stage looks past the pass it wants, and whether the order follows the true times.
std::vector<VTrial> variants(const ScheduleRequest& request, const VTrial& base)
{
    const bool equal = request.times.p2p == 0.0 && request.times.forward == request.times.backwardInput &&
                       request.times.forward == request.times.backwardWeight;
    std::vector<VTrial> list;
    for (const int window : {1, 2, 3}) {
        VTrial trial = base;
        trial.window = window;
        list.push_back(trial);
        if (equal)
            continue;
        trial.unitTimes = true;
        list.push_back(trial);
        trial.unitTimes = false;
        trial.patient = true;
        list.push_back(trial);
    }
    return list;
}

std::vector<Candidate> tryBlocks(const ScheduleRequest& request, const VFamily& family)
{
    const int microbatches = std::min(request.microbatches, 2 * request.stages + 4); // enough for warm-up, a steady stretch and drain
    long long budget = trialBudget;
    std::vector<Candidate> candidates;
    VLanes lanes;
    for (const VBlock& block : vBlocks(request.stages, family.stepSum)) {
        for (const VTrial& trial :
             variants(request, {.block = block, .mostChunksHeld = family.mostChunksHeld, .microbatches = microbatches})) {
            if (orderVTrial(request, trial, lanes))
                candidates.push_back({trial, timeVOrder(request, microbatches, lanes)});
            budget -= 6LL * microbatches * request.stages;
        }
        if (budget < 0 && !candidates.empty())
            break;
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return isBetter(a.outcome, b.outcome); });
    return candidates;
}

/// No V-shaped order can be shorter: the last stage gets its first input after p-1 forwards and then has all its work to do.
double shortestStep(const ScheduleRequest& request)
{
    const auto least = [](const std::vector<double>& values) { return *std::min_element(values.begin(), values.end()); };
    const TaskTimes& times = request.times;
    const double work = 2.0 * request.microbatches * (least(times.forward) + least(times.backwardInput) + least(times.backwardWeight));
    return (request.stages - 1) * (least(times.forward) + times.p2p) + work;
}

/// The best of \p known and the most promising candidates, with all micro-batches; empty when none keeps the limit.
VLanes search(const ScheduleRequest& request, const VFamily& family, const VLanes& known)
{
    VLanes best = known;
    VOutcome bestOutcome;
    if (!known.empty()) {
        bestOutcome = timeVOrder(request, request.microbatches, known);
        if (bestOutcome.makespan <= shortestStep(request) * (1.0 + 1e-12))
            return best;
    }
    VLanes lanes;
    long long budget = finalBudget;
    for (Candidate& candidate : tryBlocks(request, family)) {
        candidate.trial.microbatches = request.microbatches;
        if (orderVTrial(request, candidate.trial, lanes)) {
            const VOutcome outcome = timeVOrder(request, request.microbatches, lanes);
            if (best.empty() || isBetter(outcome, bestOutcome)) {
                best = std::move(lanes);
                bestOutcome = outcome;
            }
        }
        budget -= 12LL * request.microbatches * request.stages;
        if (budget < 0 && !best.empty())
            break;
    }
    return best;
}

} // namespace

void orderVFamily(const ScheduleRequest& request, const VFamily& family, const VLanes& known, TaskOrder& order)
{
    VLanes lanes;
    for (VFamily relaxed = family; lanes.empty(); ++relaxed.mostChunksHeld)
        lanes = search(request, relaxed, known);
    for (const std::vector<VTask>& lane : lanes) {
        order.beginStage();
        for (const VTask& task : lane)
            order.add(task.kind, task.chunk, task.microbatch);
    }
}

} // namespace shardscape
