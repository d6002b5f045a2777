// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape validate: the model against the published measurements that come with the presets.
#include "cli/cli_context.h"
#include "cli/published_cases.h"

#include "io/residuals_json.h"
#include "io/validation_json.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iterator>
#include <memory>
#include <ostream>

namespace shardscape {
namespace {

struct ValidateOptions {
    std::string regime;
    bool json = false;
    bool markdown = false;
    bool residuals = false;
};

void run(const ValidateOptions& options, CliContext& context)
{
    const auto all = publishedCases(context);
    if (!all)
        return;
    std::vector<ValidationCase> cases;
    std::copy_if(all->begin(), all->end(), std::back_inserter(cases),
                 [&](const ValidationCase& each) { return options.regime.empty() || each.regime == options.regime; });
    if (cases.empty())
        return context.fail("--regime", {{Severity::Error, "no-cases", "", "no published case belongs to '" + options.regime + "'",
                                          "run validate without --regime to see all of them"}});
    if (options.residuals) {
        context.streams().out << residualsToJson(residualsOf(cases));
        return;
    }
    std::vector<ValidationRow> rows;
    std::transform(cases.begin(), cases.end(), std::back_inserter(rows), validate);
    context.streams().out << (options.json       ? validationToJson(rows)
                              : options.markdown ? validationToMarkdown(rows)
                                                 : validationToText(rows));
}

} // namespace

void addValidate(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("validate", "Published measurements against the model");
    const auto options = std::make_shared<ValidateOptions>();
    command->add_option("--regime", options->regime, "Only the cases of one regime");
    CLI::Option* json = command->add_flag("--json", options->json, "Print JSON");
    command->add_flag("--markdown", options->markdown, "Print the tables of the README's accuracy section")->excludes(json);
    command->add_flag("--residuals", options->residuals, "Print the table of residuals that uncertainty bands come from")->excludes(json);
    command->callback([options, &context] { run(*options, context); });
}

} // namespace shardscape
