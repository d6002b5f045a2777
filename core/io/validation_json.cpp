// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/validation_json.h"

#include "evaluate/validation_comparison.h"

#include "io/scenario_file.h"
#include "json/strict_json.h"

#include <fmt/format.h>

namespace shardscape {
namespace {

void collect(const std::string& path, const Problems& found, Problems& problems)
{
    for (Problem problem : found) {
        problem.path = path + problem.path;
        problems.push_back(std::move(problem));
    }
}

/// One case for each measured figure of an entry.
void readEntry(const Json& json, const std::string& path, const PresetLibrary& library, std::vector<ValidationCase>& cases,
               Problems& problems)
{
    ObjectReader reader{json, path, problems};
    if (!reader.isObject())
        return;
    ValidationCase common;
    common.id = reader.requiredString("id");
    common.source = reader.requiredString("source");
    common.regime = reader.requiredString("regime");
    (void)reader.optionalString("trust");
    common.unreproducible = reader.optionalString("unreproducible");
    if (const Json* list = reader.optionalValue("defaulted"))
        for (const Json& item : *list)
            common.defaulted.push_back(item.is_string() ? item.get<std::string>() : item.dump());
    if (reader.has("stage"))
        common.stage = reader.optionalEnum<ValidationStage>("stage", ValidationStage::Fullest);
    const Json* measured = reader.requiredValue("measured");
    const Json* scenario = reader.requiredValue("scenario");
    reader.finish();
    if (measured == nullptr || scenario == nullptr)
        return;
    const Result<Scenario> read = readScenario(scenario->dump());
    if (!read)
        return collect(path + "/scenario", read.error(), problems);
    Result<Inputs> inputs = library.resolve(*read);
    if (!inputs)
        return collect(path + "/scenario", inputs.error(), problems);
    common.scenario = *read;
    common.inputs = std::make_shared<const Inputs>(std::move(*inputs));
    ObjectReader figures{*measured, path + "/measured", problems};
    for (const auto& metric : EnumNames<ValidationMetric>::table) {
        if (!figures.has(metric.text))
            continue;
        ValidationCase each = common;
        each.metric = metric.value;
        each.measured = figures.requiredNumber(metric.text, {1e-9, 1e12});
        cases.push_back(std::move(each));
    }
    figures.finish();
}

} // namespace

Result<std::vector<ValidationCase>> readValidationCases(std::string_view text, const PresetLibrary& library)
{
    const Result<Json> json = parseJson(text);
    if (!json)
        return failure(json.error());
    Problems problems;
    std::vector<ValidationCase> cases;
    ObjectReader reader{*json, "", problems};
    if (reader.isObject()) {
        if (const std::string format = reader.requiredString("format"); format != "shardscape-validation")
            reader.problem("format", "wrong-format", "found '" + format + "'", "a file of validation cases is needed");
        (void)reader.requiredInt("version", {1, 1});
        if (const Json* list = reader.requiredValue("cases"); list != nullptr && list->is_array())
            for (std::size_t i = 0; i < list->size(); ++i)
                readEntry((*list)[i], fmt::format("/cases/{}", i), library, cases, problems);
        reader.finish();
    }
    if (!problems.empty())
        return failure(std::move(problems));
    return cases;
}

namespace {

Json summariesJson(const std::vector<RegimeSummary>& summaries)
{
    Json list = Json::array();
    for (const RegimeSummary& s : summaries)
        list.push_back({{"regime", s.regime},
                        {"rows", s.rows},
                        {"left_out", s.left},
                        {"median_error", s.median},
                        {"p90_error", s.p90},
                        {"max_error", s.max},
                        {"bias", s.bias}});
    return list;
}

} // namespace

std::string validationToJson(const std::vector<ValidationRow>& rows)
{
    const Json regimes = summariesJson(summarizeValidation(rows));
    Json ranking = Json::array();
    for (const RankingSummary& s : summarizeRanking(rows))
        ranking.push_back({{"regime", s.regime}, {"pairs", s.pairs}, {"right", s.right}});
    Json list = Json::array();
    for (const ValidationRow& row : rows) {
        Json entry{
            {"id", row.id}, {"source", row.source}, {"regime", row.regime}, {"metric", toText(row.metric)}, {"measured", row.measured}};
        if (row.problems.empty()) {
            entry["predicted"] = row.predicted;
            entry["error"] = row.error();
        } else {
            entry["problem"] = row.problems.front().message;
        }
        if (!row.defaulted.empty())
            entry["not_stated"] = row.defaulted;
        if (!row.unreproducible.empty())
            entry["left_out"] = row.unreproducible;
        list.push_back(std::move(entry));
    }
    return Json{{"format", "shardscape-validation-report"}, {"version", 1}, {"regimes", regimes}, {"calibrated", summariesJson(summarizeCalibrated(rows))},
                {"ranking", ranking}, {"rows", list}}.dump(2) + "\n";
}

} // namespace shardscape
