// SPDX-License-Identifier: GPL-3.0-or-later
// Scenarios for tests of launch commands.
#pragma once

#include "launch/launch.h"
#include "support/preset_folder.h"

#include <random>

namespace shardscape::test {

inline Scenario servingBase()
{
    Scenario scenario;
    scenario.title = "serve";
    scenario.model.preset = "llama-3.1-70b";
    scenario.cluster.preset = "dgx-h100";
    scenario.workload.kind = InferenceWorkload{.promptTokens = 2048, .outputTokens = 256, .concurrency = 32};
    return scenario;
}

inline Scenario trainingBase()
{
    Scenario scenario;
    scenario.title = "train";
    scenario.model.preset = "llama-3.1-70b";
    scenario.cluster.preset = "dgx-h100";
    scenario.cluster.nodes = 8;
    scenario.workload.kind = TrainingWorkload{.sequenceTokens = 8192, .microBatch = 1, .globalBatch = 128};
    return scenario;
}

inline QString textOf(const Problems& problems)
{
    QStringList all;
    for (const Problem& problem : problems)
        all << QString::fromStdString(problem.path + ": " + problem.message + " (" + problem.hint + ")");
    return all.join(QLatin1Char('\n'));
}

/// A random number out of a list.
template <class T> T pick(std::mt19937& random, std::initializer_list<T> choices)
{
    return *(choices.begin() + std::uniform_int_distribution<std::size_t>(0, choices.size() - 1)(random));
}

} // namespace shardscape::test
