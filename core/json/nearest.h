// SPDX-License-Identifier: GPL-3.0-or-later
// "Did you mean ...?": the known names nearest to a mistyped one. Anyone may use it; pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

/// Edits (insert, delete, replace, swap of neighbors) that turn `a` into `b`; the optimal string alignment distance.
[[nodiscard]] int editDistance(std::string_view a, std::string_view b);

/// Up to `limit` of `known`, nearest first, that are close enough to be what was meant (edits in a third of the letters, or one contains the
/// other). Empty for texts longer than 64 bytes.
[[nodiscard]] std::vector<std::string> nearest(std::string_view text, const std::vector<std::string>& known, std::size_t limit = 3);

/// "did you mean 'a' or 'b'?", or nothing when no known name is near.
[[nodiscard]] std::string didYouMean(std::string_view text, const std::vector<std::string>& known);

} // namespace shardscape
