// SPDX-License-Identifier: GPL-3.0-or-later
// Plans that are tried: evaluated once each, in the terms in which advice compares them. Internal to core/advice; one object per thread.
#pragma once

#include "advice/advice.h"

#include <optional>
#include <vector>

namespace shardscape::advice {

struct Stopped {}; ///< thrown where the caller wants no answer any more

class Trials {
public:
    Trials(const Scenario& own, std::shared_ptr<const Inputs> inputs, const StopAdvice& stopped)
        : m_own{own}, m_inputs{std::move(inputs)}, m_stopped{stopped}, m_evaluator{m_inputs}
    {
    }

    [[nodiscard]] const Scenario& own() const { return m_own; }
    [[nodiscard]] const Inputs& inputs() const { return *m_inputs; }
    [[nodiscard]] std::size_t tried() const { return m_tried; }
    /// The figures of a plan; its problems where it is not legal.
    [[nodiscard]] Result<PlanFigures> look(const Scenario& plan);
    /// The quickest of those that fit; of inference that with the shortest time per token. Of equal ones the first.
    [[nodiscard]] std::optional<RuleTrial> best(const std::vector<Scenario>& plans);
    /// The one with the lowest peak, whether it fits or not.
    [[nodiscard]] std::optional<RuleTrial> leanest(const std::vector<Scenario>& plans);

private:
    const Scenario& m_own;
    std::shared_ptr<const Inputs> m_inputs;
    const StopAdvice& m_stopped;
    PlanEvaluator m_evaluator;
    std::size_t m_tried = 0;
};

/// Seconds by which plans of one workload are compared: the step, or the time per token.
[[nodiscard]] inline double paceOf(const PlanFigures& f) { return f.step > Seconds{} ? f.step.inSeconds() : f.tpot.inSeconds(); }

/// Plans of the same degrees but for one factor that moves from one axis to another; the plan itself first.
[[nodiscard]] std::vector<Scenario> degreeTrades(const Scenario& own);
/// The plan with every other value of a single switch: schedule, micro-batch, recomputation, ZeRO stage, ...
[[nodiscard]] std::vector<Scenario> singleChanges(const Scenario& own, const Inputs& inputs);
/// Switches that belong together with a move of degrees: what the memory needs, and chunks of a new pipeline.
[[nodiscard]] std::vector<Scenario> companions(const Scenario& own, const Inputs& inputs);

/// The rules of thumb, tried.
[[nodiscard]] std::vector<RuleCheck> checkRules(Trials& trials);

} // namespace shardscape::advice
