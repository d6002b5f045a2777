// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/training_flags.h"

#include <algorithm>

namespace shardscape {

namespace {

int degreeOf(const Parallelism& p, Axis axis)
{
    switch (axis) {
    case Axis::Tp: return p.tp;
    case Axis::Cp: return p.cp;
    case Axis::Dp: return p.dp;
    case Axis::Pp: return p.pp;
    case Axis::Ep: return 1; // its ranks are those of the others
    }
    return 1;
}

std::vector<Axis> usedAxes(const Parallelism& p, const std::array<Axis, axisCount>& order)
{
    std::vector<Axis> used;
    std::copy_if(order.begin(), order.end(), std::back_inserter(used), [&](Axis axis) { return degreeOf(p, axis) > 1; });
    return used;
}

const std::vector<FlagSpec>& starterTable()
{
    using enum FlagKind;
    static const std::vector<FlagSpec> table{
        {"--nnodes", Value, "nodes", {"-N", "--nodes"}},
        {"--nproc-per-node", Value, "processes of a node", {"--ntasks-per-node", "--gpus-per-node"}},
        {"--ntasks", Value, "processes", {"-n", "-np", "--np"}},
    };
    return table;
}

} // namespace

ProcessGrid processGrid(const LaunchInput& input)
{
    const long long world = input.scenario.parallelism.worldSize();
    const long long perNode = std::min<long long>(world, std::max(1, input.inputs.cluster.gpusPerNode));
    return {.nodes = (world + perNode - 1) / perNode, .perNode = perNode};
}

bool sameOrder(const Parallelism& parallelism, const std::array<Axis, axisCount>& other)
{
    return usedAxes(parallelism, parallelism.axisOrder) == usedAxes(parallelism, other);
}

void addTrainingGaps(const LaunchInput& input, CommandWriter& writer, std::span<const std::array<Axis, axisCount>> orders)
{
    const Parallelism& p = input.scenario.parallelism;
    const TrainingWorkload& w = *input.scenario.workload.training();
    if (std::none_of(orders.begin(), orders.end(), [&](const auto& order) { return sameOrder(p, order); }))
        writer.notExpressed("the order of the axes");
    if (input.scenario.placement)
        writer.notExpressed("the placement of ranks on GPUs; give the launcher a rank file");
    if (w.moeImbalance > 1.0)
        writer.notExpressed("the imbalance of experts, which follows from the data");
    if (const long long world = p.worldSize(); world % processGrid(input).perNode != 0)
        writer.notExpressed("a last node with fewer processes than the others");
}

TrainingWorkload& beginTraining(LaunchReading& reading, FlagReader& flags, std::string_view software)
{
    Scenario& scenario = reading.scenario;
    TrainingWorkload fresh{.sequenceTokens = 4096};
    if (const TrainingWorkload* before = scenario.workload.training())
        fresh = *before;
    fresh.recompute = {};
    fresh.offload = false;
    fresh.optimizer = Optimizer::Adam;
    scenario.workload = {.kind = fresh, .software = std::string{software}};
    scenario.parallelism = {.sequenceParallel = false, .zeroStage = 0};
    scenario.placement.reset();
    flags.assume("", scenario.cluster.preset.empty() ? "the cluster at hand" : scenario.cluster.preset, "the GPUs; commands do not say them");
    return std::get<TrainingWorkload>(scenario.workload.kind);
}

long long startedProcesses(LaunchReading& reading)
{
    LaunchReport starter; // flags of the launcher that are not its counts are nobody's concern
    FlagReader flags(starterTable(), reading.before, starter, reading.problems);
    const std::optional<int> nodes = flags.count("--nnodes");
    const std::optional<int> perNode = flags.count("--nproc-per-node");
    const std::optional<int> all = flags.count("--ntasks");
    reading.report.understood.insert(reading.report.understood.end(), starter.understood.begin(), starter.understood.end());
    if (all)
        return *all;
    return perNode ? static_cast<long long>(*perNode) * nodes.value_or(1) : 0;
}

void fitDataParallel(LaunchReading& reading, FlagReader& flags, long long processes)
{
    Scenario& scenario = reading.scenario;
    Parallelism& p = scenario.parallelism;
    const Result<Inputs> inputs = reading.library.resolve(scenario);
    const long long perNode = inputs ? inputs->cluster.gpusPerNode : 8;
    const bool said = processes > 0;
    if (!said)
        processes = perNode * scenario.cluster.nodes;
    p.dp = 1;
    const long long others = p.worldSize();
    if (processes % others != 0)
        return flags.problem("", "tp x cp x pp = " + std::to_string(others) + " does not divide " + std::to_string(processes) + " processes",
                             said ? "correct a degree or the launcher's counts" : "write the launcher in front (torchrun --nnodes ... --nproc-per-node ...)");
    p.dp = static_cast<int>(processes / others);
    if (!said)
        return flags.assume("", std::to_string(processes), "processes, as many as the cluster at hand has GPUs");
    if (scenario.cluster.preset.empty())
        return;
    scenario.cluster.nodes = static_cast<int>((processes + perNode - 1) / perNode);
    flags.assume("", std::to_string(scenario.cluster.nodes), "nodes of " + std::to_string(perNode) + " GPUs");
}

} // namespace shardscape
