// SPDX-License-Identifier: GPL-3.0-or-later
// Random machines, degrees and placements for the laws of traffic and times.
#pragma once

#include "core/hardware/hardware_fixture.h"
#include "plan/mesh.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace shardscape::test {

struct RandomCase {
    ClusterSpec cluster;
    Parallelism parallelism;
    int etp = 1;
    std::vector<int> placement;
};

inline int pick(std::mt19937& random, std::initializer_list<int> values)
{
    return *(values.begin() + std::uniform_int_distribution<std::ptrdiff_t>{0, static_cast<std::ptrdiff_t>(values.size()) - 1}(random));
}

/// A random cluster of a random kind, odd sizes included, with random degrees that fit it and, half of the time, a random placement.
inline RandomCase randomCase(std::mt19937& random, const std::vector<ClusterSpec>& kinds)
{
    RandomCase c;
    c.cluster = kinds[std::uniform_int_distribution<std::size_t>{0, kinds.size() - 1}(random)];
    c.cluster.nodes = c.cluster.scaleOut.kind == ScaleOutKind::None ? 1 : pick(random, {1, 2, 3, 5, 8});
    c.cluster.scaleOut.nodesPerUnit = pick(random, {1, 2, 4});
    c.cluster.scaleOut.unitsPerPod = pick(random, {1, 2, 8});
    c.cluster.scaleOut.oversubscription = pick(random, {1, 2, 4});
    c.cluster.scaleOut.coreOversubscription = pick(random, {1, 2});
    int room = c.cluster.gpus();
    const auto degree = [&](std::initializer_list<int> values) {
        const int d = pick(random, values);
        if (d > room)
            return 1;
        room /= d;
        return d;
    };
    c.parallelism.tp = degree({1, 2, 3, 4, 8});
    c.parallelism.cp = degree({1, 1, 2});
    c.parallelism.pp = degree({1, 2, 3, 4});
    c.parallelism.dp = degree({1, 2, 3, 5, 8});
    const int experts = c.parallelism.tp * c.parallelism.cp * c.parallelism.dp;
    for (const int ep : {pick(random, {1, 2, 4, 6, 8})})
        c.parallelism.ep = experts % ep == 0 ? ep : 1;
    const int replicas = c.parallelism.cp * c.parallelism.dp;
    const bool hybrid = pick(random, {0, 1, 1, 1}) == 1;
    for (const int shard : {pick(random, {2, 3, 4}), 2, 5}) {
        if (!hybrid || c.parallelism.hsdpShard || shard >= replicas || replicas % shard != 0)
            continue;
        c.parallelism.zeroStage = 3;
        c.parallelism.hsdpShard = shard;
    }
    std::shuffle(c.parallelism.axisOrder.begin(), c.parallelism.axisOrder.end(), random);
    if (pick(random, {0, 1}) == 1) {
        std::vector<int> gpus(static_cast<std::size_t>(c.cluster.gpus()));
        std::iota(gpus.begin(), gpus.end(), 0);
        std::shuffle(gpus.begin(), gpus.end(), random);
        gpus.resize(static_cast<std::size_t>(c.parallelism.worldSize()));
        c.placement = std::move(gpus);
    }
    return c;
}

inline std::vector<ClusterSpec> everyKind()
{
    std::vector<ClusterSpec> kinds;
    for (const char* id : {"dgx-1-v100", "dgx-a100", "dgx-h100", "gb200-nvl72", "a100-pcie-8", "a100-pcie-4-nvlink-pairs",
                           "rtx-4090-pcie-8", "a100-nvlink-4", "mi300x-8", "tpu-v4-4x4x4", "rtx-3090-pair", "l4-single", "h100-nvl-8"})
        kinds.push_back(clusterOf(id));
    ClusterSpec rack = clusterOf("gb200-nvl72");
    rack.nodeFabric.domainGpus = 8; // two trays to a rack, so that small cases have several racks
    kinds.push_back(rack);
    ClusterSpec leafSpine = clusterOf("dgx-h100");
    leafSpine.scaleOut.kind = ScaleOutKind::LeafSpine;
    kinds.push_back(leafSpine);
    leafSpine.scaleOut.kind = ScaleOutKind::Switch;
    kinds.push_back(leafSpine);
    return kinds;
}

inline bool nearlyEqual(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)}); }

} // namespace shardscape::test
