// SPDX-License-Identifier: GPL-3.0-or-later
// Fabric families as JSON (presets/fabrics): the collective constants that every cluster of one family shares, "constants" of a node's
// wiring or of the network between nodes. A cluster names a family in "node_fabric"/"constants" or "scale_out"/"constants" instead of an
// object. Include it in .cpp files only.
#pragma once

#include "hardware/cluster.h"
#include "json/strict_json.h"

namespace shardscape {

struct FabricFamily {
    std::string id;
    std::string name;
    std::map<std::string, Constant, std::less<>> constants; ///< each with its source (cost/collective.h says what they mean)
};

/// One family; as strict as a cluster: unknown keys, wrong types and constants without a source are problems, and so is an empty family.
[[nodiscard]] Result<FabricFamily> readFabricJson(const Json& json, const std::string& path);

} // namespace shardscape
