// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that are no scenarios but become part of one and stay in it as they are: a model's Hugging Face config.json in place of the model,
// what `nvidia-smi topo -m` prints in place of the cluster. Pure.
#pragma once

#include "plan/scenario.h"

#include <optional>
#include <string>
#include <string_view>

namespace shardscape {

/// `base` with the model of a config.json; its title becomes `name`. Nothing when the text is not such a file; what is wrong inside one is
/// said when the scenario is evaluated.
[[nodiscard]] std::optional<Scenario> scenarioWithModelConfig(std::string_view text, const std::string& name, const Scenario& base);

/// `base` with one node wired as the matrix says, without its placement, which named GPUs of another cluster. Whether the text holds a
/// matrix is importTopology()'s question.
/// \param accelerator id of the GPUs' preset, which the text does not say
[[nodiscard]] Scenario scenarioWithTopology(std::string_view text, const std::string& accelerator, const Scenario& base);

} // namespace shardscape
