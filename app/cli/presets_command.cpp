// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape presets [list | show ID]
#include "cli/cli_context.h"

#include "io/text_table.h"
#include "json/nearest.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace shardscape {
namespace {

void list(CliContext& context)
{
    const PresetLibrary* library = context.library();
    if (library == nullptr)
        return;
    TextTable table{{"kind", Align::Left}, {"id", Align::Left}, {"title", Align::Left}};
    for (const auto& kind : EnumNames<PresetKind>::table)
        for (const auto& [id, preset] : library->all(kind.value))
            table.addRow({std::string{kind.text}, id, preset.title});
    context.streams().out << table.text();
}

/// "ID" or "KIND/ID"; the latter where two kinds have the same id.
void show(const std::string& wanted, CliContext& context)
{
    const PresetLibrary* library = context.library();
    if (library == nullptr)
        return;
    std::vector<const PresetText*> found;
    std::vector<std::string> known;
    for (const auto& kind : EnumNames<PresetKind>::table) {
        for (const auto& [id, preset] : library->all(kind.value)) {
            const std::string full = std::string{kind.text} + "/" + id;
            known.push_back(id);
            if (wanted == id || wanted == full)
                found.push_back(&preset);
        }
    }
    if (found.size() == 1) {
        context.streams().out << found.front()->json;
        return;
    }
    std::string hint = found.empty() ? didYouMean(wanted, known) : "write models/ID, clusters/ID, ...";
    if (hint.empty())
        hint = "`shardscape presets list` prints all ids";
    context.fail(wanted, {Problem{Severity::Error, found.empty() ? "unknown-preset" : "ambiguous-preset", "",
                                  found.empty() ? "no preset has this id" : "presets of several kinds have this id", hint}});
}

} // namespace

void addPresets(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("presets", "Models, accelerators, clusters, software, scenarios and lessons that come along");
    command->require_subcommand(0, 1);
    command->add_subcommand("list", "All presets (the default)");
    CLI::App* showCommand = command->add_subcommand("show", "The file of one preset");
    const auto id = std::make_shared<std::string>();
    showCommand->add_option("ID", *id, "Id as in the list, or kind/id")->required();
    command->callback([command, showCommand, id, &context] {
        if (command->got_subcommand(showCommand))
            show(*id, context);
        else
            list(context);
    });
}

} // namespace shardscape
