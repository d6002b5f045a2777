// SPDX-License-Identifier: GPL-3.0-or-later
// Overrides of a preset's fields by dotted path, such as {"accelerator.memory_bytes": 96e9, "nic.count": 4}. Inner header of the preset
// library.
#pragma once

#include "json/strict_json.h"

#include <string>

namespace shardscape {

/// "accelerator.memory_bytes" as a JSON pointer: "/accelerator/memory_bytes".
[[nodiscard]] std::string pointerOfDotted(std::string_view dotted);

/// Puts each value of `overrides` at its dotted path. Objects on the way that the preset leaves out are made; whether the result is a
/// legal description is its reader's question. A sourced constant ({"value", "source"}) keeps its shape and says where it is from.
/// Problems have the path "/overrides/<dotted>".
void applyOverrides(Json& target, const Json& overrides, Problems& problems);

/// Which override a problem of the reader is about: the path "/overrides/<dotted>" if the problem lies at, above or below an overridden
/// field, else empty.
[[nodiscard]] std::string overrideBehind(const std::string& problemPath, const Json& overrides);

} // namespace shardscape
