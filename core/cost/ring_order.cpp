// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/ring_order.h"

#include "cost/traffic_mapper.h"

namespace shardscape {

std::vector<int> ringOrder(const DeviceMesh& mesh, const Fabric& fabric, const std::vector<int>& ranks)
{
    return TrafficMapper{mesh, fabric}.ringOrder(ranks);
}

} // namespace shardscape
