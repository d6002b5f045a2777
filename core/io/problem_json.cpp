// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/problem_json.h"

namespace shardscape {
namespace {

std::string_view textOf(Severity severity)
{
    switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Info: return "info";
    }
    return "?";
}

} // namespace

Json problemsToJson(const Problems& problems)
{
    Json json = Json::array();
    for (const Problem& problem : problems)
        json.push_back(Json::object({{"severity", textOf(problem.severity)},
                                     {"code", problem.code},
                                     {"message", problem.message},
                                     {"hint", problem.hint},
                                     {"path", problem.path}}));
    return json;
}

} // namespace shardscape
