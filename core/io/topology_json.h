// SPDX-License-Identifier: GPL-3.0-or-later
// The imported topology and the estimate of one collective as the JSON of `import nvidia-smi-topo` and `collective`.
#pragma once

#include "cost/collective.h"
#include "hardware/topology_import.h"

#include <string>

namespace shardscape {

/// What `nvidia-smi topo -m` said, the cluster made of it, and the problems with line and column. Deterministic.
[[nodiscard]] std::string topologyToJson(const ImportedTopology& topology, const TopologyCluster& cluster);

/// seconds, algorithm, protocol, bus_bytes_per_second and all alternatives.
[[nodiscard]] std::string collectiveToJson(const CollectiveEstimate& estimate, const std::vector<CollectiveCandidate>& compared = {});

} // namespace shardscape
