// SPDX-License-Identifier: GPL-3.0-or-later
// A Slurm batch script for Megatron: one task a rank, each with its own GPU, placed where the plan says. It is read back as the Megatron
// command inside it. Source: slurm.schedmd.com, sbatch and srun (SLURM_HOSTFILE with --distribution=arbitrary), 24.05.
#include "launch/megatron_arguments.h"
#include "launch/training_flags.h"

#include <algorithm>

namespace shardscape {

namespace {

/// One number a rank, such as "0 0 1 1".
template <class Of> std::string perRank(const std::vector<int>& placement, Of of)
{
    std::string text;
    for (const int gpu : placement)
        text += (text.empty() ? "" : " ") + std::to_string(of(gpu));
    return text;
}

std::string head(const ProcessGrid& grid)
{
    std::string text = "#!/bin/bash\n";
    for (const auto& [name, value] : {std::pair{"nodes", grid.nodes}, {"ntasks-per-node", grid.perNode}, {"gpus-per-node", grid.perNode}})
        text += "#SBATCH --" + std::string{name} + '=' + std::to_string(value) + '\n';
    return text + "#SBATCH --exclusive\n";
}

/// What gives every rank its GPU: its number on the node, or the plan's.
std::string rankScript(bool placed)
{
    return "cat > rank.sh << 'END'\n#!/bin/bash\n" + std::string{placed ? "gpus=($GPU_OF_RANK)\n" : ""} +
           "export WORLD_SIZE=$SLURM_NTASKS RANK=$SLURM_PROCID LOCAL_RANK=0\n" + "export CUDA_VISIBLE_DEVICES=" +
           (placed ? "${gpus[$SLURM_PROCID]}" : "$SLURM_LOCALID") + "\nexec \"$@\"\nEND\nchmod +x rank.sh\n";
}

/// The nodes' names by rank in a file that srun follows.
std::string placementLines(const std::vector<int>& placement, int perNode)
{
    return "# rank i runs on node NODE_OF_RANK[i], GPU GPU_OF_RANK[i]\nNODE_OF_RANK=\"" + perRank(placement, [&](int gpu) { return gpu / perNode; }) +
           "\"\nexport GPU_OF_RANK=\"" + perRank(placement, [&](int gpu) { return gpu % perNode; }) +
           "\"\nhosts=($(scontrol show hostnames \"$SLURM_JOB_NODELIST\"))\n"
           "for node in $NODE_OF_RANK; do echo \"${hosts[$node]}\"; done > hosts.txt\nexport SLURM_HOSTFILE=$PWD/hosts.txt\n";
}

std::string write(const LaunchInput& input, std::vector<std::string>& gaps)
{
    const std::string megatron = writeMegatron(input, gaps);
    const auto& placement = input.scenario.placement;
    std::erase_if(gaps, [&](const std::string& gap) { return (placement && gap.starts_with("the placement of ranks")) || gap.starts_with("the nodes' names"); });
    const ProcessGrid grid = processGrid(input);
    const int perNode = std::max(1, input.inputs.cluster.gpusPerNode);
    const long long world = input.scenario.parallelism.worldSize();
    std::string text = head(placement ? ProcessGrid{.nodes = *std::max_element(placement->begin(), placement->end()) / perNode + 1, .perNode = perNode} : grid);
    for (const std::string& gap : gaps)
        text += "# not said by this script: " + gap + '\n';
    text += "export MASTER_ADDR=$(scontrol show hostnames \"$SLURM_JOB_NODELIST\" | head -n 1) MASTER_PORT=29500\n";
    if (placement)
        text += placementLines(*placement, perNode);
    text += rankScript(placement.has_value());
    const std::string_view arguments = std::string_view{megatron}.substr(megatron.find("pretrain_gpt.py"));
    return text + "srun --ntasks " + std::to_string(world) + (placement ? " --distribution=arbitrary" : " --ntasks-per-node " + std::to_string(grid.perNode)) +
           " ./rank.sh python " + std::string{arguments};
}

} // namespace

LaunchEngine slurmEngine()
{
    return {.target = LaunchTarget::Slurm,
            .version = "Slurm with Megatron Core 0.14",
            .software = megatronSoftware,
            .training = true,
            .write = write,
            .isProgram = [](std::string_view) { return false; }, // a script is read by the command inside it
            .read = readMegatron};
}

} // namespace shardscape
