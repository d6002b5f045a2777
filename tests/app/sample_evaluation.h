// SPDX-License-Identifier: GPL-3.0-or-later
// An evaluation put together by hand, for tests of pictures: figures are chosen so that positions and sums can be checked by head, not to
// be realistic. Tests of numbers use real scenarios.
#pragma once

#include "evaluate/evaluation.h"

#include <QString>

#include <cstdlib>
#include <memory>
#include <optional>

namespace shardscape {

struct SampleShape {
    int tp = 4, pp = 2, dp = 2;
    int gpusPerNode = 8;
    int nodes = 2;
    std::vector<int> placement = {};
    std::vector<int> outOfOrder = {};
};

/// Training on 80 GiB GPUs. Stage s holds 10 GiB of weights, 5 of gradients, 20 of optimizer states, 16 - 2 s of activations, 1 of buffers
/// and 2 of overhead. The step takes 1 s: 0.6 compute, 0.1 TP, 0.05 PP, 0.2 bubble, 0.05 optimizer.
inline Evaluation sampleTraining(const SampleShape& shape = {})
{
    Evaluation evaluation;
    evaluation.scenario.title = "Sample";
    evaluation.scenario.model.preset = "llama-3.1-70b";
    evaluation.scenario.cluster = {"dgx-h100", shape.nodes, {}, {}};
    Parallelism& parallelism = evaluation.scenario.parallelism;
    parallelism.tp = shape.tp;
    parallelism.pp = shape.pp;
    parallelism.dp = shape.dp;
    if (!shape.placement.empty())
        evaluation.scenario.placement = shape.placement;

    auto inputs = std::make_shared<Inputs>();
    inputs->model.name = "Sample model";
    inputs->cluster.name = "Sample cluster";
    inputs->cluster.gpusPerNode = shape.gpusPerNode;
    inputs->cluster.nodes = shape.nodes;
    inputs->cluster.outOfOrder = shape.outOfOrder;
    inputs->cluster.accelerator.name = "Sample GPU";
    inputs->cluster.accelerator.memory = Bytes::fromGiB(80);
    evaluation.inputs = inputs;
    StageLayout layout;
    layout.stages = shape.pp;
    layout.chunk.resize(static_cast<std::size_t>(shape.pp));
    evaluation.plan = std::make_shared<Plan>(Plan{parallelism, 1, DeviceMesh(parallelism, 1, shape.placement), layout, 8, {}});
    evaluation.ranks = evaluation.plan->mesh.ranks();
    evaluation.fits = true;
    evaluation.parameters = evaluation.activeParameters = 70e9;

    evaluation.memory.capacity = Bytes::fromGiB(80);
    for (int stage = 0; stage < shape.pp; ++stage) {
        StageMemory memory;
        memory[MemoryPart::Weights] = Bytes::fromGiB(10);
        memory[MemoryPart::Gradients] = Bytes::fromGiB(5);
        memory[MemoryPart::Optimizer] = Bytes::fromGiB(20);
        memory[MemoryPart::Activations] = Bytes::fromGiB(std::max(1.0, 16.0 - 2.0 * stage));
        memory[MemoryPart::Buffers] = Bytes::fromGiB(1);
        memory[MemoryPart::Overhead] = Bytes::fromGiB(2);
        memory.inFlightMicrobatches = shape.pp - stage;
        evaluation.memory.byStage.push_back(memory);
    }
    evaluation.memory.peak = evaluation.memory.byStage.front().total();

    TrainingReport training;
    training.step = Seconds::fromSeconds(1);
    training.breakdown = {{"compute", Seconds::fromSeconds(0.6)},     {"recompute", Seconds{}},
                          {"tp_exposed", Seconds::fromSeconds(0.1)},  {"cp_exposed", Seconds{}},
                          {"ep_exposed", Seconds{}},                  {"pp_exposed", Seconds::fromSeconds(0.05)},
                          {"dp_exposed", Seconds{}},                  {"bubble", Seconds::fromSeconds(0.2)},
                          {"optimizer", Seconds::fromSeconds(0.05)},  {"other", Seconds{}}};
    evaluation.training = training;
    evaluation.pipeline = {ScheduleKind::OneFOneB, shape.pp, 8, 0.2, Seconds::fromSeconds(0.9)};
    return evaluation;
}

/// Where a test puts pictures for a person to look at: the folder in SHARDSCAPE_SHOTS, or nothing.
inline std::optional<QString> shotFile(const QString& name)
{
    const QString folder = qEnvironmentVariable("SHARDSCAPE_SHOTS");
    if (folder.isEmpty())
        return std::nullopt;
    return folder + QLatin1Char('/') + name;
}

} // namespace shardscape
