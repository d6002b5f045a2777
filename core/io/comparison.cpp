// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/comparison.h"

#include "io/evaluation_json.h"
#include "io/scenario_file.h"
#include "io/text_table.h"
#include "units/format.h"
#include "json/pretty_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace shardscape {
namespace {

/// The plain values of a tree by their pointers, in order. Arrays of a scenario are values as a whole; those of an evaluation (stages,
/// links, diagnostics) have no counterparts to compare with.
void flatten(const Json& json, const std::string& path, std::vector<std::pair<std::string, Json>>& leaves)
{
    if (!json.is_object()) {
        leaves.emplace_back(path, json);
        return;
    }
    for (const auto& [key, value] : json.items())
        flatten(value, path + "/" + pointerToken(key), leaves);
}

std::vector<std::pair<std::string, Json>> leavesOf(const std::string& text)
{
    std::vector<std::pair<std::string, Json>> leaves;
    if (const auto json = parseJson(text))
        flatten(*json, "", leaves);
    return leaves;
}

const Json* find(const std::vector<std::pair<std::string, Json>>& leaves, const std::string& path)
{
    const auto leaf = std::find_if(leaves.begin(), leaves.end(), [&](const auto& each) { return each.first == path; });
    return leaf == leaves.end() ? nullptr : &leaf->second;
}

bool isInput(const std::string& path) { return path != "/title" && path != "/note" && path != "/view" && path.rfind("/view/", 0) != 0; }

double changeOf(double a, double b)
{
    if (a == b)
        return 0.0;
    return a == 0.0 ? std::copysign(std::numeric_limits<double>::infinity(), b) : (b - a) / std::abs(a);
}

std::vector<OutputDifference> outputDifferences(const Evaluation& a, const Evaluation& b)
{
    const auto leavesB = leavesOf(evaluationToJson(b));
    std::vector<OutputDifference> differences;
    for (const auto& [path, value] : leavesOf(evaluationToJson(a))) {
        const Json* other = find(leavesB, path);
        if (path == "/version" || !value.is_number() || other == nullptr || !other->is_number())
            continue;
        const double before = value.get<double>();
        const double after = other->get<double>();
        differences.push_back({path, before, after, changeOf(before, after)});
    }
    std::stable_sort(differences.begin(), differences.end(),
                     [](const OutputDifference& x, const OutputDifference& y) { return std::abs(x.change) > std::abs(y.change); });
    return differences;
}

/// A value in a derivation's unit.
std::string inUnit(const std::string& unit, double value)
{
    if (unit == "seconds")
        return formatTime(Seconds::fromSeconds(value));
    if (unit == "bytes")
        return formatMemory(Bytes::fromBytes(value));
    if (unit == "bytes_per_second")
        return formatRate(BytesPerSecond::fromBytesPerSecond(value));
    return unit == "flops" ? formatWork(Flops::fromFlops(value)) : formatShort(value);
}

std::string reasonsToText(const FigureReasons& figure)
{
    std::string text = fmt::format("\nWhy {}: {} -> {}{}\n", figure.name, inUnit(figure.unit, figure.a), inUnit(figure.unit, figure.b),
                                   figure.sameFormula ? "" : " (computed in another way in B)");
    TextTable table{{"term", Align::Left}, {"A"}, {"B"}, {"alone it does"}};
    for (const Reason& reason : figure.reasons) {
        const std::string indent(static_cast<std::size_t>(2 * reason.depth), ' ');
        const std::string effect = reason.depth == 0 ? (reason.effect > 0.0 ? "+" : "") + inUnit(figure.unit, reason.effect) : "";
        table.addRow({indent + labelOf(reason), inUnit(reason.unit, reason.a),
                      inUnit(reason.unit, reason.b), effect});
    }
    return text + table.text();
}

Json reasonsToJson(const FigureReasons& figure)
{
    Json json = {{"figure", figure.id}, {"name", figure.name}, {"unit", figure.unit}, {"a", numberJson(figure.a)}, {"b", numberJson(figure.b)},
                 {"same_formula", figure.sameFormula}, {"terms", Json::array()}};
    for (const Reason& reason : figure.reasons)
        json["terms"].push_back({{"depth", reason.depth}, {"symbol", reason.symbol}, {"meaning", reason.meaning}, {"unit", reason.unit},
                                 {"a", numberJson(reason.a)}, {"b", numberJson(reason.b)}, {"effect", numberJson(reason.effect)}});
    return json;
}

std::string shownChange(double change) { return std::isfinite(change) ? fmt::format("{:+.1f} %", 100.0 * change) : "new"; }

std::string shownInput(const std::string& json) { return json.empty() ? "-" : json.size() > 60 ? json.substr(0, 57) + "..." : json; }

} // namespace

std::string outputText(const std::string& path, double value)
{
    const auto has = [&path](std::string_view unit) { return path.find(unit) != std::string::npos; };
    if (has("per_second"))
        return formatCount(value);
    if (has("_seconds"))
        return formatTime(Seconds::fromSeconds(value));
    if (has("_bytes"))
        return has("/memory/") ? formatMemory(Bytes::fromBytes(value)) : formatTraffic(Bytes::fromBytes(value));
    if (has("_flops"))
        return formatWork(Flops::fromFlops(value));
    return formatCount(value);
}

std::vector<InputDifference> inputDifferences(const Scenario& a, const Scenario& b)
{
    const auto leavesA = leavesOf(writeScenario(a));
    const auto leavesB = leavesOf(writeScenario(b));
    std::vector<InputDifference> differences;
    for (const auto& [path, value] : leavesA) {
        const Json* other = find(leavesB, path);
        if (isInput(path) && (other == nullptr || *other != value))
            differences.push_back({path, value.dump(), other == nullptr ? "" : other->dump()});
    }
    for (const auto& [path, value] : leavesB)
        if (isInput(path) && find(leavesA, path) == nullptr)
            differences.push_back({path, "", value.dump()});
    return differences;
}

namespace {

int inputCount(const Scenario& a, const Scenario& b)
{
    const auto leavesA = leavesOf(writeScenario(a));
    const auto leavesB = leavesOf(writeScenario(b));
    const auto ofA = std::count_if(leavesA.begin(), leavesA.end(), [](const auto& leaf) { return isInput(leaf.first); });
    const auto onlyB = std::count_if(leavesB.begin(), leavesB.end(),
                                     [&](const auto& leaf) { return isInput(leaf.first) && find(leavesA, leaf.first) == nullptr; });
    return static_cast<int>(ofA + onlyB);
}

} // namespace

Comparison compare(const Evaluation& a, const Evaluation& b)
{
    return {a.scenario.title,
            b.scenario.title,
            a.fits,
            b.fits,
            inputCount(a.scenario, b.scenario),
            inputDifferences(a.scenario, b.scenario),
            outputDifferences(a, b),
            keyReasons(a, b)};
}

std::string comparisonToJson(const Comparison& comparison)
{
    const auto valueOf = [](const std::string& text) { return text.empty() ? Json(nullptr) : *parseJson(text); };
    Json json;
    json["format"] = "shardscape-comparison";
    json["version"] = 1;
    json["titles"] = Json::array({comparison.titleA, comparison.titleB});
    json["fits"] = Json::array({comparison.fitsA, comparison.fitsB});
    json["inputs"] = Json::array();
    for (const InputDifference& input : comparison.inputs)
        json["inputs"].push_back(Json::object({{"path", input.path}, {"a", valueOf(input.a)}, {"b", valueOf(input.b)}}));
    json["outputs"] = Json::array();
    for (const OutputDifference& output : comparison.outputs)
        json["outputs"].push_back(Json::object(
            {{"path", output.path}, {"a", numberJson(output.a)}, {"b", numberJson(output.b)}, {"change", numberJson(output.change)}}));
    json["why"] = Json::array();
    for (const FigureReasons& figure : comparison.reasons)
        json["why"].push_back(reasonsToJson(figure));
    return prettyJson(json) + "\n";
}

std::string comparisonToText(const Comparison& comparison)
{
    const auto verdict = [](bool fits) { return fits ? "fits" : "DOES NOT FIT"; };
    std::string text =
        fmt::format("A: {} ({})\nB: {} ({})\n", comparison.titleA, verdict(comparison.fitsA), comparison.titleB, verdict(comparison.fitsB));
    TextTable inputs{{"input", Align::Left}, {"A", Align::Left}, {"B", Align::Left}};
    for (const InputDifference& input : comparison.inputs)
        inputs.addRow({input.path, shownInput(input.a), shownInput(input.b)});
    text += inputs.isEmpty() ? "\nThe inputs are the same.\n" : "\n" + inputs.text();
    TextTable outputs{{"output", Align::Left}, {"A"}, {"B"}, {"change"}};
    for (const OutputDifference& output : comparison.outputs)
        if (output.change != 0.0)
            outputs.addRow({output.path, outputText(output.path, output.a), outputText(output.path, output.b), shownChange(output.change)});
    text += outputs.isEmpty() ? "\nThe outputs are the same.\n" : "\n" + outputs.text();
    for (const FigureReasons& figure : comparison.reasons)
        text += reasonsToText(figure);
    return text;
}

} // namespace shardscape
