// SPDX-License-Identifier: GPL-3.0-or-later
#include "sweep/sweep_export.h"

#include "io/problem_json.h"
#include "io/text_table.h"
#include "json/pretty_json.h"
#include "units/format.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {
namespace {

/// The name of a figure as a key: "step_time_seconds", "tokens_per_gpu" (whose unit it says itself).
std::string keyOf(Figure figure)
{
    std::string key{toText(figure)};
    std::replace(key.begin(), key.end(), '-', '_');
    const std::string_view unit = unitOf(figure);
    return unit == "seconds" || unit == "bytes" ? fmt::format("{}_{}", key, unit) : key;
}

Json valueJson(const SweepValue& value)
{
    const auto json = parseJson(value.text);
    return json ? *json : Json(value.text);
}

/// Figures that any point has, in the order of the enum.
std::vector<Figure> presentFigures(const Sweep& sweep)
{
    std::vector<Figure> present;
    for (const auto& [figure, name] : EnumNames<Figure>::table)
        if (std::any_of(sweep.points.begin(), sweep.points.end(), [each = figure](const SweepPoint& point) { return point[each].has_value(); }))
            present.push_back(figure);
    return present;
}

Json pointJson(const SweepPoint& point)
{
    Json json = {{"state", toText(point.state)}, {"gpus", point.gpus}, {"figures", Json::object()}};
    for (const auto& [figure, name] : EnumNames<Figure>::table)
        if (const auto value = point[figure])
            json["figures"][keyOf(figure)] = numberJson(*value);
    if (!point.problems.empty())
        json["problems"] = problemsToJson(point.problems);
    return json;
}

Json axisJson(const SweepAxis& axis)
{
    Json values = Json::array();
    for (const SweepValue& value : axis.values)
        values.push_back(valueJson(value));
    return {{"input", axis.input.path}, {"unit", unitOf(axis.input)}, {"values", std::move(values)}};
}

std::string stateText(const SweepPoint& point)
{
    switch (point.state) {
    case PointState::NotReached: return "not reached";
    case PointState::Impossible:
        return point.problems.empty() ? "impossible" : fmt::format("impossible: {}", point.problems.front().message);
    case PointState::DoesNotFit: return "DOES NOT FIT";
    case PointState::Fits: return "fits";
    }
    return {};
}

std::string figureText(const SweepPoint& point, Figure figure)
{
    const auto value = point[figure];
    return value ? formatFigure(figure, *value) : "-";
}

std::string cellText(const SweepPoint& point, Figure figure)
{
    const std::string text = figureText(point, figure);
    return point.state == PointState::DoesNotFit ? text + " !" : text;
}

std::string gridToText(const Sweep& sweep, Figure figure)
{
    std::vector<TextColumn> columns{{fmt::format("{} \\ {}", sweep.second->input.path, sweep.first.input.path), Align::Left}};
    for (const SweepValue& value : sweep.first.values)
        columns.push_back({valueText(sweep.first.input, value)});
    TextTable table{std::move(columns)};
    for (std::size_t row = 0; row < sweep.rows(); ++row) {
        std::vector<std::string> cells{valueText(sweep.second->input, sweep.second->values[row])};
        for (std::size_t column = 0; column < sweep.first.values.size(); ++column)
            cells.push_back(cellText(sweep.at(column, row), figure));
        table.addRow(std::move(cells));
    }
    return fmt::format("{} (! = does not fit, - = impossible)\n", toText(figure)) + table.text();
}

std::string csvCell(std::string text)
{
    if (text.find_first_of(",\"\n") == std::string::npos)
        return text;
    for (std::size_t at = text.find('"'); at != std::string::npos; at = text.find('"', at + 2))
        text.insert(at, 1, '"');
    return '"' + text + '"';
}

std::string csvNumber(const std::optional<double>& value) { return value ? formatExact(*value) : ""; }

std::string endText(const Sensitivity& s, const std::optional<double>& value, bool fits)
{
    return value ? formatFigure(s.figure, *value) + (fits ? "" : " !") : "impossible";
}

std::string changeText(double from, const std::optional<double>& to)
{
    return to && from != 0.0 ? fmt::format("{:+.1f} %", 100.0 * (*to - from) / std::abs(from)) : "-";
}

} // namespace

std::string valueText(const SweepInput& input, const SweepValue& value)
{
    if (!value.number)
        return value.text.size() > 1 && value.text.front() == '"' ? value.text.substr(1, value.text.size() - 2) : value.text;
    const std::string unit = unitOf(input);
    if (unit == "bytes_per_second")
        return formatRate(BytesPerSecond::fromBytesPerSecond(*value.number));
    if (unit == "flops_per_second")
        return formatWorkRate(FlopsPerSecond::fromFlopsPerSecond(*value.number));
    if (unit == "seconds")
        return formatTime(Seconds::fromSeconds(*value.number));
    return unit == "bytes" ? formatMemory(Bytes::fromBytes(*value.number)) : formatShort(*value.number);
}

std::string sweepToText(const Sweep& sweep, const std::vector<Figure>& figures)
{
    if (sweep.second)
        return gridToText(sweep, figures.front());
    std::vector<TextColumn> columns{{sweep.first.input.path}, {"GPUs"}};
    for (const Figure figure : figures)
        columns.push_back({std::string{toText(figure)}});
    columns.push_back({"state", Align::Left});
    TextTable table{std::move(columns)};
    for (std::size_t i = 0; i < sweep.first.values.size(); ++i) {
        const SweepPoint& point = sweep.at(i);
        std::vector<std::string> cells{valueText(sweep.first.input, sweep.first.values[i]), point.gpus > 0 ? std::to_string(point.gpus) : "-"};
        for (const Figure figure : figures)
            cells.push_back(figureText(point, figure));
        cells.push_back(stateText(point));
        table.addRow(std::move(cells));
    }
    return table.text();
}

std::string sweepToJson(const Sweep& sweep)
{
    Json json = {{"format", "shardscape-sweep"}, {"version", 1}, {"first", axisJson(sweep.first)}};
    if (sweep.second)
        json["second"] = axisJson(*sweep.second);
    json["complete"] = sweep.isComplete;
    json["points"] = Json::array();
    for (std::size_t row = 0; row < sweep.rows(); ++row)
        for (std::size_t column = 0; column < sweep.first.values.size(); ++column) {
            Json point = {{"value", valueJson(sweep.first.values[column])}};
            if (sweep.second)
                point["second_value"] = valueJson(sweep.second->values[row]);
            point.update(pointJson(sweep.at(column, row)));
            json["points"].push_back(std::move(point));
        }
    return prettyJson(json) + "\n";
}

std::string sweepToCsv(const Sweep& sweep)
{
    const std::vector<Figure> figures = presentFigures(sweep);
    std::string text = csvCell(sweep.first.input.path);
    if (sweep.second)
        text += "," + csvCell(sweep.second->input.path);
    text += ",state,gpus";
    for (const Figure figure : figures)
        text += "," + keyOf(figure);
    text += ",problem\n";
    for (std::size_t row = 0; row < sweep.rows(); ++row)
        for (std::size_t column = 0; column < sweep.first.values.size(); ++column) {
            const SweepPoint& point = sweep.at(column, row);
            const auto cell = [](const SweepValue& value) { return csvCell(value.number ? formatExact(*value.number) : valueText({}, value)); };
            text += cell(sweep.first.values[column]);
            if (sweep.second)
                text += "," + cell(sweep.second->values[row]);
            text += fmt::format(",{},{}", toText(point.state), point.gpus);
            for (const Figure figure : figures)
                text += "," + csvNumber(point[figure]);
            text += "," + (point.problems.empty() ? std::string{} : csvCell(point.problems.front().code)) + "\n";
        }
    return text;
}

std::string sensitivityToText(const Sensitivity& s)
{
    std::string text = fmt::format("{} = {}; every assumption alone {:.0f} % down and up, largest effect first\n", toText(s.figure),
                                   formatFigure(s.figure, s.value), 100.0 * s.share);
    if (s.range)
        text += fmt::format("Eight of ten measurements lie between {} and {} ({}).\n", formatFigure(s.figure, s.range->low),
                            formatFigure(s.figure, s.range->high), s.range->basis);
    TextTable table{{"assumption", Align::Left}, {"value"}, {"down"}, {"figure"}, {"change"}, {"up"}, {"figure"}, {"change"}, {"", Align::Left}};
    for (const AssumptionEffect& e : s.effects) {
        const SweepInput input{SweepInputKind::Assumption, e.assumption.path};
        const auto shown = [&](double value) { return valueText(input, {{}, value}); };
        table.addRow({e.assumption.path, shown(e.assumption.value), shown(e.low), endText(s, e.atLow, e.fitsAtLow), changeText(s.value, e.atLow),
                      shown(e.high), endText(s, e.atHigh, e.fitsAtHigh), changeText(s.value, e.atHigh), e.assumption.isGuess ? "guess" : ""});
    }
    text += table.isEmpty() ? "No assumption changes it.\n" : table.text();
    return text + fmt::format("{} more assumptions change nothing here{}\n", s.withoutEffect, s.isComplete ? "" : "; stopped before all were tried");
}

std::string sensitivityToJson(const Sensitivity& s)
{
    Json json = {{"format", "shardscape-sensitivity"}, {"version", 1},           {"figure", toText(s.figure)}, {"unit", unitOf(s.figure)},
                 {"value", numberJson(s.value)},       {"share", s.share},       {"complete", s.isComplete},   {"without_effect", s.withoutEffect},
                 {"effects", Json::array()}};
    if (s.range)
        json["measured"] = {{"low", numberJson(s.range->low)}, {"high", numberJson(s.range->high)}, {"basis", s.range->basis}};
    const auto optional = [](const std::optional<double>& value) { return value ? numberJson(*value) : Json(nullptr); };
    for (const AssumptionEffect& e : s.effects)
        json["effects"].push_back({{"assumption", e.assumption.path},
                                   {"meaning", e.assumption.meaning},
                                   {"unit", e.assumption.unit},
                                   {"value", numberJson(e.assumption.value)},
                                   {"low", {{"value", numberJson(e.low)}, {"figure", optional(e.atLow)}, {"fits", e.fitsAtLow}}},
                                   {"high", {{"value", numberJson(e.high)}, {"figure", optional(e.atHigh)}, {"fits", e.fitsAtHigh}}},
                                   {"guess", e.assumption.isGuess},
                                   {"source", e.assumption.source}});
    return prettyJson(json) + "\n";
}

std::string sensitivityToCsv(const Sensitivity& s)
{
    std::string text = fmt::format("assumption,value,low,{0}_at_low,high,{0}_at_high,guess\n", keyOf(s.figure));
    for (const AssumptionEffect& e : s.effects)
        text += fmt::format("{},{},{},{},{},{},{}\n", e.assumption.path, formatExact(e.assumption.value), formatExact(e.low), csvNumber(e.atLow),
                            formatExact(e.high), csvNumber(e.atHigh), e.assumption.isGuess);
    return text;
}

std::string breakEvenToText(const BreakEven& result, const std::string& nameA, const std::string& nameB)
{
    TextTable table{{result.input.path}, {nameA}, {nameB}, {"better", Align::Left}};
    for (const BreakEvenSample& sample : result.samples) {
        const Better better = betterAt(sample, result.figure);
        table.addRow({valueText(result.input, {{}, sample.value}), cellText(sample.a, result.figure), cellText(sample.b, result.figure),
                      better == Better::A ? nameA : better == Better::B ? nameB : std::string{toText(better)}});
    }
    return fmt::format("{}\n\n{} (! = does not fit)\n{}", statementOf(result, nameA, nameB), toText(result.figure), table.text());
}

std::string breakEvenToJson(const BreakEven& result, const std::string& nameA, const std::string& nameB)
{
    const auto sampleJson = [&](const BreakEvenSample& sample) {
        return Json{{"value", numberJson(sample.value)},
                    {"a", pointJson(sample.a)},
                    {"b", pointJson(sample.b)},
                    {"better", toText(betterAt(sample, result.figure))}};
    };
    Json json = {{"format", "shardscape-break-even"}, {"version", 1}, {"titles", Json::array({nameA, nameB})}, {"input", result.input.path},
                 {"unit", unitOf(result.input)}, {"figure", toText(result.figure)}, {"complete", result.isComplete},
                 {"statement", statementOf(result, nameA, nameB)}};
    json["crossings"] = Json::array();
    for (const Crossing& each : result.crossings)
        json["crossings"].push_back(
            {{"value", numberJson(each.value)}, {"jump", each.isJump}, {"below", sampleJson(each.below)}, {"above", sampleJson(each.above)}});
    json["samples"] = Json::array();
    for (const BreakEvenSample& sample : result.samples)
        json["samples"].push_back(sampleJson(sample));
    return prettyJson(json) + "\n";
}

std::string breakEvenToCsv(const BreakEven& result)
{
    std::string text = fmt::format("{},a_{}_{},b_{}_{},better\n", csvCell(result.input.path), toText(result.figure), "value", toText(result.figure), "value");
    for (const BreakEvenSample& sample : result.samples)
        text += fmt::format("{},{},{},{}\n", formatExact(sample.value), csvNumber(sample.a[result.figure]), csvNumber(sample.b[result.figure]),
                            toText(betterAt(sample, result.figure)));
    return text;
}

} // namespace shardscape
