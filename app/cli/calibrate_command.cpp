// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape calibrate FILE: fits the factors of a scenario's calibration to its measured figures and shows what they change.
#include "cli/cli_context.h"
#include "cli/input_output.h"
#include "document/user_calibrations.h"

#include "io/calibration_report.h"
#include "io/scenario_file.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace shardscape {
namespace {

struct CalibrateOptions {
    std::string file;
    std::string output;
    std::string name;
    bool json = false;
};

/// The scenario with the fitted factors, to the output file and as the user's preset.
Result<void> keep(Scenario scenario, const CalibrateOptions& options, CliContext& context)
{
    if (!options.name.empty()) {
        scenario.calibration->name = options.name;
        if (auto saved = saveCalibration(*scenario.calibration); !saved)
            return saved;
    }
    if (options.output.empty())
        return {};
    return writeOutput(options.output, writeScenario(scenario), context.streams().out);
}

void run(const CalibrateOptions& options, CliContext& context)
{
    auto scenario = context.scenario(options.file);
    if (!scenario)
        return;
    Calibration calibration = scenario->calibration.value_or(Calibration{});
    scenario->calibration.reset(); // the fit starts from the presets
    const auto inputs = context.inputs(options.file, *scenario);
    if (!inputs)
        return;
    const auto cases = measuredCases(*scenario, calibration, inputs);
    const auto fit = fitCalibration(*scenario, calibration, inputs);
    if (!fit)
        return context.fail(options.file, fit.error());
    const std::vector<CalibratedFigure> figures = calibratedFigures(*fit, *cases);
    if (options.output != "-")
        context.streams().out << (options.json ? calibrationToReport(*fit, figures) : calibrationToText(*fit, figures));
    calibration.factors = fit->factors;
    calibration.fittedOn = fittedOn(*scenario, *inputs);
    scenario->calibration = std::move(calibration);
    if (const auto kept = keep(std::move(*scenario), options, context); !kept)
        context.fail(options.output.empty() ? options.name : options.output, kept.error());
}

} // namespace

void addCalibrate(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("calibrate", "Fits efficiency factors to a scenario's measured figures");
    const auto options = std::make_shared<CalibrateOptions>();
    command->add_option("FILE", options->file, "Scenario file with measured figures in \"calibration\", - for standard input")->required();
    command->add_option("-o,--output", options->output, "Write the scenario with the fitted factors, - for standard output");
    command->add_option("--save", options->name, "Keep the factors as a preset of this name for other scenarios");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &context] { run(*options, context); });
}

} // namespace shardscape
