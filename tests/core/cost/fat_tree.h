// SPDX-License-Identifier: GPL-3.0-or-later
// The large machine of benchmarks and memory tests: a three-level fat tree of eight-GPU nodes, a mesh with every axis, and traffic on all.
#pragma once

#include "cost/traffic.h"

#include <algorithm>
#include <numeric>
#include <random>

namespace shardscape::test {

inline ClusterSpec fatTree(int nodes)
{
    ClusterSpec cluster;
    cluster.gpusPerNode = 8;
    cluster.nodes = nodes;
    cluster.nodeFabric.kind = NodeFabricKind::NvSwitch;
    cluster.nodeFabric.linksPerGpu = 18;
    cluster.nodeFabric.linkBandwidth = BytesPerSecond::fromGBPerSecond(25);
    cluster.nodeFabric.domainGpus = 8;
    cluster.nodeFabric.pcieBandwidth = BytesPerSecond::fromGBPerSecond(63);
    cluster.nodeFabric.sockets = 2;
    cluster.nic = {8, BytesPerSecond::fromGBPerSecond(50), {}};
    cluster.scaleOut.kind = ScaleOutKind::RailOptimized;
    return cluster;
}

inline std::vector<AxisTraffic> allAxes(int stages)
{
    const std::vector<double> perStage(static_cast<std::size_t>(stages), 1e9);
    return {{.axis = Axis::Tp, .group = GroupKind::Tp, .op = CollectiveOp::AllReduce, .bytesPerStage = perStage},
            {.axis = Axis::Cp, .group = GroupKind::Cp, .op = CollectiveOp::SendRecv, .bytesPerStage = perStage},
            {.axis = Axis::Ep, .group = GroupKind::Ep, .op = CollectiveOp::AllToAll, .bytesPerStage = perStage},
            {.axis = Axis::Dp, .group = GroupKind::DpCp, .op = CollectiveOp::ReduceScatter, .bytesPerStage = perStage},
            {.axis = Axis::Dp, .group = GroupKind::DpCp, .op = CollectiveOp::AllGather, .bytesPerStage = perStage},
            {.axis = Axis::Pp,
             .group = GroupKind::Pp,
             .op = CollectiveOp::SendRecv,
             .bytesPerStage = perStage,
             .bytesToPreviousPerStage = perStage}};
}

/// tp 8, cp 2, pp 8, ep 8 and the rest dp. \param shuffled ranks on GPUs in random order, so that nothing is regular
inline DeviceMesh fatTreeMesh(int gpus, bool shuffled)
{
    Parallelism parallelism;
    parallelism.tp = 8;
    parallelism.cp = 2;
    parallelism.pp = 8;
    parallelism.dp = gpus / 128;
    parallelism.ep = 8;
    std::vector<int> placement;
    if (shuffled) {
        placement.resize(static_cast<std::size_t>(gpus));
        std::iota(placement.begin(), placement.end(), 0);
        std::shuffle(placement.begin(), placement.end(), std::mt19937{1});
    }
    return DeviceMesh{parallelism, 1, placement};
}

} // namespace shardscape::test
