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
    StepLanes lanes;
    TimelineSummary summary;
    std::vector<Work> chunks; ///< work of one micro-batch, [stage * chunks + chunk]
    Work bottleneck;          ///< of one micro-batch on the fullest stage, all its chunks
    int bottleneckStage = 0;
    int slowestStage = 0;           ///< whose exposed data-parallel part and optimizer take longest
    DataParallelTimes dataParallel; ///< of that stage
    double pipelineSeconds = 0;     ///< of the schedule in the step: its makespan, or the longest stage's span without a barrier
    double sendSeconds = 0;         ///< one activation between stages, mean of the boundaries
    double stragglerFactor = 1;
    double meanPeakFlops = 0; ///< dense bf16 peak per second of a GPU, on average over the ranks
    std::vector<PaceGap> paceGaps;
};

/// Simulates the schedule and adds up the step. Problems: those of the schedule (path /parallelism/schedule), and
/// "no-network" when groups span nodes without NICs.
/// Derivations "training/..." and "pipeline/..." when log is not null.
[[nodiscard]] Result<TrainingStep> simulateTraining(const TrainingContext& context, DerivationLog* log);

/// How much a bound of the step looks at.
enum class StepBound : unsigned char { Pipeline, PipelineAndTail };

/// A step that the plan cannot beat, without simulating its schedule: what all stages must do, and if asked for what shows of gradients,
/// parameters and optimizer behind it. Only its time and the rates that follow from it are filled; an infinite time where a transfer never
/// ends.
[[nodiscard]] TrainingReport fastestStep(const TrainingContext& context, const std::vector<Work>& chunks, StepBound bound);

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
