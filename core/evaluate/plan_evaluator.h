// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluating very many plans of one model on one cluster: what a search calls. It gives the numbers of evaluate() to the last digit,
// because it calls the same functions; it is quick because plans share most of what they are made of (layer costs by degrees and
// micro-batch, group shapes, memory by stage class, schedule orders), and each such part is made once. One object per thread.
#pragma once

#include "evaluate/evaluation.h"
#include "units/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace shardscape {

/// The figures by which plans are compared. Of training or inference, whichever the workload is; the other's are 0.
struct PlanFigures {
    Seconds step{};
    double tokensPerSecondPerGpu = 0; ///< trained; at inference output tokens
    double mfu = 0;
    Seconds ttft{};
    Seconds tpot{};
    double outputTokensPerSecond = 0;
    double maxConcurrency = 0;
    Bytes peak{}; ///< memory of the worst rank
    bool fits = true; ///< into the memory that the workload may use

    bool operator==(const PlanFigures&) const = default;
};

/// What is chosen last in a training plan: it does not decide whether the plan is legal, and most of the step's parts do not depend on it.
struct PlanVariant {
    Recompute recompute;
    int zeroStage = 1;
    bool offload = false;
};

/// Looks at one plan at a time, in growing depth: is it legal, what memory does it take, how quick can it be at best, how quick is it.
/// Plans sit on their GPUs in rank order (no placement). Plans that follow each other should differ in as little as possible.
class PlanEvaluator {
public:
    explicit PlanEvaluator(std::shared_ptr<const Inputs> inputs);
    ~PlanEvaluator();
    PlanEvaluator(PlanEvaluator&&) noexcept;
    PlanEvaluator& operator=(PlanEvaluator&&) noexcept;

    /// Takes a plan. \return empty where it is legal, else the code of its first problem (as in resolvePlan() and simulateSchedule())
    [[nodiscard]] std::string_view select(const Parallelism& parallelism, const Workload& workload);
    /// Takes the selected training plan with other values of these, for less than select(). \return as select(). \pre select() was empty,
    /// no HSDP shard
    [[nodiscard]] std::string_view vary(const PlanVariant& variant);
    /// True where peak() is known without timing the schedule.
    [[nodiscard]] bool knowsPeakFirst() const;
    /// Peak memory of the selected plan. \pre select() was empty and knowsPeakFirst()
    [[nodiscard]] Bytes peak();
    /// What the selected training plan's figures cannot surpass: a step no plan of its work can beat, and rates that follow from it; the
    /// peak where it is known. Infinite steps for plans that need a network that is not there. Of inference: the figures themselves. \pre select() was empty
    [[nodiscard]] PlanFigures bound();
    /// The same with what must follow the pipeline: closer, and some times as much work.
    [[nodiscard]] PlanFigures closeBound();
    /// All figures of the selected plan; those of evaluate(), bit for bit. Problems: those of evaluate().
    [[nodiscard]] Result<PlanFigures> figures();

    /// select() and figures() in one. Problems: those of evaluate().
    [[nodiscard]] Result<PlanFigures> evaluate(const Parallelism& parallelism, const Workload& workload);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace shardscape
