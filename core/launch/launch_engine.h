// SPDX-License-Identifier: GPL-3.0-or-later
// What an engine brings along: its writer and its reader, in one file each, and one line in the table of launch.cpp.
#pragma once

#include "io/preset_library.h"
#include "launch/command_writer.h"
#include "launch/flag_reader.h"
#include "launch/launch_target.h"
#include "plan/scenario.h"

#include <string>
#include <string_view>

namespace shardscape {

/// What a writer gets. The scenario is of the engine's kind (training or inference).
struct LaunchInput {
    const Scenario& scenario;
    const Inputs& inputs;
};

/// What a reader gets: the words of the command behind the program's name, and the scenario to change. It changes what the command says,
/// lists it in the report, and adds problems for what is wrong.
struct LaunchReading {
    std::string_view text; ///< the whole paste, for engines with settings beside the command
    std::span<const ShellWord> before; ///< words in front of the program: torchrun and srun with their flags
    std::span<const ShellWord> words;  ///< words behind it
    const PresetLibrary& library;
    Scenario& scenario;
    LaunchReport& report;
    Problems& problems;
};

struct LaunchEngine {
    LaunchTarget target;
    std::string_view version;  ///< whose documentation the flags were checked against
    std::string_view software; ///< the generation in presets/software
    bool training = false;
    std::string (*write)(const LaunchInput&, std::vector<std::string>& gaps) = nullptr;
    /// Whether a word of a command is the engine's program.
    bool (*isProgram)(std::string_view word) = nullptr;
    void (*read)(LaunchReading&) = nullptr;
};

[[nodiscard]] LaunchEngine vllmEngine();
[[nodiscard]] LaunchEngine sglangEngine();
[[nodiscard]] LaunchEngine tensorRtLlmEngine();
[[nodiscard]] LaunchEngine megatronEngine();
[[nodiscard]] LaunchEngine torchTitanEngine();
[[nodiscard]] LaunchEngine deepSpeedEngine();
[[nodiscard]] LaunchEngine megatronBridgeEngine();
[[nodiscard]] LaunchEngine slurmEngine();

} // namespace shardscape
