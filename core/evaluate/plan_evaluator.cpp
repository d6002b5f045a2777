// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/plan_evaluator.h"

#include "evaluate/evaluate.h"
#include "evaluate/training_planner.h"

#include <utility>

namespace shardscape {
namespace {

PlanFigures figuresOf(const Evaluation& evaluation)
{
    PlanFigures figures;
    figures.peak = evaluation.memory.peak;
    figures.fits = evaluation.fits;
    if (evaluation.training) {
        figures.step = evaluation.training->step;
        figures.tokensPerSecondPerGpu = evaluation.training->tokensPerSecondPerGpu;
        figures.mfu = evaluation.training->mfu;
    }
    if (evaluation.inference) {
        figures.ttft = evaluation.inference->ttft;
        figures.tpot = evaluation.inference->tpot;
        figures.tokensPerSecondPerGpu = evaluation.inference->outputTokensPerSecondPerGpu;
        figures.outputTokensPerSecond = evaluation.inference->outputTokensPerSecond;
        figures.maxConcurrency = evaluation.inference->maxConcurrency;
    }
    return figures;
}

/// What the planner of training steps does not know: nodes of several kinds, GPUs that must not be used, micro-batches of several lengths,
/// and schedules that were changed by hand. They are evaluated as they are.
bool isPlain(const Parallelism& p, const TrainingWorkload& workload, const ClusterSpec& cluster)
{
    return !cluster.isMixed() && cluster.outOfOrder.empty() && !p.overlapPairs && !p.microbatchGroupSize && workload.microbatchTokens.empty();
}

} // namespace

/// Training has a planner of its own. Serving is evaluated as it is: its spaces are small, and a pass has no schedule to share.
class PlanEvaluator::Implementation {
public:
    explicit Implementation(std::shared_ptr<const Inputs> inputs) : m_inputs{std::move(inputs)} {}

    std::string_view select(const Parallelism& parallelism, const Workload& workload)
    {
        m_whole.reset();
        m_selected.parallelism = parallelism;
        m_selected.workload = workload;
        if (const TrainingWorkload* training = workload.training(); training != nullptr && isPlain(parallelism, *training, m_inputs->cluster)) {
            if (!m_training || !m_training->suits(parallelism, *training))
                m_training = std::make_unique<TrainingPlanner>(*m_inputs, parallelism, workload);
            return m_training->select(parallelism, *training);
        }
        return selectWhole();
    }

    std::string_view vary(const PlanVariant& variant)
    {
        TrainingWorkload& workload = std::get<TrainingWorkload>(m_selected.workload.kind);
        workload.recompute = variant.recompute;
        workload.offload = variant.offload;
        m_selected.parallelism.zeroStage = variant.zeroStage;
        if (m_whole)
            return selectWhole();
        m_training->vary(variant);
        return {};
    }

    [[nodiscard]] bool knowsPeakFirst() const { return m_whole || m_training->hasFixedOrder(); }

    [[nodiscard]] Bytes peak() { return m_whole ? (*m_whole)->peak : m_training->peak(); }

    [[nodiscard]] PlanFigures bound(StepBound bound) { return m_whole ? **m_whole : m_training->bound(bound); }

    [[nodiscard]] Result<PlanFigures> figures()
    {
        if (m_whole)
            return *m_whole;
        return m_training->hasFixedOrder() ? m_training->figures() : whole();
    }

    /// What evaluate() says.
    [[nodiscard]] Result<PlanFigures> whole() const
    {
        const Result<Evaluation> evaluation =
            shardscape::evaluate(m_selected, m_inputs, {.linkMap = false, .timeline = false, .derivations = false});
        if (!evaluation)
            return failure(evaluation.error());
        return figuresOf(*evaluation);
    }

private:
    std::string_view selectWhole()
    {
        m_whole = whole();
        m_reason = *m_whole ? std::string{} : m_whole->error().front().code;
        return m_reason;
    }

    std::shared_ptr<const Inputs> m_inputs;
    std::unique_ptr<TrainingPlanner> m_training;
    Scenario m_selected; ///< only what a plan chooses
    std::optional<Result<PlanFigures>> m_whole; ///< of a plan that is evaluated as it is
    std::string m_reason;
};

PlanEvaluator::PlanEvaluator(std::shared_ptr<const Inputs> inputs) : m_implementation{std::make_unique<Implementation>(std::move(inputs))} {}
PlanEvaluator::~PlanEvaluator() = default;
PlanEvaluator::PlanEvaluator(PlanEvaluator&&) noexcept = default;
PlanEvaluator& PlanEvaluator::operator=(PlanEvaluator&&) noexcept = default;

std::string_view PlanEvaluator::select(const Parallelism& parallelism, const Workload& workload)
{
    return m_implementation->select(parallelism, workload);
}
std::string_view PlanEvaluator::vary(const PlanVariant& variant) { return m_implementation->vary(variant); }
bool PlanEvaluator::knowsPeakFirst() const { return m_implementation->knowsPeakFirst(); }
Bytes PlanEvaluator::peak() { return m_implementation->peak(); }
PlanFigures PlanEvaluator::bound() { return m_implementation->bound(StepBound::Pipeline); }
PlanFigures PlanEvaluator::closeBound() { return m_implementation->bound(StepBound::PipelineAndTail); }
Result<PlanFigures> PlanEvaluator::figures() { return m_implementation->figures(); }

Result<PlanFigures> PlanEvaluator::evaluate(const Parallelism& parallelism, const Workload& workload)
{
    if (!select(parallelism, workload).empty())
        return m_implementation->whole(); // says all problems at once
    return figures();
}

} // namespace shardscape
