// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are no scenarios but can become one: a model's Hugging Face config.json takes the place of the model of a scenario at hand.
// Any thread.
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

} // namespace shardscape
