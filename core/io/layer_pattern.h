// SPDX-License-Identifier: GPL-3.0-or-later
// Which layer is of which kind, written short: a list of entries, each a kind's name (or a list of names) and how often it repeats, such as
// [["dense", 3], ["moe", 58]] or [[["local", "global"], 18]]. Used by model_json.cpp. Pure functions.
#pragma once

#include "json/strict_json.h"

#include <cstdint>
#include <string>
#include <vector>

namespace shardscape {

/// Reads a pattern; names[i] is the name of kind i. Adds problems and returns what could be read.
[[nodiscard]] std::vector<std::uint8_t> readLayerPattern(const Json& value, const std::vector<std::string>& names, const std::string& path,
                                                         Problems& problems);

/// Writes a pattern: at each place the run or the repeated unit that covers most layers. Reading gives the same pattern back.
[[nodiscard]] Json layerPatternToJson(const std::vector<std::uint8_t>& pattern, const std::vector<std::string>& names);

} // namespace shardscape
