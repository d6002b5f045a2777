// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape import KIND FILE: what the program understands of foreign files, as JSON.
#include "cli/cli_context.h"

#include "cli/input_output.h"
#include "io/import_json.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <ostream>

namespace shardscape {
namespace {

/// A name for a model whose config does not say one: the folder of a config.json, else the file's name.
std::string nameFor(const std::string& file)
{
    const std::filesystem::path path{file};
    const std::string stem = path.stem().string();
    if (file == "-")
        return "imported model";
    return stem == "config" && path.has_parent_path() ? path.parent_path().filename().string() : stem;
}

void importConfig(const std::string& file, CliContext& context)
{
    const auto text = readInput(file, context.streams().in);
    if (!text)
        return context.fail(file, text.error());
    const auto imported = importHuggingFaceConfig(*text, nameFor(file));
    if (!imported)
        return context.fail(file, imported.error());
    printProblems(context.streams().err, file, imported->notes);
    context.streams().out << importedModelToJson(*imported);
}

struct ImportKind {
    const char* name;
    const char* description;
    void (*run)(const std::string& file, CliContext& context);
};

constexpr ImportKind kinds[] = {
    {"hf-config", "A model's config.json from Hugging Face", importConfig},
};

} // namespace

void addImport(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("import", "Read a foreign file and print what was understood as JSON");
    command->require_subcommand(1);
    for (const ImportKind& kind : kinds) {
        CLI::App* importKind = command->add_subcommand(kind.name, kind.description);
        const auto file = std::make_shared<std::string>();
        importKind->add_option("FILE", *file, "File, - for standard input")->required();
        const auto json = std::make_shared<bool>(true);
        importKind->add_flag("--json", *json, "Print JSON (always the case)");
        importKind->callback([file, json, run = kind.run, &context] { run(*file, context); });
    }
}

} // namespace shardscape
