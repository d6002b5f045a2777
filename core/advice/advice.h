// SPDX-License-Identifier: GPL-3.0-or-later
// Advice from computed alternatives: plans one or two changes away from the present one, each evaluated by the model, and the field's rules
// of thumb tried out on the case at hand. Nothing is said that was not computed. Pure, any thread; some hundred plans, a fraction of a second.
#pragma once

#include "evaluate/plan_evaluator.h"
#include "search/plan_inputs.h"

#include <functional>

namespace shardscape {

/// What a hint is good for.
enum class AdviceGoal : unsigned char {
    Fit,    ///< the present plan does not fit, this one does
    Nearer, ///< neither fits, nor does any neighbor; this one lacks less
    Speed,  ///< more tokens per second
    Memory, ///< more free memory at nearly the same speed
    FirstToken, ///< a shorter time to first token at nearly the same time per token
};
template <> struct EnumNames<AdviceGoal> {
    static constexpr std::array<EnumName<AdviceGoal>, 5> table{
        {{AdviceGoal::Fit, "fit"}, {AdviceGoal::Nearer, "nearer"}, {AdviceGoal::Speed, "speed"}, {AdviceGoal::Memory, "memory"}, {AdviceGoal::FirstToken, "first-token"}}};
};

/// A neighbor of the plan that is better in something.
struct Advice {
    AdviceGoal goal = AdviceGoal::Speed;
    std::vector<PlanDifference> changes; ///< from the present plan's inputs to this one's
    Scenario scenario;                   ///< with the changes; the user's placement is dropped, for it belongs to other degrees
    PlanFigures figures;
};

/// What came of trying a rule of thumb.
enum class RuleVerdict : unsigned char { Holds, Fails, NotHere };
template <> struct EnumNames<RuleVerdict> {
    static constexpr std::array<EnumName<RuleVerdict>, 3> table{
        {{RuleVerdict::Holds, "holds"}, {RuleVerdict::Fails, "fails"}, {RuleVerdict::NotHere, "not-here"}}};
};

/// A plan that was tried for a rule.
struct RuleTrial {
    Scenario scenario;
    PlanFigures figures;
};

/// A rule of thumb with the numbers of this case.
struct RuleCheck {
    std::string code; ///< "tp-inside-domain"
    std::string rule; ///< the rule in a sentence
    RuleVerdict verdict = RuleVerdict::NotHere;
    std::string finding;             ///< what was computed, or why there was nothing to compute
    std::string failsWhere;          ///< the case in which the rule misleads
    std::optional<RuleTrial> follows; ///< the best plan tried that obeys it
    std::optional<RuleTrial> breaks;  ///< the best plan tried that does not
};

struct AdviceReport {
    PlanFigures own;
    std::vector<Advice> hints;    ///< by goal, then the most telling first
    std::vector<RuleCheck> rules; ///< always the same ones in the same order for a kind of workload
    std::size_t tried = 0;        ///< plans that were evaluated
};

using StopAdvice = std::function<bool()>;

/// \param stopped asked before each plan; once it says true the answer is the problem "stopped"
/// Problems: those of a plan that is not legal.
[[nodiscard]] Result<AdviceReport> advise(const Scenario& scenario, std::shared_ptr<const Inputs> inputs, const StopAdvice& stopped = {});

/// "tp 16 -> 8, pp 1 -> 2"
[[nodiscard]] std::string changesText(const std::vector<PlanDifference>& changes);

} // namespace shardscape
