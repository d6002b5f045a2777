// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/validation.h"

#include "cost/memory_detail.h"
#include "evaluate/inference.h"
#include "evaluate/training.h"
#include "evaluate/validation_comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

namespace shardscape {
namespace {

double quantile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0.0;
    std::sort(values.begin(), values.end());
    const auto index = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size()))) - 1;
    return values[std::min(index, values.size() - 1)];
}

/// Prefill of the whole batch, then a decode step for every further token.
double staticBatchSeconds(const ServingContext& c)
{
    const double batch = c.workload.concurrency;
    const double prompt = c.workload.promptTokens;
    const PassLoad load{.promptTokens = batch * prompt, .promptContext = prompt / 2.0, .finishedPrompts = batch};
    return pipelinePass(c, load, batch).latency() + (c.workload.outputTokens - 1.0) * decodeStep(c, batch, 0.0).cycleSeconds;
}

Result<double> predictServing(const ValidationCase& v, const Plan& plan, const InferenceWorkload& workload)
{
    const ServingContext context = servingContext(plan, *v.inputs, workload);
    if (v.metric == ValidationMetric::StaticBatchSeconds)
        return staticBatchSeconds(context);
    if (v.metric == ValidationMetric::FirstTokenSeconds)
        return prefillPass(context, 0.0).latency();
    const InferenceMemory memory = inferenceMemory(plan, *v.inputs, workload, nullptr);
    if (v.metric == ValidationMetric::MaximumTokensPerSecond) {
        const double resident = std::clamp(memory.kv.tokens / (workload.promptTokens + workload.outputTokens), 1.0, 3600.0);
        return maximumThroughput(context, resident, 8192.0);
    }
    const Result<InferenceResult> result = simulateInference(context, memory, nullptr);
    if (!result)
        return failure(result.error());
    if (v.metric == ValidationMetric::OutputTokensPerSecond)
        return result->report.outputTokensPerSecond;
    return v.metric == ValidationMetric::TtftSeconds ? result->report.ttft.inSeconds() : result->report.tpot.inSeconds();
}

double memoryFigure(const StageDetail& detail, ValidationMetric metric)
{
    const StageMemory& memory = detail.memory;
    if (metric == ValidationMetric::ReservedGib)
        return detail.reserved().inGiB();
    if (metric == ValidationMetric::DeviceGib)
        return memory.total().inGiB();
    if (metric == ValidationMetric::StatesGib)
        return (memory[MemoryPart::Weights] + memory[MemoryPart::Gradients] + memory[MemoryPart::Optimizer]).inGiB();
    return detail.allocated().inGiB();
}

double memoryOfStage(const std::vector<StageDetail>& stages, const ValidationCase& v)
{
    if (v.stage == ValidationStage::First)
        return memoryFigure(stages.front(), v.metric);
    if (v.stage == ValidationStage::Last)
        return memoryFigure(stages.back(), v.metric);
    double most = 0.0;
    for (const StageDetail& detail : stages)
        most = std::max(most, memoryFigure(detail, v.metric));
    return most;
}

struct Prediction {
    double value = 0;
    double computeSeconds = 0;
};

/// The part of a step that grows with the time of computations: they themselves and the bubble in proportion.
double computePart(const TrainingStep& step)
{
    const auto part = [&step](std::string_view name) { return partSeconds(step.report.breakdown, name); };
    const double compute = part("compute") + part("recompute");
    const double busy = compute + part("tp_exposed") + part("cp_exposed") + part("ep_exposed");
    return busy > 0 ? compute * (1.0 + part("bubble") / busy) * step.stragglerFactor : 0.0;
}

std::string stackOf(const ValidationCase& v)
{
    const TrainingWorkload* training = v.scenario.workload.training();
    if (training == nullptr)
        return {};
    const Inputs& inputs = *v.inputs;
    return fmt::format("{} | {} | {} | {} | {}", v.source, inputs.software.id, inputs.cluster.accelerator.id, toText(training->precision),
                       inputs.model.name);
}

Result<Prediction> predict(const ValidationCase& v)
{
    const Result<Plan> plan = resolvePlan(v.scenario, *v.inputs);
    if (!plan)
        return failure(plan.error());
    if (const InferenceWorkload* inference = v.scenario.workload.inference()) {
        const Result<double> served = predictServing(v, *plan, *inference);
        return served ? Result<Prediction>{Prediction{*served}} : failure(served.error());
    }
    const Result<TrainingStep> step = simulateTraining(trainingContext(*plan, *v.inputs, *v.scenario.workload.training()));
    if (!step)
        return failure(step.error());
    if (!measuresMemory(v.metric))
        return Prediction{step->report.step.inSeconds(), computePart(*step)};
    return Prediction{
        memoryOfStage(trainingMemoryDetail(*plan, *v.inputs, *v.scenario.workload.training(), step->inFlight), v)};
}

std::string joined(const std::vector<std::string>& texts)
{
    std::string all;
    for (const std::string& text : texts)
        all += (all.empty() ? "" : ", ") + text;
    return all;
}

} // namespace

bool measuresMemory(ValidationMetric metric)
{
    return metric == ValidationMetric::AllocatedGib || metric == ValidationMetric::ReservedGib || metric == ValidationMetric::DeviceGib ||
           metric == ValidationMetric::StatesGib;
}

ValidationRow validate(const ValidationCase& v)
{
    ValidationRow row{v.id, v.source, v.regime, v.unreproducible, v.defaulted, v.metric, v.measured, 0.0, {}};
    row.stack = stackOf(v);
    const Result<Prediction> predicted = predict(v);
    if (predicted) {
        row.predicted = predicted->value;
        row.computeSeconds = predicted->computeSeconds;
    } else {
        row.problems = predicted.error();
    }
    return row;
}

RegimeSummary summarizeErrors(std::string regime, const std::vector<double>& errors, int left)
{
    std::vector<double> sizes;
    std::transform(errors.begin(), errors.end(), std::back_inserter(sizes), [](double e) { return std::abs(e); });
    return {std::move(regime),    static_cast<int>(errors.size()), left, quantile(sizes, 0.5), quantile(sizes, 0.9),
            quantile(sizes, 1.0), quantile(errors, 0.5)};
}

std::vector<RegimeSummary> summarizeValidation(const std::vector<ValidationRow>& rows)
{
    std::map<std::string, std::vector<double>> errors;
    std::map<std::string, int> left;
    for (const ValidationRow& row : rows) {
        std::vector<double>& list = errors[row.regime];
        if (row.counts())
            list.push_back(row.error());
        else
            ++left[row.regime];
    }
    std::vector<RegimeSummary> summaries;
    for (const auto& [regime, list] : errors)
        summaries.push_back(summarizeErrors(regime, list, left[regime]));
    return summaries;
}

std::string validationToText(const std::vector<ValidationRow>& rows)
{
    std::string text = fmt::format("{:<64} {:<26} {:>12} {:>12} {:>8}\n", "case", "figure", "predicted", "measured", "error");
    for (const ValidationRow& row : rows) {
        const std::string_view figure = toText(row.metric);
        if (!row.problems.empty())
            text += fmt::format("{:<64} {:<26} {:>12} {:>12.5g} {}: {}\n", row.id, figure, "-", row.measured, row.problems.front().code,
                                row.problems.front().message);
        else
            text += fmt::format("{:<64} {:<26} {:>12.5g} {:>12.5g} {:>+7.1f}%{}{}{}\n", row.id, figure, row.predicted, row.measured,
                                100.0 * row.error(), row.defaulted.empty() ? "" : "  not stated: " + joined(row.defaulted),
                                row.unreproducible.empty() ? "" : "  left out: ", row.unreproducible);
    }
    text += fmt::format("\n{:<36} {:>5} {:>5} {:>8} {:>8} {:>8} {:>8}\n", "regime", "rows", "left", "median", "p90", "max", "bias");
    const auto add = [&text](const RegimeSummary& s) {
        text += fmt::format("{:<36} {:>5} {:>5} {:>7.1f}% {:>7.1f}% {:>7.1f}% {:>+7.1f}%\n", s.regime, s.rows, s.left, 100.0 * s.median,
                            100.0 * s.p90, 100.0 * s.max, 100.0 * s.bias);
    };
    for (const RegimeSummary& s : summarizeValidation(rows))
        add(s);
    for (const RegimeSummary& s : summarizeCalibrated(rows)) // pairs of rows: one measured, one predicted from it
        add(s);
    for (const RankingSummary& s : summarizeRanking(rows))
        text += fmt::format("{:<36} {:>5} pairs over {:.0f} % apart, {:.1f}% in the right order\n", s.regime + ", ranking", s.pairs,
                            100.0 * rankingMargin, 100.0 * s.share());
    return text;
}

} // namespace shardscape
