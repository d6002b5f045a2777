// SPDX-License-Identifier: GPL-3.0-or-later
// Accelerators and clusters as JSON: the format of presets/accelerators and presets/clusters and of inline clusters in scenarios. Rates
// are one direction, memory is what the driver reports, constants are objects {"value", "source", "guess"}. Include it in .cpp files only.
#pragma once

#include "hardware/cluster.h"
#include "json/strict_json.h"

namespace shardscape {

/// Named constants of an object member; each value finite and >= 0. An absent member gives an empty map.
[[nodiscard]] std::map<std::string, Constant, std::less<>> readConstants(ObjectReader& reader, std::string_view key, Problems& problems);

/// One accelerator. \param path JSON pointer of `json`, for the problems.
[[nodiscard]] Result<AcceleratorSpec> readAcceleratorJson(const Json& json, const std::string& path);

/// One cluster whose "accelerator" is an object (references to preset ids are replaced by the caller). Optional "nodes" multiplies.
/// Fails with all problems: unknown keys, ranges, and parts that contradict each other (GPUs per node against the torus shape, a network
/// without NICs, several nodes without a network).
[[nodiscard]] Result<ClusterSpec> readClusterJson(const Json& json, const std::string& path);

/// The same descriptions as JSON; read(write(x)) == x field by field.
[[nodiscard]] Json acceleratorToJson(const AcceleratorSpec& accelerator);
[[nodiscard]] Json clusterToJson(const ClusterSpec& cluster);

} // namespace shardscape
