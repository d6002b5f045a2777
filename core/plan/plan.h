// SPDX-License-Identifier: GPL-3.0-or-later
// A plan is a scenario that is legal: degrees resolved, mesh and stage layout made. Illegal ones stop here with all problems at once,
// each with its path and the nearest way out.
#pragma once

#include "plan/mesh.h"
#include "plan/scenario.h"
#include "plan/stage_layout.h"

namespace shardscape {

struct Plan {
    Parallelism parallelism;
    int etp = 1; ///< resolved: training takes tp where ep * tp divides tp * cp * dp, else 1; inference takes 1
    DeviceMesh mesh;
    StageLayout layout;
    int microbatches = 1; ///< per pipeline and step; training: global_batch / (micro_batch * dp)
    Problems notes;       ///< warnings and infos that arose while resolving
};

/// The expert tensor degree: the plan's own, or what null stands for (interface of the scenario file, "parallelism").
[[nodiscard]] int resolveEtp(const Parallelism& parallelism, bool training, const TransformerSpec& model);

/// Micro-batches of one pipeline and step. \pre the batch divides as checkTraining() asks
[[nodiscard]] int microbatchesOf(const Parallelism& parallelism, const Workload& workload);

/// Resolves and checks a scenario against its model and cluster.
/// Checks: world size against the cluster (smaller is allowed), tp against heads, pp against layers, ep against experts and the folding
/// rule, cp against the sequence, batch divisibility, axis order a permutation, placement a permutation into the GPUs, ZeRO with pipeline,
/// schedule against vpp and microbatches.
[[nodiscard]] Result<Plan> resolvePlan(const Scenario& scenario, const Inputs& inputs);

} // namespace shardscape
