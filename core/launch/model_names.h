// SPDX-License-Identifier: GPL-3.0-or-later
// The names under which engines fetch models (owner/name on the Hugging Face hub) and the presets they are. Pure.
#pragma once

#include "io/preset_library.h"

#include <optional>
#include <string>
#include <string_view>

namespace shardscape {

/// The hub name of a preset; nothing for models whose weights were never published.
[[nodiscard]] std::optional<std::string_view> hubName(std::string_view presetId);

/// The preset that a hub name or a path means: its last part in small letters, without what names a tuning or a number format
/// ("Meta-Llama-3.1-70B-Instruct-FP8" is llama-3.1-70b). Nothing when no preset is called so.
[[nodiscard]] std::optional<std::string> presetOfModel(std::string_view name, const PresetLibrary& library);

} // namespace shardscape
