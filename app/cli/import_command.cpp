// SPDX-License-Identifier: GPL-3.0-or-later
// shardscape import KIND FILE: what the program understands of foreign files, as JSON.
#include "cli/cli_context.h"

#include "cli/input_output.h"
#include "hardware/topology_import.h"
#include "io/import_json.h"
#include "io/scenario_file.h"
#include "io/topology_json.h"
#include "intake/intake_json.h"
#include "launch/launch_json.h"

#include <CLI/CLI.hpp>

#include <array>
#include <filesystem>
#include <fstream>
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

/// The texts that are told apart by their content: one name each for scripts that mean one of them, and "any".
struct IntakeName {
    const char* name;
    const char* help;
    std::optional<IntakeKind> kind;
};

const std::array<IntakeName, 6>& intakeNames()
{
    static const std::array<IntakeName, 6> names{{{"any", "Whatever it is: told apart by its content", std::nullopt},
                                                  {"megatron-log", "A log of Megatron-LM, to calibrate with", IntakeKind::MegatronLog},
                                                  {"vllm-log", "A log of vLLM or the result of its benchmark, to calibrate with", IntakeKind::VllmLog},
                                                  {"nccl-tests", "What nccl-tests print, to calibrate links with", IntakeKind::NcclTests},
                                                  {"nvidia-smi-list", "What `nvidia-smi -L` or `nvidia-smi -q` prints", IntakeKind::GpuList},
                                                  {"report", "A PDF report of Shardscape: the scenario attached to it", IntakeKind::Report}}};
    return names;
}

/// Reads a file as a stream, since a log may be larger than anything else.
Result<Intake> takeInFile(const std::string& file, const IntakeBase& base, CliContext& context)
{
    if (file == "-")
        return takeIn(context.streams().in, base);
    std::ifstream in(file, std::ios::binary);
    if (std::filesystem::is_directory(file) || !in)
        return failure({.code = "file-not-readable", .path = {}, .message = "the file cannot be read", .hint = "name a file that exists and may be read"});
    return takeIn(in, base);
}

void importAny(const IntakeName& wanted, const LaunchOptions& options, CliContext& context)
{
    const auto base = baseScenario(options.base, context);
    const PresetLibrary* library = context.library();
    if (!base || library == nullptr)
        return;
    Result<Intake> intake = takeInFile(options.file, {.scenario = *base, .library = *library, .modelName = nameFor(options.file)}, context);
    if (intake && wanted.kind && intake->kind != *wanted.kind)
        intake = failure({.code = "other-kind",
                          .path = {},
                          .message = "this is " + std::string{toText(intake->kind)} + ", not " + wanted.name,
                          .hint = "say `import any` or the other name"});
    context.streams().out << (intake ? intakeToJson(*intake) : intakeProblemsToJson(intake.error()));
    if (!intake)
        context.fail(options.file, intake.error());
}

void addAny(CLI::App& import, CliContext& context)
{
    for (const IntakeName& name : intakeNames()) {
        CLI::App* command = import.add_subcommand(name.name, name.help);
        const auto options = std::make_shared<LaunchOptions>();
        command->add_option("FILE", options->file, "File, - for standard input")->required();
        command->add_option("--base", options->base, "Scenario file that says what the text does not (default: the welcome preset)");
        command->add_flag("--json", options->json, "Print JSON (always the case)");
        command->callback([&name, options, &context] { importAny(name, *options, context); });
    }
}

} // namespace

void addImport(CLI::App& app, CliContext& context)
{
    CLI::App* command = app.add_subcommand("import", "Read a foreign file and print what was understood as JSON");
    command->require_subcommand(1);
    addConfig(*command, context);
    addTopology(*command, context);
    addLaunch(*command, context);
    addAny(*command, context);
}

} // namespace shardscape
