// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape lint FILE: everything that can be wrong with a scenario, without evaluating it.
#include "cli/cli_context.h"

#include "plan/plan.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace shardscape {
namespace {

void lint(const std::string& file, CliContext& context)
{
    const auto scenario = context.scenario(file);
    if (!scenario)
        return;
    const auto inputs = context.inputs(file, *scenario);
    if (inputs == nullptr)
        return;
    const auto plan = resolvePlan(*scenario, *inputs);
    if (!plan)
        return context.fail(file, plan.error());
    context.streams().out << file << ": ok\n";
    printProblems(context.streams().out, file, plan->notes);
}

} // namespace

void addLint(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("lint", "Check a scenario file without evaluating it");
    const auto file = std::make_shared<std::string>();
    command->add_option("FILE", *file, "Scenario file, - for standard input")->required();
    command->callback([file, &context] { lint(*file, context); });
}

} // namespace shardscape
