// SPDX-License-Identifier: GPL-3.0-or-later
// Gradient reduction, parameter gathering and the optimizer at the end of a training step, and FSDP's traffic inside it; what of it shows
// beside the computation. Internal to core/evaluate.
#pragma once

#include "cost/collective.h"
#include "evaluate/layer_work.h"
#include "evaluate/rank_parameters.h"

namespace shardscape {

/// Volumes of one rank, bytes of the full vector of each collective.
struct DataParallelVolume {
    double denseGradients = 0, denseParameters = 0;
    double expertGradients = 0, expertParameters = 0;
};

/// Times of one stage.
struct DataParallelTimes {
    double reduceSeconds = 0;                     ///< reduce-scatter (or all-reduce) of the gradients, once per step or per micro-batch
    double gatherSeconds = 0;                     ///< all-gather of parameters
    double windowForward = 0, windowBackward = 0; ///< computation they may hide under
    double firstGather = 0, lastReduce = 0;       ///< of the first and last bucket, which no computation can run beside
    double reduceShown = 0, gatherShown = 0;      ///< of them, per step
    double reduceHidden = 0, gatherHidden = 0;    ///< under the passes, per step
    double hidingCost = 0;                        ///< what the hidden part takes from the passes it runs beside
    double replicaSeconds = 0;                    ///< HSDP's reduction over the replicas
    double exposedPerStep = 0;                    ///< shown + hiding cost + replicas
    double exposedPerMicrobatch = 0; ///< FSDP without pipeline
    double hostUpdateSeconds = 0;    ///< of an optimizer in host memory: transfers that show, and the update
    double optimizerSeconds = 0;     ///< with hostUpdateSeconds
};

/// Gradient bytes of a tied embedding on one rank, which first and last stage sum; 0 without a pipeline or a tie.
[[nodiscard]] double tiedEmbeddingBytes(const TrainingContext& context);

/// How gradients are summed over DataShard and ExpertDp groups: all-reduce without ZeRO and in software that reduces whole gradients under
/// ZeRO 1 and 2, reduce-scatter otherwise.
[[nodiscard]] CollectiveOp gradientCollective(const TrainingContext& context);

[[nodiscard]] DataParallelVolume dataParallelVolume(const RankParameters& parameters, const TrainingContext& context);

/// \param forward, backward seconds of one micro-batch on the stage, all its chunks
/// With overlap: exposed = max(last bucket, RS - window_B) + max(first bucket, AG - window_F) + hidden_dp_cost * what hides; the window is the pass of ONE
/// micro-batch; when interleaved p (v-1)/v of it, since a chunk is done with the step's last p micro-batches while the other v - 1 chunks
/// still work on them; 1/2 for a plain pipeline. FSDP (Zhao et al. 2023, arXiv 2304.11277) gathers twice and
/// reduces once per micro-batch, under a pipeline once per step.
[[nodiscard]] DataParallelTimes dataParallelTimes(const RankParameters& parameters, double forward, double backward,
                                                  const TrainingContext& context);

} // namespace shardscape
