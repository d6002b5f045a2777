// SPDX-License-Identifier: GPL-3.0-or-later
// The link map of every axis on a three-level fat tree, for a shuffled placement (nothing regular to use) and the regular one. Goal: 25 ms
// for 16,384 GPUs on one core, linear in the GPUs.
#include "cost/traffic.h"

#include <benchmark/benchmark.h>

#include <numeric>
#include <random>

using namespace shardscape;

namespace {

ClusterSpec fatTree(int nodes)
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

std::vector<AxisTraffic> allAxes(int stages)
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

void mapAll(benchmark::State& state, bool shuffled)
{
    const int gpus = static_cast<int>(state.range(0));
    const Fabric fabric = Fabric::build(fatTree(gpus / 8));
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
    const DeviceMesh mesh{parallelism, 1, placement};
    const std::vector<AxisTraffic> traffic = allAxes(8);
    for (auto _ : state)
        benchmark::DoNotOptimize(mapTraffic(mesh, fabric, traffic));
}

void shuffledPlacement(benchmark::State& state) { mapAll(state, true); }
void regularPlacement(benchmark::State& state) { mapAll(state, false); }

void buildFabric(benchmark::State& state)
{
    const ClusterSpec cluster = fatTree(static_cast<int>(state.range(0)) / 8);
    for (auto _ : state)
        benchmark::DoNotOptimize(Fabric::build(cluster));
}

BENCHMARK(shuffledPlacement)->Arg(1024)->Arg(4096)->Arg(16384)->Unit(benchmark::kMillisecond);
BENCHMARK(regularPlacement)->Arg(1024)->Arg(4096)->Arg(16384)->Unit(benchmark::kMillisecond);
BENCHMARK(buildFabric)->Arg(16384)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
