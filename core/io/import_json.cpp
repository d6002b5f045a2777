// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/import_json.h"

#include "io/model_json.h"
#include "io/problem_json.h"
#include "model/parameters.h"
#include "json/pretty_json.h"

namespace shardscape {

std::string importedModelToJson(const ImportedModel& imported)
{
    const ParameterCount count = countParameters(imported.model);
    Json json;
    json["model"] = modelToJson(imported.model);
    json["parameters"] = numberJson(count.total);
    json["active_parameters"] = numberJson(count.active);
    json["embedding_parameters"] = numberJson(count.embedding + count.head + count.positions);
    json["mtp_parameters"] = numberJson(count.mtp);
    json["problems"] = problemsToJson(imported.notes);
    return prettyJson(json) + "\n";
}

} // namespace shardscape
