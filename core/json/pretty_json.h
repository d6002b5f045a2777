// SPDX-License-Identifier: GPL-3.0-or-later
// The one way JSON is written, so that the same value gives the same bytes everywhere. Include it in .cpp files only (it pulls in the
// JSON library). Pure.
#pragma once

#include "json/strict_json.h"

#include <string>

namespace shardscape {

/// Two-space indent, keys in their order, arrays of plain values on one line, numbers in the shortest form that reads back the same.
/// Invalid UTF-8 becomes the replacement character. Ends without a newline.
[[nodiscard]] std::string prettyJson(const Json& json);

/// A number as JSON: whole numbers below 2^53 as integers, others as they are, and null for what JSON cannot say (NaN, infinity).
[[nodiscard]] Json numberJson(double value);

} // namespace shardscape
