// SPDX-License-Identifier: GPL-3.0-or-later
// A training step in parts that depend on few inputs each, so that a search can keep them: the work of a micro-batch by stage, the time of
// the pipeline, gradients and optimizer by stage, and the sum of all. Internal to core/evaluate; pure functions, any thread.
#pragma once

#include "evaluate/data_parallel.h"
#include "evaluate/evaluation.h"
#include "evaluate/variable_length.h"
#include "schedule/task_graph.h"

namespace shardscape {

/// What the passes of a micro-batch take. Depends neither on the ZeRO stage nor on offload.
struct StepWork {
    std::vector<Work> chunks;  ///< [stage * chunks + chunk]
    std::vector<Work> stages;  ///< of a stage, all its chunks
    int fullestStage = 0;
    double sendSeconds = 0;    ///< one activation between stages, mean of the boundaries
    ScheduleRequest schedule;  ///< with the times of its tasks
};
[[nodiscard]] StepWork stepWork(std::vector<Work> chunks, const TrainingContext& context);

/// An order ready to be timed.
struct StepOrder {
    TaskGraph graph;
    std::vector<double> tasks; ///< by class and slot, see tasksByClass()
};
/// Problems: those of the schedule, path /parallelism/schedule.
[[nodiscard]] Result<StepOrder> stepOrder(const ScheduleRequest& schedule);

/// The schedule in the step.
struct PipelineTimes {
    double seconds = 0;      ///< its makespan, or the longest stage's span without a barrier
    double withoutSends = 0; ///< the same if activations arrived at once
    double makespan = 0;
    double bubbleFraction = 0;                    ///< of the makespan, over all stages
    std::array<double, workPartCount> fullest{}; ///< where the fullest stage's passes spend their time
};
[[nodiscard]] PipelineTimes pipelineTimes(const StepWork& work, const StepOrder& order, TimingScratch& scratch);

/// What a stage adds behind the pipeline, at the pace of its slowest kind of node. \param parameters of a rank of the stage
[[nodiscard]] DataParallelTimes stageTail(const RankParameters& parameters, int stage, const StepWork& work, const TrainingContext& context);
/// Index of the one that adds most, the first of equal ones.
[[nodiscard]] std::size_t longestTail(const std::vector<DataParallelTimes>& tails, const TrainingContext& context);
/// Gradients of a tied embedding are summed over the first and last stage (Megatron's embedding group).
[[nodiscard]] double tiedEmbeddingSeconds(const TrainingContext& context);

/// True where a part of the step never ends.
[[nodiscard]] bool isEndless(const StepWork& work, const DataParallelTimes& tail, const TrainingContext& context);

/// Parts of a step in the order of the breakdown.
inline constexpr std::array<const char*, 10> stepPartNames{"compute",    "recompute", "tp_exposed", "cp_exposed", "ep_exposed",
                                                           "pp_exposed", "dp_exposed", "bubble",    "optimizer",  "other"};
struct StepSeconds {
    std::array<double, stepPartNames.size()> part{};
    double total = 0; ///< their sum
};
[[nodiscard]] StepSeconds addUp(const PipelineTimes& pipeline, const DataParallelTimes& tail, const TrainingContext& context);

/// How much longer a step takes because the slowest of many nodes sets the pace; 1 on one node.
[[nodiscard]] double stragglerFactor(const TrainingContext& context);

/// Dense bf16 peak of a GPU per second, mean over the ranks, since the step's FLOPs are compared with what all GPUs could do.
[[nodiscard]] double meanPeakFlops(const TrainingContext& context);
/// Fills what follows from report.step.
void addRates(TrainingReport& report, const StepTokens& tokens, const TrainingContext& context);

} // namespace shardscape
