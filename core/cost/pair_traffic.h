// SPDX-License-Identifier: GPL-3.0-or-later
// Who sends to whom: bytes between blocks of GPUs (a GPU, a node, a unit), by axis, counted once and not per hop. Its sum over all pairs is
// LinkTraffic::byAxisTotal. Pure, any thread.
#pragma once

#include "cost/traffic.h"

#include <span>

namespace shardscape {

struct PairTraffic {
    int gpusPerBlock = 1;
    int blocks = 0;
    std::vector<AxisBytes> bytes; ///< [from * blocks + to]; inside a block on the diagonal

    [[nodiscard]] const AxisBytes& at(int from, int to) const
    {
        return bytes[static_cast<std::size_t>(from) * static_cast<std::size_t>(blocks) + static_cast<std::size_t>(to)];
    }
};

/// Collectives along their rings, chains and exchanges as mapTraffic lays them; an exchange goes from its sender to its receiver, whatever
/// relays it. Linear in the ranks, and quadratic in the blocks of a group. \pre as mapTraffic; gpusPerBlock >= 1
[[nodiscard]] PairTraffic pairTraffic(const DeviceMesh& mesh, const Fabric& fabric, const std::vector<AxisTraffic>& traffic, int gpusPerBlock);

/// The smallest block that a table of at most `most` rows can show: a GPU, a node, a unit of the network, or a power of two of them.
[[nodiscard]] int blockFor(const Fabric& fabric, int most);

} // namespace shardscape
