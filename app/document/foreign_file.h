// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that are no scenarios but can become part of one: a model's Hugging Face config.json takes the place of the model of a scenario
// at hand, the output of `nvidia-smi topo -m` the place of its cluster. Any thread.
#pragma once

#include "plan/scenario.h"
#include "units/result.h"

#include <QString>

#include <optional>
#include <string>

namespace shardscape {

/// `base` with the model of a Hugging Face config.json, which stays in the scenario as it is. Nothing when the text is not such a file;
/// what is wrong inside one is said when the scenario is evaluated.
/// \param name the model's name for a person
[[nodiscard]] std::optional<Scenario> scenarioFromModelConfig(const std::string& text, const QString& name, const Scenario& base);

/// A scenario made of a foreign text, and what was not understood of the text or assumed instead.
struct ForeignScenario {
    Scenario scenario;
    Problems remarks;
};

/// `base` with one node wired as `nvidia-smi topo -m` printed it; the text stays in the scenario as it is. Nothing when the text holds no
/// such matrix. The text does not say what the GPUs are.
/// \param accelerator id of their preset
[[nodiscard]] std::optional<ForeignScenario> scenarioFromTopology(const std::string& text, const std::string& accelerator,
                                                                  const Scenario& base);

} // namespace shardscape
