// SPDX-License-Identifier: GPL-3.0-or-later
// The table of residuals as a preset: {"id": "residuals", "name", "source", "accelerators": [...], "classes": [{"id", "rows", "left_out",
// "low", "high"}]}. Include it in .cpp files only.
#pragma once

#include "evaluate/residuals.h"
#include "json/strict_json.h"

namespace shardscape {

[[nodiscard]] Result<ResidualTable> readResiduals(const Json& json);
/// The file's text; reading it gives the same table.
[[nodiscard]] std::string residualsToJson(const ResidualTable& table);

} // namespace shardscape
