// SPDX-License-Identifier: GPL-3.0-or-later
// Divisors, for hints that offer the nearest legal degree and for steppers that move through legal ones.
#pragma once

#include <string>
#include <vector>

namespace shardscape {

/// All divisors of n in ascending order. \pre n >= 1. Cost: square root of n.
[[nodiscard]] std::vector<int> divisorsOf(int n);

/// The divisors of n on both sides of `wanted`, for a hint: "4 or 8"; one of them when there is only one side.
[[nodiscard]] std::string nearestDivisors(int n, int wanted);

} // namespace shardscape
