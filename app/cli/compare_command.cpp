// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape compare A B [--json]: inputs that differ, outputs side by side, sorted by size of change, and why.
#include "cli/cli_context.h"

#include "io/comparison.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace shardscape {
namespace {

struct CompareOptions {
    std::string a;
    std::string b;
    bool json = false;
};

void run(const CompareOptions& options, CliContext& context)
{
    const EvaluateOptions wanted{.linkMap = false, .timeline = false, .derivations = true};
    const auto a = context.evaluation(options.a, wanted);
    const auto b = context.evaluation(options.b, wanted); // even if the first failed: all problems at once
    if (!a || !b)
        return;
    const Comparison comparison = compare(*a, *b);
    context.streams().out << (options.json ? comparisonToJson(comparison) : comparisonToText(comparison));
    context.finish(a->fits && b->fits ? ExitCode::Ok : ExitCode::DoesNotFit);
}

} // namespace

void addCompare(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("compare", "Inputs of two scenarios that differ, and their results side by side");
    const auto options = std::make_shared<CompareOptions>();
    command->add_option("A", options->a, "First scenario file")->required();
    command->add_option("B", options->b, "Second scenario file")->required();
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &context] { run(*options, context); });
}

} // namespace shardscape
