// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/v_search.h"

#include "schedule/v_repeat.h"

#include <algorithm>
#include <utility>

namespace shardscape {

namespace {

/// Tasks that all trials together may order, so that a search takes a few milliseconds. Measured over a grid of stages, micro-batches and
/// times, the first ways of the first blocks win nearly always; ten times the budget shortens a step by 1.4 % at most below 64 stages.
constexpr long long trialBudget = 60'000;
constexpr int leastTrials = 6;            ///< even where the stages are so many that they take longer
constexpr long long finalBudget = 40'000; ///< tasks of the candidates that are timed with all micro-batches
constexpr long long leastFinals = 3;

struct Candidate {
    VTrial trial;
    VOutcome outcome;
    VLanes lanes;
};

/// Shorter step first, then the shorter span of a stage; differences below rounding do not count.
bool isBetter(const VOutcome& a, const VOutcome& b)
{
    const double tolerance = 1e-9 * b.makespan;
    if (a.makespan < b.makespan - tolerance)
        return true;
    return a.makespan < b.makespan + tolerance && a.span < b.span - tolerance;
}

/// The ways a block is tried, most promising first: how far a stage looks past the pass it wants, and whether the order follows the true
/// times.
std::vector<VTrial> variants(const ScheduleRequest& request, const VTrial& base)
{
    const bool equal = request.times.p2p == 0.0 && request.times.forward == request.times.backwardInput &&
                       request.times.forward == request.times.backwardWeight;
    std::vector<VTrial> list;
    const auto add = [&](int window, bool patient, bool unitTimes) {
        list.push_back(base);
        list.back().window = window;
        list.back().patient = patient;
        list.back().unitTimes = unitTimes;
    };
    if (equal) { // nothing to be patient for, and the true times are the units
        for (const int window : {2, 1, 3})
            add(window, false, false);
        return list;
    }
    for (const int window : {2, 1, 3}) {
        add(window, true, false);
        add(window, false, false);
    }
    for (const int window : {1, 2})
        add(window, false, true);
    return list;
}

/// All ways of all blocks in the order they are tried: the two best ways of the first two blocks, then the best way of every block, then
/// the others.
std::vector<VTrial> trialsOf(const ScheduleRequest& request, const VFamily& family, int microbatches)
{
    const std::vector<VBlock> blocks = vBlocks(request.stages, family.stepSum);
    constexpr std::size_t early = 2;
    std::vector<VTrial> first;
    std::vector<std::vector<VTrial>> byWay;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        std::size_t way = 0;
        for (const VTrial& trial :
             variants(request, {.block = blocks[b], .mostChunksHeld = family.mostChunksHeld, .microbatches = microbatches})) {
            byWay.resize(std::max(byWay.size(), way + 1));
            (b < early && way < early ? first : byWay[way]).push_back(trial);
            ++way;
        }
    }
    for (const std::vector<VTrial>& trials : byWay)
        first.insert(first.end(), trials.begin(), trials.end());
    return first;
}

std::vector<Candidate> tryBlocks(const ScheduleRequest& request, const VFamily& family)
{
    const int microbatches = std::min(request.microbatches, 2 * request.stages + 4); // enough for warm-up, a steady stretch and drain
    const long long tasks = 6LL * microbatches * request.stages;
    long long budget = std::max(trialBudget, leastTrials * tasks - 1);
    std::vector<Candidate> candidates;
    VLanes lanes;
    for (const VTrial& trial : trialsOf(request, family, microbatches)) {
        if (budget < 0 && !candidates.empty())
            break;
        if (orderVTrial(request, trial, lanes))
            candidates.push_back({trial, timeVOrder(request, microbatches, lanes), lanes});
        budget -= tasks;
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return isBetter(a.outcome, b.outcome); });
    const long long finals = std::max(leastFinals, finalBudget / (6LL * request.microbatches * request.stages));
    if (static_cast<long long>(candidates.size()) > finals)
        candidates.resize(static_cast<std::size_t>(finals));
    return candidates;
}

/// The order of a candidate with all micro-batches, made anew. Empty when the limit makes the stages wait for each other.
VLanes orderAnew(const ScheduleRequest& request, Candidate& candidate)
{
    VLanes lanes;
    candidate.trial.microbatches = request.microbatches;
    if (!orderVTrial(request, candidate.trial, lanes))
        lanes.clear();
    return lanes;
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
    long long anewBudget = finalBudget / 2;
    for (Candidate& candidate : tryBlocks(request, family)) {
        VLanes& lanes = candidate.lanes;
        const bool repeats = repeatSteadyStretch(candidate.trial.microbatches, request.microbatches, lanes);
        if (!repeats && anewBudget < 0 && !best.empty())
            continue;
        if (!repeats) {
            lanes = orderAnew(request, candidate);
            anewBudget -= 6LL * request.microbatches * request.stages;
        }
        if (lanes.empty())
            continue;
        const VOutcome outcome = timeVOrder(request, request.microbatches, lanes);
        if (best.empty() || isBetter(outcome, bestOutcome)) {
            best = std::move(lanes);
            bestOutcome = outcome;
        }
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
