// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/calibration.h"
#include "evaluate/nccl_tests.h"

#include <array>

namespace shardscape {
namespace {

struct Figure {
    std::string_view key;
    std::optional<double> MeasuredRun::*member;
    ValidationMetric metric;
    bool ofTraining;
};

constexpr std::array<Figure, 6> figures{
    {{"step_seconds", &MeasuredRun::stepSeconds, ValidationMetric::StepSeconds, true},
     {"tokens_per_second_per_gpu", &MeasuredRun::tokensPerSecondPerGpu, ValidationMetric::StepSeconds, true},
     {"ttft_seconds", &MeasuredRun::ttftSeconds, ValidationMetric::TtftSeconds, false},
     {"tpot_seconds", &MeasuredRun::tpotSeconds, ValidationMetric::TpotSeconds, false},
     {"output_tokens_per_second", &MeasuredRun::outputTokensPerSecond, ValidationMetric::OutputTokensPerSecond, false},
     {"memory_bytes", &MeasuredRun::memoryBytes, ValidationMetric::DeviceGib, true}}};

/// A measured value in the unit of its metric.
double inMetric(const Figure& figure, double value, const Scenario& scenario)
{
    if (figure.metric == ValidationMetric::DeviceGib)
        return Bytes::fromBytes(value).inGiB();
    if (figure.member != &MeasuredRun::tokensPerSecondPerGpu)
        return value;
    const TrainingWorkload& w = *scenario.workload.training();
    return static_cast<double>(w.globalBatch) * w.sequenceTokens / (value * static_cast<double>(scenario.parallelism.worldSize()));
}

Problem wrongKind(const Figure& figure)
{
    return {Severity::Error, "figure-of-other-workload", "/calibration/" + std::string{figure.key},
            figure.ofTraining ? "this figure is of a training run, the scenario serves requests"
                              : "this figure is of serving, the scenario trains",
            "remove it, or calibrate with a scenario of the run that was measured"};
}

} // namespace

Result<std::vector<ValidationCase>> measuredCases(const Scenario& scenario, const Calibration& calibration,
                                                  std::shared_ptr<const Inputs> presets)
{
    std::vector<ValidationCase> cases;
    Problems problems;
    for (const Figure& figure : figures) {
        const std::optional<double>& value = calibration.measured.*figure.member;
        if (!value)
            continue;
        if (figure.ofTraining != (scenario.workload.training() != nullptr)) {
            problems.push_back(wrongKind(figure));
            continue;
        }
        ValidationCase each;
        each.id = std::string{figure.key};
        each.metric = figure.metric;
        each.measured = inMetric(figure, *value, scenario);
        each.scenario = scenario;
        each.inputs = presets;
        cases.push_back(std::move(each));
    }
    if (!problems.empty())
        return failure(std::move(problems));
    return cases;
}

Result<CalibrationFit> fitCalibration(const Scenario& scenario, const Calibration& calibration, std::shared_ptr<const Inputs> presets)
{
    const auto cases = measuredCases(scenario, calibration, presets);
    if (!cases)
        return failure(cases.error());
    std::vector<CollectiveMeasurement> collectives;
    if (!calibration.measured.ncclTests.empty()) {
        auto read = readNcclTests(calibration.measured.ncclTests, "/calibration/nccl_tests");
        if (!read)
            return failure(read.error());
        collectives = std::move(*read);
    }
    if (cases->empty() && collectives.empty())
        return failure(Problem{Severity::Error, "nothing-measured", "/calibration", "the calibration holds no measured figure",
                               "give step_seconds, tokens_per_second_per_gpu, ttft_seconds, tpot_seconds, output_tokens_per_second, "
                               "memory_bytes or the lines of nccl-tests"});
    return fitFactors(*cases, collectives, presets->cluster);
}

} // namespace shardscape
