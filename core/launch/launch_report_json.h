// SPDX-License-Identifier: GPL-3.0-or-later
// The three lists of an import as JSON. Include it in .cpp files only (it pulls in the JSON library).
#pragma once

#include "json/strict_json.h"
#include "launch/flag_reader.h"

namespace shardscape {

/// Adds "understood", "assumed" and "ignored", arrays of {"flag", "value", "meaning"}.
void addReport(Json& json, const LaunchReport& report);

} // namespace shardscape
