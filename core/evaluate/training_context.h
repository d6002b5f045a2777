// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the training step's parts read, gathered once per evaluation: the plan, constants, shapes, group spans and which transfers
// are overlapped. Internal to core/evaluate.
#pragma once

#include "cost/ops.h"
#include "cost/step_network.h"
#include "evaluate/node_kinds.h"
#include "plan/plan.h"

#include <memory>
#include <vector>

namespace shardscape {

/// Which transfers hide: the user's switches over the software generation's habits.
struct Overlap {
    bool tp = false, dp = false, pp = false, cp = false, ep = false;
};

[[nodiscard]] inline Overlap resolveOverlap(const OverlapSwitches& switches, const SoftwareSpec& software)
{
    return {switches.tp.value_or(software.overlapTp), switches.dp.value_or(software.overlapDp), switches.pp.value_or(software.overlapPp),
            switches.cp.value_or(software.overlapCp), switches.ep.value_or(software.overlapEp)};
}

struct TrainingContext {
    const Plan& plan;
    const Inputs& inputs;
    const TrainingWorkload& workload;
    Efficiency efficiency;
    TrainingShape shape;
    StepNetwork network;
    Overlap overlap;
    GroupShape tp, cp, ep, etp, dataShard, dataReplica, expertDp, pp;
    std::vector<bool> stageLeavesDomain; ///< by stage: the way to the next one leaves the scale-up domain; the last goes back to the first
    std::shared_ptr<const UnlikeNodes<TrainingContext>> unlike; ///< null when all nodes are alike; the other members are then kind 0's
};

/// Why a time is not finite: groups without a network between their domains, or a machine with a rate of zero.
[[nodiscard]] Problem endlessTime(const ClusterSpec& cluster);

[[nodiscard]] TrainingShape trainingShape(const Plan& plan, const TrainingWorkload& workload, const SoftwareSpec& software);

[[nodiscard]] TrainingContext trainingContext(const Plan& plan, const Inputs& inputs, const TrainingWorkload& workload);

} // namespace shardscape
