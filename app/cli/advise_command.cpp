// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape advise FILE: plans one or two changes away that are better, with what they gain, and the rules of thumb tried on the case.
#include "cli/cli_context.h"

#include "io/advice_export.h"
#include "io/scenario_file.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace shardscape {
namespace {

struct AdviseOptions {
    std::string file;
    bool json = false;
    std::size_t scenario = 0;
};

void run(const AdviseOptions& options, CliContext& context)
{
    const auto scenario = context.scenario(options.file);
    const auto inputs = scenario ? context.inputs(options.file, *scenario) : nullptr;
    if (!inputs)
        return;
    const Result<AdviceReport> report = advise(*scenario, inputs);
    if (!report)
        return context.fail(options.file, report.error());
    if (options.scenario > report->hints.size())
        return context.fail("--scenario", {Problem{Severity::Error, "no-such-hint", "",
                                                   "there are " + std::to_string(report->hints.size()) + " hints", "choose one of them"}});
    context.finish(report->own.fits ? ExitCode::Ok : ExitCode::DoesNotFit);
    if (options.scenario > 0)
        context.streams().out << writeScenario(report->hints[options.scenario - 1].scenario);
    else
        context.streams().out << (options.json ? adviceToJson(*report) : adviceToText(*report));
}

} // namespace

void addAdvise(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("advise", "Better plans one or two changes away, and the rules of thumb with the numbers of this case");
    const auto options = std::make_shared<AdviseOptions>();
    command->add_option("FILE", options->file, "Scenario file, - for standard input")->required();
    command->add_option("--scenario", options->scenario, "Print the scenario of hint N, from 1, instead");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &context] { run(*options, context); });
}

} // namespace shardscape
