// SPDX-License-Identifier: GPL-3.0-or-later
// The training step: stage times through the schedule, then gradients, parameters and optimizer, and the account of where every second
// goes. Internal to core/evaluate.
#pragma once

#include "evaluate/step_parts.h"

namespace shardscape {

/// The step and what its parts came from.
struct TrainingStep {
    TrainingReport report;
    PipelineTimes pipeline;
    std::vector<double> inFlight; ///< by stage, micro-batches until the weight gradient
    Timeline timeline;            ///< with its lanes, where they were asked for
    StepLanes lanes;
    Work bottleneck; ///< of one micro-batch on the fullest stage, all its chunks
    int bottleneckStage = 0;
    DataParallelTimes tail; ///< of the stage whose exposed data-parallel part and optimizer take longest
    double sendSeconds = 0; ///< one activation between stages, mean of the boundaries
    double stragglerFactor = 1;
    double meanPeakFlops = 0; ///< dense bf16 peak per second of a GPU, on average over the ranks
    std::vector<PaceGap> paceGaps;
};

/// What to make beside the numbers.
struct StepRecord {
    DerivationLog* log = nullptr; ///< derivations "training/..." and "pipeline/..."
    bool timeline = false;
};

/// Simulates the schedule and adds up the step. Problems: those of the schedule (path /parallelism/schedule), and
/// "no-network" when groups span nodes without NICs.
[[nodiscard]] Result<TrainingStep> simulateTraining(const TrainingContext& context, const StepRecord& record = {});

/// Records how the numbers of a step came about (training_derivations.cpp).
void recordTraining(const TrainingStep& step, const TrainingContext& context, DerivationLog& log);

/// On unlike nodes, the context whose kind sets the pace of a stage; else the context itself.
[[nodiscard]] const TrainingContext& paceSetter(const TrainingContext& context, int stage);

/// Stages on several kinds of nodes, and what the slower ones cost; largest loss first. Empty when all nodes are alike.
[[nodiscard]] std::vector<PaceGap> trainingPaceGaps(const TrainingContext& context, const std::vector<Work>& chunks);

/// Work of one micro-batch on a stage, all chunks; a mirrored schedule sends every micro-batch through one of the two copies.
[[nodiscard]] Work stageWork(const std::vector<Work>& chunks, const TrainingContext& context, int stage);

/// Seconds of a part of the breakdown; 0 when there is none of that name.
[[nodiscard]] double partSeconds(const std::vector<TimePart>& parts, std::string_view name);

} // namespace shardscape
