// SPDX-License-Identifier: GPL-3.0-or-later
// The import of hugging_face.h on parsed JSON, for readers whose files hold a config.json inside. Include it in .cpp files only (it pulls
// in the JSON library). Pure function, usable from any thread.
#pragma once

#include "model/hugging_face.h"
#include "json/strict_json.h"

#include <string>

namespace shardscape {

/// As importHuggingFaceConfig; problems carry JSON pointers that start with `path`.
[[nodiscard]] Result<ImportedModel> importHuggingFaceJson(const Json& config, std::string name, const std::string& path);

} // namespace shardscape
