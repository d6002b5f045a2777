// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape sweep FILE --input I: a scenario's figures over the values of one input, or of two.
#include "cli/sweep_options.h"

#include "sweep/sweep_export.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace shardscape {
namespace {

struct SweepOptions {
    std::string file;
    AxisOptions first;
    AxisOptions second;
    std::vector<std::string> figures;
    bool keepGpus = false;
    int threads = 0;
    bool json = false;
    bool csv = false;
};

struct Prepared {
    SweepRequest request;
    std::vector<Figure> figures;
};

Result<Prepared> prepare(const SweepOptions& options, SweepBase base)
{
    const bool training = base.scenario.workload.training() != nullptr;
    Prepared prepared{{std::move(base), {}, std::nullopt, options.keepGpus, options.threads}, {}};
    Problems problems;
    const auto collect = [&problems](const auto& result) {
        if (!result)
            problems.insert(problems.end(), result.error().begin(), result.error().end());
        return result.has_value();
    };
    if (const auto first = sweepAxis(prepared.request.base, options.first); collect(first))
        prepared.request.first = *first;
    if (!options.second.input.empty())
        if (const auto second = sweepAxis(prepared.request.base, options.second); collect(second))
            prepared.request.second = *second;
    for (const std::string& name : options.figures)
        if (const auto figure = readFigure(name, training); collect(figure))
            prepared.figures.push_back(*figure);
    if (prepared.figures.empty())
        prepared.figures = training ? std::vector{Figure::StepTime, Figure::TokensPerGpu, Figure::Mfu, Figure::PeakMemory}
                                    : std::vector{Figure::Tpot, Figure::Ttft, Figure::OutputTokens, Figure::PeakMemory};
    if (!problems.empty())
        return failure(std::move(problems));
    return prepared;
}

void run(const SweepOptions& options, CliContext& context)
{
    auto base = sweepBase(options.file, context);
    if (!base)
        return;
    const auto prepared = prepare(options, std::move(*base));
    if (!prepared)
        return context.fail("sweep", prepared.error());
    const auto sweep = runSweep(prepared->request);
    if (!sweep)
        return context.fail("sweep", sweep.error());
    const bool anyFits = std::any_of(sweep->points.begin(), sweep->points.end(), [](const SweepPoint& each) { return each.state == PointState::Fits; });
    context.streams().out << (options.json ? sweepToJson(*sweep) : options.csv ? sweepToCsv(*sweep) : sweepToText(*sweep, prepared->figures));
    context.finish(anyFits ? ExitCode::Ok : ExitCode::DoesNotFit);
}

} // namespace

void addSweep(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("sweep", "Figures of a scenario over the values of one input, or of two");
    const auto options = std::make_shared<SweepOptions>();
    command->add_option("FILE", options->file, "Scenario file, - for standard input")->required();
    command->add_option("--input", options->first.input,
                        "What to vary: a path of the file (/workload/sequence_tokens) or its last part, an assumption (nic.bytes_per_second, "
                        "efficiency.train_hbm), strong-scaling or weak-scaling")
        ->required();
    command->add_option("--values", options->first.values, "Values, such as 1,2,4 or x0.5,x2 (of the present value) or 1024..65536:13 (a range of 13)");
    command->add_option("--from", options->first.range.from, "First value of a range, such as 1024 or x0.25");
    command->add_option("--to", options->first.range.to, "Last value of the range");
    command->add_option("--steps", options->first.range.steps, "Number of values in the range")->check(CLI::Range(2, maxSweepSteps));
    command->add_flag("--log", options->first.range.isLogarithmic, "Equal factors between the values of the range instead of equal steps");
    command->add_option("--second", options->second.input, "A second input: a grid over both");
    command->add_option("--second-values", options->second.values, "Its values");
    command->add_option("--figure", options->figures, "A figure to print, may be repeated: " + allowedTexts<Figure>())->allow_extra_args(false);
    command->add_flag("--keep-gpus", options->keepGpus, "Let dp follow a change of tp, cp or pp, so that the number of GPUs stays");
    command->add_option("--threads", options->threads, "Threads; 0 = all of the machine")->capture_default_str()->check(CLI::Range(0, 1024));
    CLI::Option* json = command->add_flag("--json", options->json, "Print JSON");
    command->add_flag("--csv", options->csv, "Print comma-separated values")->excludes(json);
    command->callback([options, &context] { run(*options, context); });
}

} // namespace shardscape
