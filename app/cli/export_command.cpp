// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape export FILE --to TARGET: the command or configuration with which an engine runs the plan.
#include "cli/cli_context.h"

#include "cli/input_output.h"
#include "launch/launch.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace shardscape {
namespace {

struct ExportOptions {
    std::string file;
    std::string target;
    std::string output = "-";
};

void run(const ExportOptions& options, CliContext& context)
{
    const auto scenario = context.scenario(options.file);
    if (!scenario)
        return;
    const auto inputs = context.inputs(options.file, *scenario);
    if (!inputs)
        return;
    const auto launch = exportLaunch(*scenario, *inputs, *fromText<LaunchTarget>(options.target));
    if (!launch)
        return context.fail(options.file, launch.error());
    if (const auto written = writeOutput(options.output, launch->text, context.streams().out); !written)
        return context.fail(options.output, written.error());
    for (const std::string& gap : launch->gaps)
        context.streams().err << "not said by " << options.target << ": " << gap << '\n';
}

} // namespace

void addExport(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("export", "Write the launch flags or the configuration of an engine");
    const auto options = std::make_shared<ExportOptions>();
    std::vector<std::string> targets;
    for (const auto& entry : EnumNames<LaunchTarget>::table)
        targets.emplace_back(entry.text);
    command->add_option("FILE", options->file, "Scenario file, - for standard input")->required();
    command->add_option("--to", options->target, "The engine: " + allowedTexts<LaunchTarget>())->required()->check(CLI::IsMember(targets));
    command->add_option("-o,--output", options->output, "File, - for standard output")->capture_default_str();
    command->callback([options, &context] { run(*options, context); });
}

} // namespace shardscape
