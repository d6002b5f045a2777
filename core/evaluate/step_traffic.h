// SPDX-License-Identifier: GPL-3.0-or-later
// The collectives of a training step or a serving pass as volumes for the link map, each as a number of calls and the size of one call:
// the same sizes that the times price. Internal to core/evaluate.
#pragma once

#include "cost/traffic.h"
#include "derivation/derivation.h"
#include "evaluate/inference.h"
#include "evaluate/training_context.h"

namespace shardscape {

/// One kind of collective in the period that is looked at.
struct CollectiveCount {
    AxisTraffic volume;
    double calls = 0;        ///< by one group on each pipeline stage, all stages together
    double bytesPerCall = 0; ///< as nccl-tests counts; the mean where stages differ (gradients)
};

/// Collects calls of one size by stage; calls of the same kind and size are added up.
class CollectiveCounts {
public:
    /// \param volume axis, group, op and network share of the collective; \param calls [stage] of one group
    void add(AxisTraffic volume, const std::vector<double>& calls, double bytesPerCall);
    /// Sends to the next and to the previous stage, [stage] of one rank.
    void addSends(const std::vector<double>& next, const std::vector<double>& previous, double bytesPerCall);
    /// Collectives whose size differs by stage; `calls` of each stage make up its bytes.
    void addUneven(AxisTraffic volume, double callsPerStage);
    [[nodiscard]] std::vector<CollectiveCount> take() { return std::move(m_list); }

private:
    std::vector<CollectiveCount> m_list;
};

/// Of one training step. Sources: Korthikanti et al. 2022 (tensor and sequence), Narayanan et al. 2021 (pipeline), Rajbhandari et al. 2020
/// (ZeRO), Liu et al. 2023 (ring attention), DeepSeek-V3 (dispatch and combine). A mirrored schedule sends each micro-batch through one of
/// the two model copies of a stage; full recomputation repeats the collectives of the forward pass.
[[nodiscard]] std::vector<CollectiveCount> trainingTraffic(const TrainingContext& context);

/// Of one prefill of a prompt plus one decode step with `running` sequences a replica.
[[nodiscard]] std::vector<CollectiveCount> inferenceTraffic(const ServingContext& context, double running, double freshTokens);

/// Sends of one rank to its neighbors: [stage] to the next and to the previous one, in activations per micro-batch.
struct StageSends {
    std::vector<double> next, previous;
};
[[nodiscard]] StageSends stageSends(const Plan& plan, bool backward);

/// Explains the bytes of every axis by its collectives, and each of them by groups, members, calls and size. No-op without a log.
void recordTraffic(const std::vector<CollectiveCount>& collectives, const Plan& plan, bool training, DerivationLog* log);

} // namespace shardscape
