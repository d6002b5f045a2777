// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape import KIND FILE: what the program understands of foreign files, as JSON.
#include "cli/cli_context.h"

#include "cli/input_output.h"
#include "hardware/topology_import.h"
#include "io/import_json.h"
#include "io/scenario_file.h"
#include "io/topology_json.h"
#include "launch/launch_json.h"

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

struct TopologyOptions {
    std::string file;
    std::string accelerator;
    int nodes = 1;
    bool json = true;
};

void importTopologyText(const TopologyOptions& options, CliContext& context)
{
    const auto text = readInput(options.file, context.streams().in);
    if (!text)
        return context.fail(options.file, text.error());
    const auto topology = importTopology(*text);
    if (!topology)
        return context.fail(options.file, topology.error());
    std::optional<AcceleratorSpec> accelerator;
    if (!options.accelerator.empty()) {
        const PresetLibrary* library = context.library();
        if (library == nullptr)
            return;
        auto found = library->accelerator(options.accelerator);
        if (!found)
            return context.fail("--accelerator", found.error());
        accelerator = std::move(*found);
    }
    context.streams().out << topologyToJson(*topology,
                                            clusterFromTopology(*topology, accelerator ? &*accelerator : nullptr, options.nodes));
}

struct LaunchOptions {
    std::string file;
    std::string base;
    bool json = true;
};

/// The scenario that a command changes: the one named, or the welcome preset.
std::optional<Scenario> baseScenario(const std::string& file, CliContext& context)
{
    if (!file.empty())
        return context.scenario(file);
    const PresetLibrary* library = context.library();
    const PresetText* preset = library ? library->find(PresetKind::Scenario, "welcome") : nullptr;
    if (preset == nullptr)
        return Scenario{};
    const auto scenario = readScenario(preset->json);
    if (!scenario)
        context.fail(preset->file, scenario.error());
    return scenario ? std::optional(*scenario) : std::nullopt;
}

void importCommandText(const LaunchOptions& options, CliContext& context)
{
    const auto text = readInput(options.file, context.streams().in);
    if (!text)
        return context.fail(options.file, text.error());
    const auto base = baseScenario(options.base, context);
    const PresetLibrary* library = context.library();
    if (!base || library == nullptr)
        return;
    const auto imported = importLaunch(*text, *base, *library);
    if (!imported) {
        context.streams().out << launchProblemsToJson(imported.error());
        return context.fail(options.file, imported.error());
    }
    context.streams().out << importedLaunchToJson(*imported);
}

void addConfig(CLI::App& import, CliContext& context)
{
    CLI::App* command = import.add_subcommand("hf-config", "A model's config.json from Hugging Face");
    const auto file = std::make_shared<std::string>();
    const auto json = std::make_shared<bool>(true);
    command->add_option("FILE", *file, "File, - for standard input")->required();
    command->add_flag("--json", *json, "Print JSON (always the case)");
    command->callback([file, json, &context] { importConfig(*file, context); });
}

void addTopology(CLI::App& import, CliContext& context)
{
    CLI::App* command = import.add_subcommand("nvidia-smi-topo", "What `nvidia-smi topo -m` prints");
    const auto options = std::make_shared<TopologyOptions>();
    command->add_option("FILE", options->file, "File, - for standard input")->required();
    command->add_option("--accelerator", options->accelerator, "Id of the GPUs' preset; link rates follow from it");
    command->add_option("--nodes", options->nodes, "How many such nodes")->check(CLI::Range(1, 131'072))->capture_default_str();
    command->add_flag("--json", options->json, "Print JSON (always the case)");
    command->callback([options, &context] { importTopologyText(*options, context); });
}

void addLaunch(CLI::App& import, CliContext& context)
{
    CLI::App* command = import.add_subcommand("command", "A launch command of vLLM, SGLang, TensorRT-LLM, Megatron-LM or torchtitan, a "
                                                         "torchtitan TOML or a DeepSpeed JSON");
    const auto options = std::make_shared<LaunchOptions>();
    command->add_option("FILE", options->file, "File with the command, - for standard input")->required();
    command->add_option("--base", options->base, "Scenario file that says what the command does not (default: the welcome preset)");
    command->add_flag("--json", options->json, "Print JSON (always the case)");
    command->callback([options, &context] { importCommandText(*options, context); });
}

} // namespace

void addImport(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("import", "Read a foreign file and print what was understood as JSON");
    command->require_subcommand(1);
    addConfig(*command, context);
    addTopology(*command, context);
    addLaunch(*command, context);
}

} // namespace shardscape
