// SPDX-License-Identifier: GPL-3.0-or-later
// Software generations as JSON: presets/software. For readers of files only (pulls in the JSON library).
#pragma once

#include "plan/software.h"
#include "json/strict_json.h"

#include <string>

namespace shardscape {

/// Reads a software generation. All problems at once, their paths beginning with `path`.
[[nodiscard]] Result<SoftwareSpec> readSoftwareJson(const Json& json, const std::string& path);

} // namespace shardscape
