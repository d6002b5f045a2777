// SPDX-License-Identifier: GPL-3.0-or-later
// The link map of every axis on a three-level fat tree, for a shuffled placement (nothing regular to use) and the regular one. Goal: 25 ms
// for 16,384 GPUs on one core, linear in the GPUs (the benchmark fits the line). Memory: tests/core/cost/tst_traffic_memory.cpp.
#include "core/cost/fat_tree.h"

#include <benchmark/benchmark.h>

using namespace shardscape;
using namespace shardscape::test;

namespace {

void mapAll(benchmark::State& state, bool shuffled)
{
    const int gpus = static_cast<int>(state.range(0));
    const Fabric fabric = Fabric::build(fatTree(gpus / 8));
    const DeviceMesh mesh = fatTreeMesh(gpus, shuffled);
    const std::vector<AxisTraffic> traffic = allAxes(8);
    for (auto _ : state)
        benchmark::DoNotOptimize(mapTraffic(mesh, fabric, traffic));
    state.SetComplexityN(gpus);
}

void shuffledPlacement(benchmark::State& state) { mapAll(state, true); }
void regularPlacement(benchmark::State& state) { mapAll(state, false); }

void buildFabric(benchmark::State& state)
{
    const ClusterSpec cluster = fatTree(static_cast<int>(state.range(0)) / 8);
    for (auto _ : state)
        benchmark::DoNotOptimize(Fabric::build(cluster));
}

BENCHMARK(shuffledPlacement)->RangeMultiplier(4)->Range(1024, 16384)->Arg(131072)->Complexity(benchmark::oN)->Unit(benchmark::kMillisecond);
BENCHMARK(regularPlacement)->Arg(1024)->Arg(4096)->Arg(16384)->Unit(benchmark::kMillisecond);
BENCHMARK(buildFabric)->Arg(16384)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
