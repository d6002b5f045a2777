// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/launch.h"

#include "launch/launch_engine.h"
#include "launch/shell_words.h"

#include <algorithm>
#include <array>

namespace shardscape {

namespace {

/// All engines: one file each, one line here.
const std::array<LaunchEngine, 8>& engines()
{
    static const std::array<LaunchEngine, 8> all{vllmEngine(),    sglangEngine(),     tensorRtLlmEngine(),
                                                 megatronEngine(), torchTitanEngine(), deepSpeedEngine(),
                                                 megatronBridgeEngine(), slurmEngine()};
    return all;
}

const LaunchEngine& engineOf(LaunchTarget target)
{
    return *std::find_if(engines().begin(), engines().end(), [&](const LaunchEngine& one) { return one.target == target; });
}

Problem notUnderstood()
{
    std::string known;
    for (const LaunchEngine& engine : engines())
        known += (known.empty() ? "" : ", ") + std::string{engine.version};
    return {.code = "no-launch-command",
            .path = {},
            .message = "this is no launch command or configuration of an engine that is known here",
            .hint = "paste the whole line, from the program's name on; known: " + known};
}

/// A program among the words, with the words around it.
struct Found {
    const LaunchEngine* engine = nullptr;
    std::size_t at = 0;
};

Found findProgram(const std::vector<ShellWord>& words)
{
    for (std::size_t i = 0; i < words.size(); ++i)
        for (const LaunchEngine& engine : engines())
            if (engine.isProgram(words[i].text))
                return {&engine, i};
    return {};
}

/// First word of the command that holds word `at`.
std::size_t beginOf(const std::vector<ShellWord>& words, std::size_t at)
{
    while (at > 0 && !words[at - 1].endsCommand)
        --at;
    return at;
}

std::size_t endOf(const std::vector<ShellWord>& words, std::size_t at)
{
    while (at < words.size() && !words[at].endsCommand)
        ++at;
    return std::min(at + 1, words.size());
}

Result<ImportedLaunch> read(const LaunchEngine& engine, std::string_view text, std::span<const ShellWord> before,
                            std::span<const ShellWord> words, const Scenario& base, const PresetLibrary& library)
{
    ImportedLaunch imported{.engine = engine.target, .version = std::string{engine.version}, .scenario = base, .report = {}};
    Problems problems;
    LaunchReading reading{text, before, words, library, imported.scenario, imported.report, problems};
    engine.read(reading);
    if (!problems.empty())
        return failure(std::move(problems));
    return imported;
}

std::string_view withoutSpace(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

/// A file rather than a command: DeepSpeed's JSON, or TOML with a table of torchtitan's.
const LaunchEngine* fileEngine(std::string_view text)
{
    const std::string_view start = withoutSpace(text);
    if (start.starts_with('{') && text.find("train_") != std::string_view::npos)
        return &engineOf(LaunchTarget::DeepSpeed);
    for (const std::string_view table : {"[parallelism]", "[training]"})
        if (text.find(table) != std::string_view::npos)
            return &engineOf(LaunchTarget::TorchTitan);
    return nullptr;
}

} // namespace

std::vector<LaunchTarget> launchTargets(bool training)
{
    std::vector<LaunchTarget> targets;
    for (const LaunchEngine& engine : engines())
        if (engine.training == training)
            targets.push_back(engine.target);
    return targets;
}

std::string_view launchVersion(LaunchTarget target) { return engineOf(target).version; }

Result<LaunchText> exportLaunch(const Scenario& scenario, const Inputs& inputs, LaunchTarget target)
{
    const LaunchEngine& engine = engineOf(target);
    if (engine.training != (scenario.workload.training() != nullptr)) {
        std::string others;
        for (const LaunchEngine& one : engines())
            if (one.training != engine.training)
                others += (others.empty() ? "" : ", ") + std::string{toText(one.target)};
        return failure({.code = "engine-kind",
                        .path = "/workload/kind",
                        .message = std::string{engine.version} + (engine.training ? " trains" : " serves") + ", and the scenario is one of " +
                                   (engine.training ? "inference" : "training"),
                        .hint = "choose one of " + others});
    }
    LaunchText result;
    result.text = engine.write({scenario, inputs}, result.gaps);
    return result;
}

Result<ImportedLaunch> importLaunch(std::string_view text, const Scenario& base, const PresetLibrary& library)
{
    if (text.size() > maxCommandBytes || !fileEngine(text)) {
        const Result<std::vector<ShellWord>> words = splitShellWords(text);
        if (!words)
            return failure(words.error());
        const Found found = findProgram(*words);
        if (found.engine == nullptr)
            return failure(notUnderstood());
        const std::span<const ShellWord> all{*words};
        const std::size_t begin = beginOf(*words, found.at);
        return read(*found.engine, text, all.subspan(begin, found.at - begin),
                    found.at + 1 < endOf(*words, found.at) ? all.subspan(found.at + 1, endOf(*words, found.at) - found.at - 1)
                                                           : std::span<const ShellWord>{},
                    base, library);
    }
    return read(*fileEngine(text), text, {}, {}, base, library);
}

} // namespace shardscape
