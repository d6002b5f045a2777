// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape validate: the model against the published measurements that come with the presets.
#include "cli/cli_context.h"
#include "cli/preset_folder.h"

#include "io/residuals_json.h"
#include "io/validation_json.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <fstream>
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

std::vector<std::filesystem::path> caseFiles(const std::filesystem::path& presets)
{
    std::vector<std::filesystem::path> files;
    std::error_code ignored; // a missing folder gives no files, which is said below
    for (const auto& entry : std::filesystem::directory_iterator(presets / "validation", ignored))
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

/// Reads the cases of one file that belong to the regime asked for; false after a problem was printed.
bool readFile(const std::filesystem::path& file, const ValidateOptions& options, CliContext& context, std::vector<ValidationCase>& all)
{
    std::ifstream stream(file);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const auto cases = readValidationCases(text, *context.library());
    if (!cases) {
        context.fail(file.string(), cases.error());
        return false;
    }
    for (const ValidationCase& each : *cases)
        if (options.regime.empty() || each.regime == options.regime)
            all.push_back(each);
    return true;
}

void run(const ValidateOptions& options, CliContext& context)
{
    if (context.library() == nullptr)
        return;
    const auto presets = findPresetFolder();
    if (!presets)
        return context.fail("validate", presets.error());
    std::vector<ValidationCase> cases;
    for (const std::filesystem::path& file : caseFiles(*presets))
        if (!readFile(file, options, context, cases))
            return;
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
