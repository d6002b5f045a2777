// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape evaluate FILE [--json] [--derivations] [--curve]
#include "cli/cli_context.h"

#include "io/derivation_json.h"
#include "io/evaluation_json.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace shardscape {
namespace {

struct EvaluateCall {
    std::string file;
    bool json = false;
    bool curve = false;
    bool derivations = false;
};

void run(const EvaluateCall& call, CliContext& context)
{
    const auto& [file, json, curve, derivations] = call;
    const auto evaluation = context.evaluation(file, {.linkMap = true, .timeline = false, .derivations = true, .curve = curve});
    if (!evaluation)
        return;
    if (curve && !evaluation->inference)
        return context.fail(file, {{Severity::Error, "no-curve", "/workload/kind", "a training step has no throughput-latency curve",
                                    "leave out --curve, or evaluate an inference workload"}});
    const std::vector<Fix> fixes = fixesOf(*evaluation);
    if (derivations)
        context.streams().out << withDerivations(evaluationToJson(*evaluation, fixes), evaluation->derivations);
    else
        context.streams().out << (json ? evaluationToJson(*evaluation, fixes) : evaluationToText(*evaluation, fixes));
    context.finish(evaluation->fits ? ExitCode::Ok : ExitCode::DoesNotFit);
}

} // namespace

void addEvaluate(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("evaluate", "Memory, time and traffic of a scenario");
    const auto call = std::make_shared<EvaluateCall>();
    command->add_option("FILE", call->file, "Scenario file, - for standard input")->required();
    command->add_flag("--json", call->json, "Print JSON");
    command->add_flag("--derivations", call->derivations, "Print JSON with the formula, values and source of every figure");
    command->add_flag("--curve", call->curve, "With throughput against latency over the concurrency (inference)");
    command->callback([call, &context] { run(*call, context); });
}

} // namespace shardscape
