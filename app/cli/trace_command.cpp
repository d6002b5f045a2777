// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape trace FILE -o trace.json: the step for Perfetto or chrome://tracing.
#include "cli/cli_context.h"

#include "cli/input_output.h"
#include "io/trace_json.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace shardscape {
namespace {

void run(const std::string& file, const std::string& output, CliContext& context)
{
    const auto evaluation = context.evaluation(file, {.linkMap = false, .timeline = true, .derivations = false});
    if (!evaluation)
        return;
    if (evaluation->timeline == nullptr)
        return context.fail(file, {{Severity::Error, "no-timeline", "", "this scenario has no timeline to trace", "use a pipelined one"}});
    if (const auto written = writeOutput(output, traceToJson(*evaluation), context.streams().out); !written)
        return context.fail(output, written.error());
    context.finish(evaluation->fits ? ExitCode::Ok : ExitCode::DoesNotFit);
}

} // namespace

void addTrace(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("trace", "Write the step as a Chrome / Perfetto trace");
    const auto file = std::make_shared<std::string>();
    const auto output = std::make_shared<std::string>();
    command->add_option("FILE", *file, "Scenario file, - for standard input")->required();
    command->add_option("-o,--output", *output, "Trace file, - for standard output")->required();
    command->callback([file, output, &context] { run(*file, *output, context); });
}

} // namespace shardscape
