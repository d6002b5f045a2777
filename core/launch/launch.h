// SPDX-License-Identifier: GPL-3.0-or-later
// Launch commands of the field's engines, out of a scenario and back into one. Nothing that is read is ever run. Pure; any thread.
#pragma once

#include "io/preset_library.h"
#include "launch/flag_reader.h"
#include "launch/launch_target.h"
#include "plan/scenario.h"
#include "units/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

struct LaunchText {
    std::string text;
    std::vector<std::string> gaps; ///< what the engine cannot say; the text has it as comments
};

/// The engines that train, or those that serve, in the order of LaunchTarget.
[[nodiscard]] std::vector<LaunchTarget> launchTargets(bool training);
/// Name and version whose documentation the flags were checked against: "vLLM 0.10".
[[nodiscard]] std::string_view launchVersion(LaunchTarget target);

/// The command or configuration with which `target` runs the plan. Fails when the engine is of the other kind (training, inference).
/// \pre `inputs` are those of `scenario`
[[nodiscard]] Result<LaunchText> exportLaunch(const Scenario& scenario, const Inputs& inputs, LaunchTarget target);

struct ImportedLaunch {
    LaunchTarget engine;
    std::string version; ///< of the engine's documentation that flags and defaults were taken from
    Scenario scenario;   ///< the base with what the command says
    LaunchReport report;
};

/// Understands a command of one of the engines (with torchrun, srun, mpirun, environment settings or `python -m` in front), a torchtitan
/// TOML or a DeepSpeed JSON. What it does not say stays as in `base` and is listed as assumed. All problems at once; then nothing applies.
[[nodiscard]] Result<ImportedLaunch> importLaunch(std::string_view text, const Scenario& base, const PresetLibrary& library);

} // namespace shardscape
