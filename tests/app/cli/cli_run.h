// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the command line inside the test with string streams.
#pragma once

#include "cli/command_line.h"

#include <nlohmann/json.hpp>

#include <sstream>

namespace shardscape {

struct CliRun {
    int exitCode = -1;
    std::string out;
    std::string err;
};

inline CliRun runCli(const std::vector<std::string>& arguments, const std::string& input = {})
{
    std::istringstream in{input};
    std::ostringstream out;
    std::ostringstream err;
    const ExitCode code = runCommandLine(arguments, {in, out, err});
    return {static_cast<int>(code), out.str(), err.str()};
}

inline std::string scenarioFile(const std::string& id) { return std::string{PRESETS_DIR} + "/scenarios/" + id + ".shard.json"; }

/// The evaluation of a preset scenario as JSON; null when the command fails.
inline nlohmann::ordered_json evaluationOf(const std::string& id)
{
    const CliRun run = runCli({"evaluate", scenarioFile(id), "--json"});
    return run.exitCode <= 1 ? nlohmann::ordered_json::parse(run.out) : nlohmann::ordered_json(nullptr);
}

} // namespace shardscape
