// SPDX-License-Identifier: GPL-3.0-or-later
// What training frameworks have in common when a plan becomes a command and back. For the engines of this folder.
#pragma once

#include "launch/launch_engine.h"

namespace shardscape {

/// GPUs a plan needs, as nodes and processes a node.
struct ProcessGrid {
    long long nodes = 1;
    long long perNode = 1;
};

[[nodiscard]] ProcessGrid processGrid(const LaunchInput& input);

/// Says what no training command can: placement, imbalance, an axis order that is not one of the engine's.
/// \param orders axis orders that the engine has, innermost first
void addTrainingGaps(const LaunchInput& input, CommandWriter& writer, std::span<const std::array<Axis, axisCount>> orders);

/// Whether two orders arrange the ranks of a plan alike: axes of degree 1 do not count, and ep folds over the others.
[[nodiscard]] bool sameOrder(const Parallelism& parallelism, const std::array<Axis, axisCount>& other);

/// Makes the scenario one of training if it was not, with what the engine does by itself: degrees 1, no recomputation.
[[nodiscard]] TrainingWorkload& beginTraining(LaunchReading& reading, FlagReader& flags, std::string_view software);

/// Processes that torchrun, srun or mpirun start in front of the program; 0 = nothing says it. Problems are added to the reading.
[[nodiscard]] long long startedProcesses(LaunchReading& reading);

/// dp = processes over the other degrees, and the nodes they need; without processes dp fills the cluster at hand, which is assumed.
void fitDataParallel(LaunchReading& reading, FlagReader& flags, long long processes);

} // namespace shardscape
