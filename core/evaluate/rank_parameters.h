// SPDX-License-Identifier: GPL-3.0-or-later
// Parameters that one rank of a stage holds before data-parallel sharding, split by the group that reduces their gradients. Internal to
// core/evaluate (memory has its own, finer account by component).
#pragma once

#include "plan/plan.h"

#include <vector>

namespace shardscape {

struct RankParameters {
    double dense = 0;   ///< reduced over dp x cp
    double experts = 0; ///< reduced over the replicas of an expert shard
    [[nodiscard]] double total() const { return dense + experts; }
};

/// By stage; both copies where a schedule keeps two (DualPipe).
[[nodiscard]] std::vector<RankParameters> rankParameters(const Plan& plan, const TransformerSpec& model);

} // namespace shardscape
