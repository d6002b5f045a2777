// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/scenario_file.h"

#include "io/calibration_json.h"
#include "io/scenario_sections.h"
#include "json/pretty_json.h"

#include <fmt/format.h>

#include <array>

namespace shardscape {
namespace {

constexpr std::string_view formatName = "shardscape-scenario";

/// Turns a file of version i + 1 into one of version i + 2. A new version adds its step at the end and raises scenarioVersion.
using Migration = void (*)(Json&);
constexpr std::array<Migration, scenarioVersion - 1> migrations{};

std::optional<Problem> notAScenario(const Json& json)
{
    const std::string hint = fmt::format("a scenario begins with \"format\": \"{}\", \"version\": {}", formatName, scenarioVersion);
    if (!json.is_object())
        return Problem{Severity::Error, "wrong-type", "", "a scenario is one JSON object", hint};
    const auto format = json.find("format");
    if (format == json.end())
        return Problem{Severity::Error, "not-a-scenario", "/format", "the key is missing, so this is no scenario file", hint};
    if (*format != formatName)
        return Problem{Severity::Error, "not-a-scenario", "/format", "the file says that it is something else than a scenario", hint};
    const auto version = json.find("version");
    if (version == json.end() || !version->is_number_integer() || version->get<double>() < 1.0)
        return Problem{Severity::Error, "wrong-version", "/version", "the version is missing or no whole number from 1 on", hint};
    if (version->get<double>() > scenarioVersion)
        return Problem{Severity::Error, "newer-version", "/version",
                       fmt::format("the file has version {}, this program reads versions up to {}", version->dump(), scenarioVersion),
                       "open it with a newer release of the program"};
    return std::nullopt;
}

void migrate(Json& json)
{
    for (auto version = json["version"].get<std::size_t>(); version < static_cast<std::size_t>(scenarioVersion); ++version)
        migrations.at(version - 1)(json);
    json["version"] = scenarioVersion;
}

Scenario readSections(const Json& json, Problems& problems)
{
    Scenario scenario;
    ObjectReader reader{json, "", problems};
    (void)reader.requiredString("format");
    (void)reader.requiredInt("version", {1, scenarioVersion});
    scenario.title = reader.optionalString("title");
    scenario.note = reader.optionalString("note");
    if (const Json* model = reader.requiredValue("model"))
        scenario.model = readModelChoice(*model, "/model", problems);
    if (const Json* cluster = reader.requiredValue("cluster"))
        scenario.cluster = readClusterChoice(*cluster, "/cluster", problems);
    if (const Json* parallelism = reader.requiredValue("parallelism"))
        scenario.parallelism = readParallelism(*parallelism, "/parallelism", problems);
    if (const Json* placement = reader.optionalValue("placement"))
        scenario.placement = readIntArray(*placement, "/placement", {0, maxRanks - 1}, problems);
    if (const Json* workload = reader.requiredValue("workload"))
        scenario.workload = readWorkload(*workload, "/workload", problems);
    if (const Json* calibration = reader.optionalValue("calibration"))
        scenario.calibration = readCalibration(*calibration, "/calibration", problems);
    // The view is whatever the window left there; even a broken one must not keep the file from loading.
    if (const Json* view = reader.rawValue("view"))
        scenario.viewJson = view->dump();
    reader.finish();
    return scenario;
}

/// A text that was read as JSON before. Texts that are none come only from code that breaks the contract of Scenario; they become null.
Json parsedAgain(const std::string& text)
{
    auto json = parseJson(text);
    return json ? std::move(*json) : Json(nullptr);
}

Json presetToJson(const std::string& preset, int nodes, const std::string& overrides)
{
    Json json = Json::object({{"preset", preset}, {"nodes", nodes}});
    if (!overrides.empty())
        json["overrides"] = parsedAgain(overrides);
    return json;
}

Json clusterToJson(const ClusterChoice& cluster)
{
    if (!cluster.inlineJson.empty())
        return parsedAgain(cluster.inlineJson);
    Json json = Json::object();
    for (const NodeGroupChoice& group : cluster.nodeGroups)
        json["node_groups"].push_back(presetToJson(group.preset, group.nodes, group.overridesJson));
    if (cluster.nodeGroups.empty())
        json = presetToJson(cluster.preset, cluster.nodes, cluster.overridesJson);
    else if (!cluster.scaleOut.empty())
        json["scale_out"] = cluster.scaleOut;
    if (!cluster.outOfOrder.empty())
        json["out_of_order"] = cluster.outOfOrder;
    return json;
}

} // namespace

Result<Scenario> readScenario(std::string_view text)
{
    auto json = parseJson(text);
    if (!json)
        return failure(std::move(json.error()));
    if (auto problem = notAScenario(*json))
        return failure(std::move(*problem));
    migrate(*json);
    Problems problems;
    Scenario scenario = readSections(*json, problems);
    if (!problems.empty())
        return failure(std::move(problems));
    return scenario;
}

std::string writeScenario(const Scenario& scenario)
{
    Json json;
    json["format"] = formatName;
    json["version"] = scenarioVersion;
    json["title"] = scenario.title;
    json["note"] = scenario.note;
    json["model"] = scenario.model.inlineJson.empty() ? Json(scenario.model.preset) : parsedAgain(scenario.model.inlineJson);
    json["cluster"] = clusterToJson(scenario.cluster);
    json["parallelism"] = parallelismToJson(scenario.parallelism);
    json["placement"] = scenario.placement ? Json(*scenario.placement) : Json(nullptr);
    json["workload"] = workloadToJson(scenario.workload);
    json["calibration"] = scenario.calibration ? calibrationToJson(*scenario.calibration) : Json(nullptr);
    json["view"] = parsedAgain(scenario.viewJson);
    return prettyJson(json) + "\n";
}

} // namespace shardscape
