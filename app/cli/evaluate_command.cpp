// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape evaluate FILE [--json] [--curve]
#include "cli/cli_context.h"

#include "io/evaluation_json.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace shardscape {
namespace {

void run(const std::string& file, bool json, bool curve, CliContext& context)
{
    const auto evaluation = context.evaluation(file, {.linkMap = true, .timeline = false, .derivations = true, .curve = curve});
    if (!evaluation)
        return;
    if (curve && !evaluation->inference)
        return context.fail(file, {{Severity::Error, "no-curve", "/workload/kind", "a training step has no throughput-latency curve",
                                    "leave out --curve, or evaluate an inference workload"}});
    const std::vector<Fix> fixes = fixesOf(*evaluation);
    context.streams().out << (json ? evaluationToJson(*evaluation, fixes) : evaluationToText(*evaluation, fixes));
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
    const auto curve = std::make_shared<bool>(false);
    command->add_flag("--curve", *curve, "With throughput against latency over the concurrency (inference)");
    command->callback([file, json, curve, &context] { run(*file, *json, *curve, context); });
}

} // namespace shardscape
