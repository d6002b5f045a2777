// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape evaluate FILE [--json]
#include "cli/cli_context.h"

#include "io/evaluation_json.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace shardscape {
namespace {

void run(const std::string& file, bool json, CliContext& context)
{
    const auto evaluation = context.evaluation(file, {.linkMap = true, .timeline = false, .derivations = true});
    if (!evaluation)
        return;
    context.streams().out << (json ? evaluationToJson(*evaluation) : evaluationToText(*evaluation));
    context.finish(evaluation->fits ? ExitCode::Ok : ExitCode::DoesNotFit);
}

} // namespace

void addEvaluate(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("evaluate", "Memory, time and traffic of a scenario");
    const auto file = std::make_shared<std::string>();
    const auto json = std::make_shared<bool>(false);
    command->add_option("FILE", *file, "Scenario file, - for standard input")->required();
    command->add_flag("--json", *json, "Print JSON");
    command->callback([file, json, &context] { run(*file, *json, context); });
}

} // namespace shardscape
