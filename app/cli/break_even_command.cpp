// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape break-even A B --input I: at which value of an input the better of two plans changes.
#include "cli/sweep_options.h"

#include "sweep/sweep_export.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace shardscape {
namespace {

struct BreakEvenOptions {
    std::string a;
    std::string b;
    std::string input;
    std::string figure;
    std::string from;
    std::string to;
    int samples = 33;
    bool linear = false;
    int threads = 0;
    bool json = false;
    bool csv = false;
};

std::string nameOf(const Scenario& scenario, const std::string& file, const char* letter)
{
    const std::string title = scenario.title.empty() ? file : scenario.title;
    return std::string{letter} + " (" + title + ")";
}

Result<BreakEvenRequest> prepare(const BreakEvenOptions& options, SweepBase a, SweepBase b)
{
    const bool training = a.scenario.workload.training() != nullptr;
    if (training != (b.scenario.workload.training() != nullptr))
        return failure(Problem{Severity::Error, "unlike-workloads", "/workload/kind", "one plan trains and the other serves",
                               "compare two plans of one kind"});
    const auto input = readSweepInput(options.input, a);
    const auto figure = readFigure(options.figure.empty() ? (training ? "step-time" : "tpot") : options.figure, training);
    Problems problems;
    if (!input)
        problems = input.error();
    if (!figure)
        problems.insert(problems.end(), figure.error().begin(), figure.error().end());
    if (!problems.empty())
        return failure(std::move(problems));
    const bool suggested = options.from.empty() && options.to.empty();
    const auto ends = rangedValues(a, *input, {options.from, options.to, 2, !options.linear});
    if (!ends)
        return failure(ends.error());
    const double from = *ends->values.front().number;
    const double to = *ends->values.back().number;
    std::vector<double> values = suggested ? wholeSamples(a, suggestedValues(a, *input)) : std::vector<double>{};
    return BreakEvenRequest{std::move(a),    std::move(b),    *input,          from,           to, !options.linear, *figure,
                            options.samples, options.threads, std::move(values)};
}

void run(const BreakEvenOptions& options, CliContext& context)
{
    auto a = sweepBase(options.a, context);
    auto b = sweepBase(options.b, context); // even if the first failed: all problems at once
    if (!a || !b)
        return;
    const std::string nameA = nameOf(a->scenario, options.a, "A");
    const std::string nameB = nameOf(b->scenario, options.b, "B");
    const auto request = prepare(options, std::move(*a), std::move(*b));
    if (!request)
        return context.fail("break-even", request.error());
    const auto result = findBreakEven(*request);
    if (!result)
        return context.fail("break-even", result.error());
    context.streams().out << (options.json  ? breakEvenToJson(*result, nameA, nameB)
                              : options.csv ? breakEvenToCsv(*result)
                                            : breakEvenToText(*result, nameA, nameB));
}

} // namespace

void addBreakEven(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("break-even", "At which value of an input the better of two plans changes");
    const auto options = std::make_shared<BreakEvenOptions>();
    command->add_option("A", options->a, "First scenario file")->required();
    command->add_option("B", options->b, "Second scenario file")->required();
    command->add_option("--input", options->input, "What to vary in both, as for sweep")->required();
    command->add_option("--figure", options->figure, "One of " + allowedTexts<Figure>() + "; default step-time or tpot");
    command->add_option("--from", options->from, "First value, such as 25e9 or x0.25 of A's; default suggested");
    command->add_option("--to", options->to, "Last value");
    command->add_option("--samples", options->samples, "Values looked at before closing in; closer crossings may be missed")
        ->capture_default_str()
        ->check(CLI::Range(2, maxSweepSteps));
    command->add_flag("--linear", options->linear, "Equal steps between the values instead of equal factors");
    command->add_option("--threads", options->threads, "Threads; 0 = all of the machine")->capture_default_str()->check(CLI::Range(0, 1024));
    CLI::Option* json = command->add_flag("--json", options->json, "Print JSON");
    command->add_flag("--csv", options->csv, "Print comma-separated values")->excludes(json);
    command->callback([options, &context] { run(*options, context); });
}

} // namespace shardscape
