// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape sensitivity FILE: which assumptions matter most for a figure.
#include "cli/sweep_options.h"

#include "sweep/sweep_export.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace shardscape {
namespace {

struct SensitivityOptions {
    std::string file;
    std::string figure;
    double share = 0.2;
    int threads = 0;
    bool json = false;
    bool csv = false;
};

void run(const SensitivityOptions& options, CliContext& context)
{
    auto base = sweepBase(options.file, context);
    if (!base)
        return;
    const bool training = base->scenario.workload.training() != nullptr;
    SensitivityRequest request{std::move(*base), training ? Figure::StepTime : Figure::Tpot, options.share, options.threads};
    if (!options.figure.empty()) {
        const auto figure = readFigure(options.figure, training);
        if (!figure)
            return context.fail("--figure", figure.error());
        request.figure = *figure;
    }
    const auto result = sensitivityOf(request);
    if (!result)
        return context.fail(options.file, result.error());
    context.streams().out << (options.json  ? sensitivityToJson(*result)
                              : options.csv ? sensitivityToCsv(*result)
                                            : sensitivityToText(*result));
}

} // namespace

void addSensitivity(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("sensitivity", "Which assumptions matter most for a figure of a scenario");
    const auto options = std::make_shared<SensitivityOptions>();
    command->add_option("FILE", options->file, "Scenario file, - for standard input")->required();
    command->add_option("--figure", options->figure, "One of " + allowedTexts<Figure>() + "; default step-time or tpot");
    command->add_option("--by", options->share, "Share by which every assumption is moved down and up")->capture_default_str();
    command->add_option("--threads", options->threads, "Threads; 0 = all of the machine")->capture_default_str()->check(CLI::Range(0, 1024));
    CLI::Option* json = command->add_flag("--json", options->json, "Print JSON");
    command->add_flag("--csv", options->csv, "Print comma-separated values")->excludes(json);
    command->callback([options, &context] { run(*options, context); });
}

} // namespace shardscape
