// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/calibration_report.h"

#include "io/text_table.h"
#include "json/pretty_json.h"
#include "units/format.h"

#include <fmt/format.h>

namespace shardscape {
namespace {

std::string errorText(const CalibratedFigure& figure, double predicted) { return fmt::format("{:+.1f} %", 100.0 * (predicted / figure.measured - 1.0)); }

std::string noteOf(const CalibrationFit& fit, CalibrationFactor factor)
{
    const auto i = static_cast<std::size_t>(factor);
    if (fit.atBound[i])
        return "at its bound: the measurements ask for more than is physical";
    return fit.moved[i] ? "" : "the measurements do not depend on it";
}

} // namespace

std::vector<CalibratedFigure> calibratedFigures(const CalibrationFit& fit, const std::vector<ValidationCase>& cases)
{
    std::vector<CalibratedFigure> figures;
    for (std::size_t i = 0; i < cases.size(); ++i)
        figures.push_back({cases[i].id, cases[i].measured, fit.before[i], fit.after[i]});
    for (CalibratedFigure& figure : figures) {
        if (figure.key == "memory_bytes")
            figure = {figure.key, Bytes::fromGiB(figure.measured).inBytes(), Bytes::fromGiB(figure.before).inBytes(),
                      Bytes::fromGiB(figure.after).inBytes()};
        if (figure.key == "tokens_per_second_per_gpu") { // fitted as a step time
            const ValidationCase& each = cases[static_cast<std::size_t>(&figure - figures.data())];
            const double tokens = static_cast<double>(each.scenario.workload.training()->globalBatch) *
                                  each.scenario.workload.training()->sequenceTokens /
                                  static_cast<double>(each.scenario.parallelism.worldSize());
            figure = {figure.key, tokens / figure.measured, tokens / figure.before, tokens / figure.after};
        }
    }
    if (fit.collectivesBefore > 0)
        figures.push_back({"nccl_tests", 1.0, fit.collectivesBefore, fit.collectivesAfter});
    return figures;
}

std::string calibrationToText(const CalibrationFit& fit, const std::vector<CalibratedFigure>& figures)
{
    TextTable measured{{"measured figure", Align::Left}, {"measured"}, {"before"}, {"error"}, {"after"}, {"error"}};
    for (const CalibratedFigure& figure : figures)
        measured.addRow({figure.key, formatShort(figure.measured), formatShort(figure.before), errorText(figure, figure.before),
                         formatShort(figure.after), errorText(figure, figure.after)});
    TextTable factors{{"factor", Align::Left}, {"before"}, {"after"}, {"allowed"}, {"", Align::Left}};
    for (const auto& factor : EnumNames<CalibrationFactor>::table) {
        const FactorBounds bounds = factorBounds(factor.value);
        factors.addRow({std::string{factor.text}, "1", fmt::format("{:.4f}", fit.factors[factor.value]),
                        fmt::format("{} to {}", bounds.low, bounds.high), noteOf(fit, factor.value)});
    }
    factors.addRow({"extra memory", "0 B", formatMemory(fit.factors.extraMemory), "", ""});
    return measured.text() + "\n" + factors.text();
}

std::string calibrationToReport(const CalibrationFit& fit, const std::vector<CalibratedFigure>& figures)
{
    Json json;
    json["format"] = "shardscape-calibration-report";
    json["version"] = 1;
    Json& factors = json["factors"] = Json::object();
    for (const auto& factor : EnumNames<CalibrationFactor>::table) {
        const FactorBounds bounds = factorBounds(factor.value);
        const auto i = static_cast<std::size_t>(factor.value);
        factors[std::string{factor.text}] = {{"value", numberJson(fit.factors[factor.value])}, {"low", bounds.low}, {"high", bounds.high},
                                             {"determined", fit.moved[i]},                     {"at_bound", fit.atBound[i]}};
    }
    json["extra_memory_bytes"] = numberJson(fit.factors.extraMemory.inBytes());
    json["figures"] = Json::array();
    for (const CalibratedFigure& figure : figures)
        json["figures"].push_back({{"key", figure.key},
                                   {"measured", numberJson(figure.measured)},
                                   {"before", numberJson(figure.before)},
                                   {"after", numberJson(figure.after)}});
    return prettyJson(json) + "\n";
}

std::string fittedOn(const Scenario& scenario, const Inputs& inputs)
{
    const Parallelism& p = scenario.parallelism;
    return fmt::format("{} on {} x {}, tp {} cp {} ep {} pp {} dp {}, {}", inputs.model.name, inputs.cluster.nodes, inputs.cluster.name, p.tp,
                       p.cp, p.ep, p.pp, p.dp, inputs.software.id);
}

} // namespace shardscape
