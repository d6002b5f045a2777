// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli_context.h"

#include "cli/input_output.h"
#include "cli/preset_folder.h"
#include "io/scenario_file.h"

namespace shardscape {

void CliContext::fail(const std::string& input, const Problems& problems)
{
    printProblems(m_streams.err, input, problems);
    finish(ExitCode::BadInput);
}

const PresetLibrary* CliContext::library()
{
    if (m_library != nullptr)
        return m_library.get();
    auto presets = loadAllPresets();
    if (!presets) {
        fail("presets", presets.error());
        return nullptr;
    }
    for (Problem& problem : presets->problems)
        problem.severity = Severity::Warning;
    printProblems(m_streams.err, "presets", presets->problems);
    m_library = std::make_unique<PresetLibrary>(std::move(presets->library));
    return m_library.get();
}

std::optional<Scenario> CliContext::scenario(const std::string& file)
{
    const auto text = readInput(file, m_streams.in);
    if (!text) {
        fail(file, text.error());
        return std::nullopt;
    }
    auto scenario = readScenario(*text);
    if (!scenario) {
        fail(file, scenario.error());
        return std::nullopt;
    }
    return std::move(*scenario);
}

std::shared_ptr<const Inputs> CliContext::inputs(const std::string& file, const Scenario& scenario)
{
    const PresetLibrary* presets = library();
    if (presets == nullptr)
        return nullptr;
    auto inputs = presets->resolve(scenario);
    if (!inputs) {
        fail(file, inputs.error());
        return nullptr;
    }
    return std::make_shared<const Inputs>(std::move(*inputs));
}

std::optional<Evaluation> CliContext::evaluation(const std::string& file, const EvaluateOptions& options)
{
    const auto read = scenario(file);
    if (!read)
        return std::nullopt;
    const auto resolved = inputs(file, *read);
    if (resolved == nullptr)
        return std::nullopt;
    auto evaluation = evaluate(*read, resolved, options);
    if (!evaluation) {
        fail(file, evaluation.error());
        return std::nullopt;
    }
    return std::move(*evaluation);
}

} // namespace shardscape
