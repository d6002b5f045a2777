// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/residuals.h"

#include "cost/efficiency.h"
#include "evaluate/validation_comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace shardscape {
namespace {

constexpr int fewestRows = 10; ///< of a class that stands for itself

std::string_view kindOf(const Scenario& scenario, const Inputs& inputs, BandFigure figure)
{
    if (inputs.model.hasExperts())
        return "moe";
    if (scenario.workload.training() == nullptr || figure == BandFigure::Memory)
        return "dense";
    if (scenario.parallelism.zeroStage == 3)
        return "fsdp";
    return scenario.parallelism.cp > 1 ? "long-context" : "dense";
}

/// Which figure of an evaluation a published one speaks of; nothing for memory between steps, which no key figure is.
std::optional<BandFigure> figureOf(ValidationMetric metric)
{
    switch (metric) {
    case ValidationMetric::StepSeconds: return BandFigure::Step;
    case ValidationMetric::FirstTokenSeconds:
    case ValidationMetric::TtftSeconds: return BandFigure::Ttft;
    case ValidationMetric::TpotSeconds: return BandFigure::Tpot;
    case ValidationMetric::StaticBatchSeconds:
    case ValidationMetric::OutputTokensPerSecond:
    case ValidationMetric::MaximumTokensPerSecond: return BandFigure::Throughput;
    case ValidationMetric::AllocatedGib:
    case ValidationMetric::ReservedGib:
    case ValidationMetric::DeviceGib: return BandFigure::Memory;
    case ValidationMetric::StatesGib: return std::nullopt;
    }
    return std::nullopt;
}

/// Measured over predicted figure; a throughput is the inverse of a batch's time.
double ratioOf(const ValidationRow& row)
{
    return row.metric == ValidationMetric::StaticBatchSeconds ? row.predicted / row.measured : row.measured / row.predicted;
}

/// The case as the model would predict it had nobody measured its accelerator.
ValidationCase asUnknown(const ValidationCase& known)
{
    Inputs inputs = *known.inputs;
    for (const EfficiencyField& field : efficiencyFields()) {
        if (!field.perAccelerator)
            continue;
        inputs.cluster.accelerator.constants.erase(std::string{field.name});
        inputs.software.constants.erase(fmt::format("{}@{}", field.name, inputs.cluster.accelerator.architecture));
    }
    ValidationCase unknown = known;
    unknown.inputs = std::make_shared<const Inputs>(std::move(inputs));
    return unknown;
}

struct Samples {
    std::vector<double> ratios;
    int leftOut = 0;
};

ResidualClass classOf(Samples samples)
{
    std::sort(samples.ratios.begin(), samples.ratios.end());
    const double tail = (1.0 - bandCoverage) / 2.0;
    const double n = static_cast<double>(samples.ratios.size());
    const auto at = [&](double rank) { return samples.ratios[static_cast<std::size_t>(std::clamp(rank, 1.0, n)) - 1]; };
    // Four digits: the table must not change with the last bits of a prediction.
    const auto rounded = [](double value) { return std::round(value * 1e4) / 1e4; };
    ResidualClass result{static_cast<int>(samples.ratios.size()), samples.leftOut, 1.0, 1.0};
    if (samples.ratios.empty())
        return result;
    result.low = std::min(1.0, rounded(at(std::floor(tail * (n + 1.0)))));
    result.high = std::max(1.0, rounded(at(std::ceil((1.0 - tail) * (n + 1.0)))));
    return result;
}

/// A class's id in words: "dense training on hopper".
std::string wordsOf(std::string_view id)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> figures{{{"step", "training"},
                                                                                           {"ttft", "time to first token"},
                                                                                           {"tpot", "time per output token"},
                                                                                           {"throughput", "serving throughput"},
                                                                                           {"memory", "memory of a GPU"}}};
    std::vector<std::string_view> parts;
    for (std::string_view rest = id; !rest.empty();) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        parts.push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    std::string words;
    for (const auto& [key, text] : figures)
        if (key == parts.front())
            words = std::string{text};
    if (parts.size() > 1 && parts[1] != "unknown")
        words += fmt::format(", {}", parts[1] == "moe" ? "MoE" : parts[1] == "fsdp" ? "FSDP" : parts[1]);
    if (parts.back() == "calibrated")
        words += ", after calibration to another run of the same stack";
    else if (parts.back() == "unknown")
        words += ", as if its accelerator had never been measured";
    else if (parts.size() > 2)
        words += fmt::format(" on {}", parts[2]);
    return words;
}

Band asBand(const std::string& id, const ResidualClass& residuals)
{
    std::string basis = fmt::format("{} published figures: {}", residuals.rows, wordsOf(id));
    if (residuals.leftOut > 0)
        basis += fmt::format("; {} more left out as not reproducible", residuals.leftOut);
    return {residuals.low, residuals.high, residuals.rows, std::move(basis)};
}

} // namespace

namespace {

std::vector<std::string> uncalibratedClasses(BandFigure figure, const Scenario& scenario, const Inputs& inputs, bool isKnown)
{
    const std::string name{toText(figure)};
    const std::string kind = name + "/" + std::string{kindOf(scenario, inputs, figure)};
    if (figure == BandFigure::Memory) // tensors weigh the same on every accelerator
        return {kind, name};
    if (!isKnown)
        return {kind + "/unknown", name + "/unknown"};
    return {kind + "/" + inputs.cluster.accelerator.architecture, kind, name};
}

} // namespace

std::vector<std::string> residualClasses(BandFigure figure, const Scenario& scenario, const Inputs& inputs, bool isKnown)
{
    std::vector<std::string> classes = uncalibratedClasses(figure, scenario, inputs, isKnown);
    const bool isCalibrated = scenario.calibration && scenario.calibration->factors.value_or(CalibrationFactors{}) != CalibrationFactors{};
    if (figure == BandFigure::Step && isCalibrated)
        classes.insert(classes.begin(), inputs.model.hasExperts() ? "step/moe/calibrated" : "step/dense/calibrated");
    return classes;
}

ResidualTable residualsOf(std::span<const ValidationCase> cases)
{
    std::map<std::string, Samples, std::less<>> samples;
    ResidualTable table;
    std::vector<ValidationRow> rows;
    const auto collect = [&](const ValidationCase& each, BandFigure figure, bool isKnown) {
        const ValidationRow row = validate(each);
        if (isKnown)
            rows.push_back(row);
        for (const std::string& id : residualClasses(figure, each.scenario, *each.inputs, isKnown)) {
            if (row.counts())
                samples[id].ratios.push_back(ratioOf(row));
            else
                ++samples[id].leftOut;
        }
    };
    for (const ValidationCase& each : cases) {
        const std::optional<BandFigure> figure = figureOf(each.metric);
        if (!figure)
            continue;
        collect(each, *figure, true);
        if (*figure == BandFigure::Memory)
            continue;
        collect(asUnknown(each), *figure, false);
        table.accelerators.insert(each.inputs->cluster.accelerator.id);
    }
    const auto [dense, moe] = calibratedErrors(rows);
    for (const double error : dense)
        samples["step/dense/calibrated"].ratios.push_back(1.0 / (1.0 + error));
    for (const double error : moe)
        samples["step/moe/calibrated"].ratios.push_back(1.0 / (1.0 + error));
    for (auto& [id, list] : samples)
        table.classes.emplace(id, classOf(std::move(list)));
    return table;
}

Band bandOf(BandFigure figure, const Scenario& scenario, const Inputs& inputs)
{
    if (inputs.residuals == nullptr)
        return {};
    const bool isKnown = inputs.residuals->accelerators.contains(inputs.cluster.accelerator.id);
    Band widest;
    for (const std::string& id : residualClasses(figure, scenario, inputs, isKnown)) {
        const auto entry = inputs.residuals->classes.find(id);
        if (entry == inputs.residuals->classes.end() || entry->second.rows == 0)
            continue;
        Band band = asBand(id, entry->second);
        if (band.rows >= fewestRows)
            return band;
        if (band.high - band.low > widest.high - widest.low || widest.rows == 0)
            widest = std::move(band);
    }
    return widest;
}

} // namespace shardscape
