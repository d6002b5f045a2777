// SPDX-License-Identifier: GPL-3.0-or-later
// The order in which a group's rings go, as the link map lays them, for pictures and words. Pure, any thread.
#pragma once

#include "hardware/fabric.h"
#include "plan/mesh.h"

#include <vector>

namespace shardscape {

/// GPUs of a group of `ranks` in the order of its first ring: domains as the group meets them, inside a domain along the fastest links.
/// The other rings of a group that spans domains leave them at other members. \pre the fabric has the GPU of every rank
[[nodiscard]] std::vector<int> ringOrder(const DeviceMesh& mesh, const Fabric& fabric, const std::vector<int>& ranks);

} // namespace shardscape
