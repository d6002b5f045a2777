// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/launch_json.h"

#include "io/problem_json.h"
#include "io/scenario_file.h"
#include "json/pretty_json.h"
#include "launch/launch_report_json.h"

namespace shardscape {

namespace {

Json itemsToJson(const std::vector<LaunchItem>& items)
{
    Json json = Json::array();
    for (const LaunchItem& item : items)
        json.push_back({{"flag", item.flag}, {"value", item.value}, {"meaning", item.meaning}});
    return json;
}

} // namespace

void addReport(Json& json, const LaunchReport& report)
{
    json["understood"] = itemsToJson(report.understood);
    json["assumed"] = itemsToJson(report.assumed);
    json["ignored"] = itemsToJson(report.ignored);
}

std::string importedLaunchToJson(const ImportedLaunch& imported)
{
    Json json;
    json["engine"] = toText(imported.engine);
    json["version"] = imported.version;
    json["scenario"] = Json::parse(writeScenario(imported.scenario));
    addReport(json, imported.report);
    json["problems"] = Json::array();
    return prettyJson(json) + '\n';
}

std::string launchProblemsToJson(const Problems& problems)
{
    return prettyJson({{"engine", nullptr}, {"problems", problemsToJson(problems)}}) + '\n';
}

} // namespace shardscape
