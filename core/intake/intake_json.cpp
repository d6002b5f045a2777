// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/intake_json.h"

#include "io/calibration_json.h"
#include "io/problem_json.h"
#include "io/scenario_file.h"
#include "json/pretty_json.h"
#include "launch/launch_report_json.h"

namespace shardscape {

std::string intakeToJson(const Intake& intake)
{
    Json json;
    json["kind"] = toText(intake.kind);
    json["source"] = intake.source;
    json["scenario"] = intake.scenario ? Json::parse(writeScenario(*intake.scenario)) : Json{};
    json["measured"] = intake.measured == MeasuredRun{} ? Json{} : calibrationToJson({.measured = intake.measured});
    addReport(json, intake.report);
    json["problems"] = Json::array();
    return prettyJson(json) + '\n';
}

std::string intakeProblemsToJson(const Problems& problems)
{
    return prettyJson({{"kind", nullptr}, {"problems", problemsToJson(problems)}}) + '\n';
}

} // namespace shardscape
