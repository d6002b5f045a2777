// SPDX-License-Identifier: GPL-3.0-or-later
// The training step: stage times through the schedule, then gradients, parameters and optimizer, and the account of where every second
// goes. Internal to core/evaluate.
#pragma once

#include "evaluate/data_parallel.h"
#include "evaluate/evaluation.h"
#include "schedule/schedule.h"

namespace shardscape {

/// The step and what its parts came from.
struct TrainingStep {
    TrainingReport report;
    PipelineReport pipeline;
    Timeline timeline;
    TimelineSummary summary;
    std::vector<Work> chunks; ///< work of one micro-batch, [stage * chunks + chunk]
    Work bottleneck;          ///< of one micro-batch on the fullest stage, all its chunks
    int bottleneckStage = 0;
    DataParallelTimes dataParallel; ///< of the stage whose exposed part and optimizer take longest
    double pipelineSeconds = 0;     ///< of the schedule in the step: its makespan, or the longest stage's span without a barrier
    double sendSeconds = 0;         ///< one activation between stages, mean of the boundaries
    double stragglerFactor = 1;
};

/// Simulates the schedule and adds up the step. Problems: those of the schedule (path /parallelism/schedule), and
/// "no-network" when groups span nodes without NICs.
/// Derivations "training/..." and "pipeline/..." when log is not null.
[[nodiscard]] Result<TrainingStep> simulateTraining(const TrainingContext& context, DerivationLog* log);

/// Records how the numbers of a step came about (training_derivations.cpp).
void recordTraining(const TrainingStep& step, const TrainingContext& context, DerivationLog& log);

/// Seconds of a part of the breakdown; 0 when there is none of that name.
[[nodiscard]] double partSeconds(const std::vector<TimePart>& parts, std::string_view name);

} // namespace shardscape
