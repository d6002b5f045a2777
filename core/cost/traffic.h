// SPDX-License-Identifier: GPL-3.0-or-later
// What is sent, and what it loads: bytes per directed link and axis. All groups of an axis run at the same time and load links together.
#pragma once

#include "hardware/fabric.h"
#include "plan/mesh.h"

#include <array>
#include <vector>

namespace shardscape {

/// Bytes over one directed link, by axis; index with indexOf(Axis).
using AxisBytes = std::array<double, axisCount>;

struct LinkTraffic {
    AxisBytes byAxisTotal{};        ///< bytes that GPUs send, summed over the cluster, per axis (each byte counted once, not per hop)
    std::vector<AxisBytes> perLink; ///< [link] bytes over it; empty when the link map was not asked for
};

} // namespace shardscape
