// SPDX-License-Identifier: GPL-3.0-or-later
// Problems as JSON, as they stand in evaluations and imports. Include it in .cpp files only (it pulls in the JSON library).
#pragma once

#include "json/strict_json.h"

namespace shardscape {

/// An array of {"severity", "code", "message", "hint", "path"}.
[[nodiscard]] Json problemsToJson(const Problems& problems);

} // namespace shardscape
