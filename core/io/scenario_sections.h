// SPDX-License-Identifier: GPL-3.0-or-later
// The sections of a scenario file, read and written one by one. Inner header of the scenario reader and writer.
#pragma once

#include "plan/scenario.h"
#include "json/strict_json.h"

#include <string>

namespace shardscape {

/// Ranks that a scenario may ask for: eight times the largest cluster anyone has built, so that every product of degrees fits an int.
inline constexpr int maxRanks = 1 << 20;
inline constexpr int maxNodes = 1 << 17;
inline constexpr std::size_t maxNodeGroups = 16; ///< kinds of nodes of one cluster fit the bits of a word

[[nodiscard]] Parallelism readParallelism(const Json& json, const std::string& path, Problems& problems);
[[nodiscard]] Workload readWorkload(const Json& json, const std::string& path, Problems& problems);
[[nodiscard]] ModelChoice readModelChoice(const Json& json, const std::string& path, Problems& problems);
[[nodiscard]] ClusterChoice readClusterChoice(const Json& json, const std::string& path, Problems& problems);

/// An array of whole numbers, each in `range`; at most 10 problems for one array.
[[nodiscard]] std::vector<int> readIntArray(const Json& json, const std::string& path, IntRange range, Problems& problems);

[[nodiscard]] Json parallelismToJson(const Parallelism& parallelism);
[[nodiscard]] Json workloadToJson(const Workload& workload);

} // namespace shardscape
