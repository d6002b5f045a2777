// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/residuals_json.h"

#include "json/pretty_json.h"

#include <fmt/format.h>

namespace shardscape {
namespace {

constexpr auto about = "measured / predicted of the cases in presets/validation at the quantiles 0.1 and 0.9, written by scripts/accuracy; "
                       "classes that end in 'unknown' predict the same cases without the constants of their accelerator";

} // namespace

Result<ResidualTable> readResiduals(const Json& json)
{
    ResidualTable table;
    Problems problems;
    ObjectReader reader{json, "", problems};
    if (!reader.isObject())
        return failure(std::move(problems));
    (void)reader.requiredString("id");
    (void)reader.requiredString("name");
    (void)reader.requiredString("source");
    if (const Json* list = reader.requiredValue("accelerators"))
        for (const Json& each : *list)
            if (each.is_string())
                table.accelerators.insert(each.get<std::string>());
    if (const Json* list = reader.requiredValue("classes"))
        for (std::size_t i = 0; i < list->size(); ++i) {
            ObjectReader entry{(*list)[i], fmt::format("/classes/{}", i), problems};
            if (!entry.isObject())
                continue;
            const std::string id = entry.requiredString("id");
            ResidualClass residuals;
            residuals.rows = entry.requiredInt("rows", {0, 1'000'000});
            residuals.leftOut = entry.requiredInt("left_out", {0, 1'000'000});
            residuals.low = entry.requiredNumber("low", {0.0, 1.0});
            residuals.high = entry.requiredNumber("high", {1.0, 1e3});
            entry.finish();
            table.classes.emplace(id, residuals);
        }
    reader.finish();
    if (!problems.empty())
        return failure(std::move(problems));
    return table;
}

std::string residualsToJson(const ResidualTable& table)
{
    Json json = Json::object();
    json["id"] = "residuals";
    json["name"] = "How far published figures lie from the model";
    json["source"] = about;
    json["accelerators"] = table.accelerators;
    Json& classes = json["classes"] = Json::array();
    for (const auto& [id, residuals] : table.classes)
        classes.push_back({{"id", id},
                           {"rows", residuals.rows},
                           {"left_out", residuals.leftOut},
                           {"low", residuals.low},
                           {"high", residuals.high}});
    return prettyJson(json) + "\n";
}

} // namespace shardscape
