// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/fixes.h"

#include "evaluate/evaluate.h"
#include "evaluate/fix_proposals.h"

#include <algorithm>
#include <optional>

namespace shardscape {
namespace {

constexpr EvaluateOptions numbersOnly{.linkMap = false, .timeline = false, .derivations = false};
constexpr double rounding = 1e-9;
constexpr double worthwhile = 0.005; ///< of the tokens per second; less is within what nobody would measure

bool has(const Problems& problems, const std::string& code)
{
    return std::any_of(problems.begin(), problems.end(), [&](const Problem& each) { return each.code == code; });
}

/// Trained, or generated, by all GPUs in use.
double tokensPerSecond(const Evaluation& e)
{
    return e.training ? e.training->tokensPerSecondPerGpu * e.ranks : e.inference->outputTokensPerSecond;
}

/// Errors that the change would bring.
bool bringsErrors(const Problems& after, const Problems& before)
{
    return std::any_of(after.begin(), after.end(),
                       [&](const Problem& each) { return each.severity == Severity::Error && !has(before, each.code); });
}

bool reaches(detail::FixGoal goal, const Problem& remark, const Evaluation& before, const Evaluation& after)
{
    if (after.memory.verdict > before.memory.verdict || bringsErrors(after.diagnostics, before.diagnostics))
        return false;
    const double gain = tokensPerSecond(after) / tokensPerSecond(before) - 1.0;
    switch (goal) {
    case detail::FixGoal::Removes: return !has(after.diagnostics, remark.code) && gain > -rounding;
    case detail::FixGoal::RemovesSlower: return !has(after.diagnostics, remark.code);
    case detail::FixGoal::Speeds: return gain > worthwhile;
    }
    return false;
}

void addEffects(const Problem& remark, const Evaluation& before, const Evaluation& after, std::vector<FixEffect>& effects)
{
    const auto add = [&](const char* path, double from, double to) { effects.push_back({path, from, to}); };
    if (before.training) {
        // A step of another batch is no longer the same step.
        const bool sameWork = before.scenario.workload.training()->globalBatch == after.scenario.workload.training()->globalBatch &&
                              before.ranks == after.ranks;
        if (sameWork)
            add("/training/step_seconds", before.training->step.inSeconds(), after.training->step.inSeconds());
        add("/training/tokens_per_second_per_gpu", before.training->tokensPerSecondPerGpu, after.training->tokensPerSecondPerGpu);
    }
    if (before.inference) {
        add("/inference/output_tokens_per_second", before.inference->outputTokensPerSecond, after.inference->outputTokensPerSecond);
        add("/inference/ttft_seconds", before.inference->ttft.inSeconds(), after.inference->ttft.inSeconds());
        add("/inference/tpot_seconds", before.inference->tpot.inSeconds(), after.inference->tpot.inSeconds());
    }
    const FixEffect memory{"/memory/peak_bytes", before.memory.peak.inBytes(), after.memory.peak.inBytes()};
    const bool aboutMemory = remark.code == "does-not-fit" || remark.code == "memory-tight";
    effects.insert(aboutMemory ? effects.begin() : effects.end(), memory);
}

/// The best fix among the proposals: the lowest rank, then the most tokens per second; of equal ones the first.
std::optional<Fix> bestFix(std::size_t index, const Evaluation& before, const StopQuestion& stopped)
{
    const Problem& remark = before.diagnostics[index];
    const detail::FixProposals proposals = detail::proposalsFor(remark, before, stopped);
    std::optional<Fix> best;
    int bestRank = 0;
    double bestRate = 0;
    for (const detail::FixProposal& proposal : proposals.list) {
        if (stopped && stopped())
            return std::nullopt;
        if (best && proposal.rank > bestRank)
            continue;
        const Result<Evaluation> after = evaluate(proposal.scenario, before.inputs, numbersOnly);
        if (!after || !reaches(proposals.goal, remark, before, *after))
            continue;
        const double rate = tokensPerSecond(*after);
        if (best && proposal.rank == bestRank && rate <= bestRate * (1.0 + rounding))
            continue;
        best = Fix{.problem = index, .code = proposal.code, .label = proposal.label, .scenario = proposal.scenario, .effects = {}};
        addEffects(remark, before, *after, best->effects);
        bestRank = proposal.rank;
        bestRate = rate;
    }
    return best;
}

/// True when the problem is gone and no other code has come in its place.
bool mends(const Scenario& scenario, const std::shared_ptr<const Inputs>& inputs, const Problem& problem, const Problems& before)
{
    const Result<Evaluation> after = evaluate(scenario, inputs, numbersOnly);
    if (after)
        return true;
    const Problems& left = after.error();
    return !has(left, problem.code) && left.size() < before.size() && !bringsErrors(left, before);
}

} // namespace

std::vector<Fix> fixesOf(const Evaluation& evaluation, const StopQuestion& stopped)
{
    std::vector<Fix> fixes;
    for (std::size_t i = 0; i < evaluation.diagnostics.size(); ++i)
        if (std::optional<Fix> fix = bestFix(i, evaluation, stopped))
            fixes.push_back(std::move(*fix));
    return fixes;
}

std::vector<Fix> fixesOf(const Scenario& scenario, const std::shared_ptr<const Inputs>& inputs, const Problems& problems,
                         const StopQuestion& stopped)
{
    std::vector<Fix> fixes;
    for (std::size_t i = 0; i < problems.size(); ++i) {
        detail::FixProposals repairs = detail::repairsFor(problems[i], scenario, *inputs);
        std::stable_sort(repairs.list.begin(), repairs.list.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; });
        for (detail::FixProposal& repair : repairs.list) {
            if (stopped && stopped())
                return fixes;
            if (!mends(repair.scenario, inputs, problems[i], problems))
                continue;
            fixes.push_back(
                {.problem = i, .code = repair.code, .label = repair.label, .scenario = std::move(repair.scenario), .effects = {}});
            break;
        }
    }
    return fixes;
}

} // namespace shardscape
