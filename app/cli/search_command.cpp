// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape search FILE: all plans for a scenario's model, cluster and workload; the Pareto front, and why the others are not on it.
#include "cli/published_cases.h"

#include "io/published_export.h"
#include "io/scenario_file.h"
#include "io/search_export.h"
#include "search/search_setup.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <ostream>

namespace shardscape {
namespace {

struct SearchOptions {
    std::string file;
    std::size_t top = 10;
    std::string objectives;
    std::vector<std::string> fixed;
    std::vector<std::string> limits;
    std::vector<std::string> softLimits;
    bool mayMisfit = false;
    int threads = 0;
    bool json = false;
    bool csv = false;
    bool onlyCount = false;
    bool published = false;
    bool markdown = false;
    std::size_t scenario = 0;
};

/// The options as the search's own setup.
Result<SearchSetup> setupOf(const SearchOptions& options)
{
    SearchSetup setup{.objectives = {}, .fixed = options.fixed, .limits = {}, .mustFit = !options.mayMisfit, .top = options.top, .threads = options.threads};
    for (const auto& [texts, soft] : {std::pair{&options.limits, false}, std::pair{&options.softLimits, true}})
        for (const std::string& text : *texts)
            setup.limits.push_back({text, soft});
    if (options.objectives.empty())
        return setup;
    const auto objectives = readObjectives(options.objectives);
    if (!objectives)
        return failure(objectives.error());
    setup.objectives = *objectives;
    return setup;
}

void printScenario(const SearchOptions& options, const CandidateList& candidates, const SearchResult& result, CliContext& context)
{
    if (options.scenario > result.front.size())
        return context.fail("--scenario", {Problem{Severity::Error, "no-such-plan", "",
                                                   "the front has " + std::to_string(result.front.size()) + " plans", "choose one of them"}});
    context.streams().out << writeScenario(candidates.scenarioOf(result.front[options.scenario - 1].number));
}

/// The published runs against the best that the search finds for them.
void runPublished(const SearchOptions& options, CliContext& context)
{
    const auto cases = publishedCases(context);
    if (!cases)
        return;
    std::vector<PublishedRow> rows;
    for (const PublishedPlan& published : publishedPlans()) {
        const auto found = std::find_if(cases->begin(), cases->end(), [&](const ValidationCase& c) { return c.id == published.caseId; });
        if (found == cases->end())
            continue;
        auto row = searchPublished(published, found->scenario, found->source, found->inputs, options.threads);
        if (!row)
            return context.fail(std::string{published.caseId}, row.error());
        rows.push_back(std::move(*row));
    }
    context.streams().out << (options.markdown ? publishedToMarkdown(rows) : publishedToText(rows));
}

void run(const SearchOptions& options, CliContext& context)
{
    if (options.published)
        return runPublished(options, context);
    if (options.file.empty())
        return context.fail("search", {Problem{Severity::Error, "no-file", "", "no scenario file is given", "name one, or use --published"}});
    const auto scenario = context.scenario(options.file);
    const auto inputs = scenario ? context.inputs(options.file, *scenario) : nullptr;
    if (!inputs)
        return;
    const Result<SearchSetup> setup = setupOf(options);
    const Result<PreparedSearch> prepared =
        setup ? prepareSearch(*setup, *scenario, inputs) : Result<PreparedSearch>{failure(setup.error())};
    if (!prepared)
        return context.fail("search", prepared.error());
    const CandidateList& candidates = prepared->candidates;
    if (options.onlyCount) {
        context.streams().out << candidates.size() << '\n';
        return;
    }
    context.streams().err << candidates.size() << " candidates\n";
    const Result<SearchResult> result = search(candidates, inputs, prepared->request);
    if (!result)
        return context.fail("search", result.error());
    context.finish(result->front.empty() ? ExitCode::DoesNotFit : ExitCode::Ok);
    if (options.scenario > 0)
        return printScenario(options, candidates, *result, context);
    const FrontPosition position = positionOf(*scenario, candidates, inputs, prepared->request, *result);
    const SearchReport report{candidates, *inputs, prepared->request, *result, position};
    context.streams().out << (options.json ? searchToJson(report) : options.csv ? searchToCsv(report) : searchToText(report));
}

} // namespace

void addSearch(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("search", "All legal plans for a scenario's model, cluster and workload, and the best of them");
    const auto options = std::make_shared<SearchOptions>();
    command->add_option("FILE", options->file, "Scenario file, - for standard input");
    command->add_option("--top", options->top, "Best plans to list by the first objective, beside the Pareto front")->capture_default_str();
    command->add_option("--objective", options->objectives,
                        "Two of " + allowedTexts<PlanQuantity>() + "; default step-time,memory-headroom or tokens-per-gpu,interactivity");
    command->add_option("--fix", options->fixed, "KEY=VALUE[,VALUE...] allows an input these values only; KEY alone the scenario's own")
        ->allow_extra_args(false);
    command->add_option("--limit", options->limits, "QUANTITY<=VALUE or >=VALUE rejects plans beyond it, such as tpot<=0.05 or tp<=8")
        ->allow_extra_args(false);
    command->add_option("--soft-limit", options->softLimits, "As --limit, but only marks plans and prefers those within")
        ->allow_extra_args(false);
    command->add_flag("--allow-misfit", options->mayMisfit, "Keep plans that need more memory than there is");
    command->add_option("--threads", options->threads, "Threads; 0 = all of the machine")->capture_default_str()->check(CLI::Range(0, 1024));
    command->add_option("--scenario", options->scenario, "Print plan N of the front, from 1, as a scenario file instead");
    command->add_flag("--count", options->onlyCount, "Print the number of candidates and stop");
    CLI::Option* published = command->add_flag("--published", options->published,
                                               "Instead of a file: published plans beside the best found under the limits their authors name");
    command->add_flag("--markdown", options->markdown, "Print that table as in the README")->needs(published);
    CLI::Option* json = command->add_flag("--json", options->json, "Print JSON");
    command->add_flag("--csv", options->csv, "Print comma-separated values")->excludes(json);
    command->callback([options, &context] { run(*options, context); });
}

} // namespace shardscape
