// SPDX-License-Identifier: GPL-3.0-or-later
// Where the presets are on this machine, and how they come into the library. Window and command line alike. No Qt; any thread.
#pragma once

#include "io/preset_library.h"

#include <filesystem>
#include <optional>

namespace shardscape {

/// The folder of the program's presets: the environment's SHARDSCAPE_PRESETS if set, else share/shardscape/presets beside the program's bin,
/// else the source tree's around a build tree. Fails when none of them is a folder; a set SHARDSCAPE_PRESETS is never passed over.
[[nodiscard]] Result<std::filesystem::path> findPresetFolder();

/// Where the user keeps presets of their own: $XDG_DATA_HOME/shardscape/presets (~/.local/share where it is not set). It need not be there.
[[nodiscard]] std::optional<std::filesystem::path> userPresetFolder();

struct LoadedPresets {
    PresetLibrary library;
    Problems problems; ///< files that are no presets; the others are in the library all the same
};

/// Reads all *.json files below the folder's models/, accelerators/, clusters/, software/, scenarios/, lessons/ and accuracy/.
[[nodiscard]] LoadedPresets loadPresets(const std::filesystem::path& folder);

/// The program's presets and then the user's, of which one replaces the program's of the same id. With SHARDSCAPE_PRESETS set only those.
[[nodiscard]] Result<LoadedPresets> loadAllPresets();

} // namespace shardscape
