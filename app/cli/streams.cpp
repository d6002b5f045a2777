// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/streams.h"

#include <algorithm>
#include <ostream>
#include <string_view>

namespace shardscape {
namespace {

std::string_view severityPrefix(Severity severity)
{
    switch (severity) {
    case Severity::Error: return "";
    case Severity::Warning: return "warning: ";
    case Severity::Info: return "note: ";
    }
    return "";
}

} // namespace

void printProblems(std::ostream& err, const std::string& input, const Problems& problems)
{
    for (const Problem& problem : problems) {
        std::string line{severityPrefix(problem.severity)};
        line += (problem.path.empty() ? input : problem.path) + ": " + problem.message;
        if (!problem.hint.empty())
            line += " (" + problem.hint + ")";
        std::replace_if(
            line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20u; }, ' ');
        err << line << '\n';
    }
}

} // namespace shardscape
