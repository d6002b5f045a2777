// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/search_export.h"

#include "io/problem_json.h"
#include "io/text_table.h"
#include "json/pretty_json.h"
#include "units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shardscape {
namespace {

std::string keyOf(PlanQuantity quantity, const AcceleratorSpec& accelerator)
{
    std::string key{toText(quantity)};
    for (char& letter : key)
        letter = letter == '-' ? '_' : letter;
    return fmt::format("{}_{}", key, unitOf(quantity, accelerator));
}

std::string shown(PlanQuantity quantity, double value, const AcceleratorSpec& accelerator)
{
    const std::string_view unit = unitOf(quantity, accelerator);
    if (unit == "seconds")
        return formatTime(Seconds::fromSeconds(value));
    if (unit == "bytes")
        return value < 0.0 ? "-" + formatMemory(Bytes::fromBytes(-value)) : formatMemory(Bytes::fromBytes(value));
    return fmt::format("{:.4g}", value);
}

/// Figures beside the objectives, by the kind of workload.
std::vector<PlanQuantity> otherQuantities(const SearchReport& r)
{
    const bool training = r.candidates.base().workload.training() != nullptr;
    std::vector<PlanQuantity> list;
    for (const auto& entry : EnumNames<PlanQuantity>::table)
        if (suits(entry.value, training) && entry.value != r.request.objectives[0] && entry.value != r.request.objectives[1])
            list.push_back(entry.value);
    return list;
}

double valueOf(PlanQuantity quantity, const SearchPoint& point, const SearchReport& r)
{
    return quantityOf(quantity, point.figures, point.gpus, r.inputs.cluster.accelerator);
}

Json pointJson(const SearchPoint& point, const SearchReport& r)
{
    const AcceleratorSpec& accelerator = r.inputs.cluster.accelerator;
    Json json;
    json["number"] = point.number;
    json["gpus"] = point.gpus;
    for (std::size_t i = 0; i < 2; ++i)
        json[keyOf(r.request.objectives[i], accelerator)] = numberJson(point.objective[i]);
    for (const PlanQuantity quantity : otherQuantities(r))
        if (quantity != PlanQuantity::Gpus)
            json[keyOf(quantity, accelerator)] = numberJson(valueOf(quantity, point, r));
    if (r.candidates.base().workload.training() != nullptr)
        json["mfu"] = numberJson(point.figures.mfu);
    json["peak_bytes"] = numberJson(point.figures.peak.inBytes());
    json["fits"] = point.figures.fits;
    json["missed_soft_limits"] = Json::array();
    for (const std::size_t limit : point.missed)
        json["missed_soft_limits"].push_back(std::string{toText(r.request.limits[limit].quantity)});
    return json;
}

Json planJson(const Scenario& scenario)
{
    Json json = Json::object();
    for (const PlanInput& input : planInputs(scenario))
        json[std::string{input.key}] = input.value;
    return json;
}

Json pointsJson(const std::vector<SearchPoint>& points, const SearchReport& r)
{
    Json list = Json::array();
    for (const SearchPoint& point : points) {
        Json json = pointJson(point, r);
        json["plan"] = planJson(r.candidates.scenarioOf(point.number));
        list.push_back(std::move(json));
    }
    return list;
}

Json positionJson(const SearchReport& r)
{
    const FrontPosition& position = r.position;
    Json json;
    json["legal"] = position.problems.empty();
    json["on_front"] = position.isOnFront;
    json["broken_limits"] = position.broken;
    if (!position.problems.empty()) {
        json["problems"] = problemsToJson(position.problems);
        return json;
    }
    json["figures"] = pointJson(position.own, r);
    json["figures"].erase("number");
    if (!position.nearest)
        return json;
    json["dominated_by"] = position.nearest->number;
    json["differences"] = Json::array();
    for (const PlanDifference& difference : position.differences)
        json["differences"].push_back(
            Json::object({{"path", std::string{difference.path}}, {"own", difference.own}, {"other", difference.other}}));
    return json;
}

TextTable tableOf(const std::vector<SearchPoint>& points, const SearchReport& r)
{
    const AcceleratorSpec& accelerator = r.inputs.cluster.accelerator;
    std::vector<TextColumn> columns;
    for (const PlanQuantity objective : r.request.objectives)
        columns.push_back({std::string{toText(objective)}});
    columns.push_back({"peak"});
    for (const PlanInput& input : planInputs(r.candidates.base()))
        columns.push_back({std::string{input.key}, Align::Left});
    TextTable table(std::move(columns));
    for (const SearchPoint& point : points) {
        std::vector<std::string> row;
        for (std::size_t i = 0; i < 2; ++i)
            row.push_back(shown(r.request.objectives[i], point.objective[i], accelerator) + (i == 0 && !point.missed.empty() ? " *" : ""));
        row.push_back(formatMemory(point.figures.peak));
        for (const PlanInput& input : planInputs(r.candidates.scenarioOf(point.number)))
            row.push_back(input.value);
        table.addRow(row);
    }
    return table;
}

std::string positionText(const SearchReport& r)
{
    const FrontPosition& position = r.position;
    const AcceleratorSpec& accelerator = r.inputs.cluster.accelerator;
    if (!position.problems.empty())
        return fmt::format("The scenario's own plan is not legal: {} ({})\n", position.problems.front().message, position.problems.front().path);
    std::string text = "The scenario's own plan: ";
    for (std::size_t i = 0; i < 2; ++i)
        text += fmt::format("{}{} {}", i > 0 ? ", " : "", toText(r.request.objectives[i]),
                            shown(r.request.objectives[i], position.own.objective[i], accelerator));
    for (const std::string& limit : position.broken)
        text += "; rejected: " + limit;
    if (!position.nearest)
        return text + (position.isOnFront ? ". No plan of the front is better in one and as good in the other.\n" : ".\n");
    text += fmt::format(".\nThe nearest plan that is better has {} {} and {} {}; it differs in:\n", toText(r.request.objectives[0]),
                        shown(r.request.objectives[0], position.nearest->objective[0], accelerator), toText(r.request.objectives[1]),
                        shown(r.request.objectives[1], position.nearest->objective[1], accelerator));
    TextTable table{{"input", Align::Left}, {"own", Align::Left}, {"that plan", Align::Left}};
    for (const PlanDifference& difference : position.differences)
        table.addRow({std::string{difference.path}, difference.own, difference.other});
    return text + table.text();
}

} // namespace

std::string searchToText(const SearchReport& r)
{
    const SearchResult& s = r.result;
    std::string text = fmt::format("{} candidates, {} looked at{}: {} legal, {} timed in full, {} passed over by a bound; {:.2f} s, {:.0f} plans/s\n",
                                   s.candidates, s.looked, s.isComplete ? "" : " (stopped)", s.legal, s.timed, s.bounded, s.seconds,
                                   static_cast<double>(s.looked) / std::max(s.seconds, 1e-9));
    const bool hasWishes = std::any_of(r.request.limits.begin(), r.request.limits.end(), [](const PlanLimit& limit) { return limit.isSoft; });
    text += fmt::format("\nPareto front ({} plans{}):\n", s.front.size(), hasWishes ? "; * = misses a soft limit" : "");
    text += s.front.empty() ? "none\n" : tableOf(s.front, r).text();
    if (!s.top.empty())
        text += fmt::format("\nBest by {}:\n", toText(r.request.objectives[0])) + tableOf(s.top, r).text();
    text += "\nRejected:\n";
    TextTable reasons{{"reason", Align::Left}, {"candidates"}};
    for (const auto& [reason, times] : s.rejected)
        reasons.addRow({reason, std::to_string(times)});
    return text + (s.rejected.empty() ? "none\n" : reasons.text()) + "\n" + positionText(r);
}

std::string searchToJson(const SearchReport& r)
{
    const SearchResult& s = r.result;
    Json json;
    json["format"] = "shardscape-search";
    json["version"] = 1;
    json["objectives"] = Json::array({std::string{toText(r.request.objectives[0])}, std::string{toText(r.request.objectives[1])}});
    json["candidates"] = s.candidates;
    json["looked_at"] = s.looked;
    json["legal"] = s.legal;
    json["timed"] = s.timed;
    json["passed_over_by_bound"] = s.bounded;
    json["complete"] = s.isComplete;
    json["rejected"] = Json::object();
    for (const auto& [reason, times] : s.rejected)
        json["rejected"][reason] = times;
    json["front"] = pointsJson(s.front, r);
    json["top"] = pointsJson(s.top, r);
    json["own_plan"] = positionJson(r);
    return prettyJson(json) + "\n";
}

std::string searchToCsv(const SearchReport& r)
{
    const AcceleratorSpec& accelerator = r.inputs.cluster.accelerator;
    std::vector<PlanQuantity> quantities{r.request.objectives.begin(), r.request.objectives.end()};
    for (const PlanQuantity quantity : otherQuantities(r))
        quantities.push_back(quantity);
    std::string text = "list";
    for (const PlanQuantity quantity : quantities)
        text += "," + keyOf(quantity, accelerator);
    text += ",mfu,peak_bytes,fits";
    for (const PlanInput& input : planInputs(r.candidates.base()))
        text += "," + std::string{input.key};
    text += "\n";
    for (const auto& [list, points] : {std::pair{"front", &r.result.front}, std::pair{"top", &r.result.top}})
        for (const SearchPoint& point : *points) {
            text += list;
            for (const PlanQuantity quantity : quantities)
                text += fmt::format(",{:.9g}", valueOf(quantity, point, r));
            text += fmt::format(",{:.6g},{:.0f},{}", point.figures.mfu, point.figures.peak.inBytes(),
                                point.figures.fits);
            for (const PlanInput& input : planInputs(r.candidates.scenarioOf(point.number)))
                text += "," + input.value;
            text += "\n";
        }
    return text;
}

} // namespace shardscape
