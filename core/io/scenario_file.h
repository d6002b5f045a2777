// SPDX-License-Identifier: GPL-3.0-or-later
// Scenario files (*.shard.json): strict reader, writer and migrations of old versions.
#pragma once

#include "plan/scenario.h"
#include "units/result.h"

#include <string>
#include <string_view>

namespace shardscape {

inline constexpr int scenarioVersion = 1;

/// Reads a scenario of any version up to scenarioVersion. All problems at once, each with its JSON pointer.
[[nodiscard]] Result<Scenario> readScenario(std::string_view text);

/// The file's text: UTF-8, two-space indent, stable key order, trailing newline. read(write(s)) == s for every scenario.
[[nodiscard]] std::string writeScenario(const Scenario& scenario);

} // namespace shardscape
