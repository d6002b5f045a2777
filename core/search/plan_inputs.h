// SPDX-License-Identifier: GPL-3.0-or-later
// The inputs a search chooses, as texts: for tables, exports, differences and the options of the command line. Pure, any thread.
#pragma once

#include "search/objective.h"
#include "search/search_space.h"

#include <string>
#include <string_view>

namespace shardscape {

/// An input of a plan as its scenario says it.
struct PlanInput {
    std::string_view key;  ///< the name in options and columns: "tp", "micro_batch"
    std::string_view path; ///< in the scenario file: "/parallelism/tp"
    std::string value;
    bool operator==(const PlanInput&) const = default;
};

/// All inputs a search may choose for the scenario's kind of workload, always the same keys in the same order.
[[nodiscard]] std::vector<PlanInput> planInputs(const Scenario& scenario);

/// An input in which two plans differ.
struct PlanDifference {
    std::string_view path;
    std::string own;
    std::string other;
    bool operator==(const PlanDifference&) const = default;
};
[[nodiscard]] std::vector<PlanDifference> planDifferences(const Scenario& own, const Scenario& other);

/// Fixes one input: "tp=8", "schedule=1f1b,interleaved", "recompute=none,full:4", "axis_order=tp-cp-ep-dp-pp", or the key alone for the
/// scenario's own value. Problems: unknown key (with the nearest and all allowed), values that cannot be read.
[[nodiscard]] Result<void> fixInput(SearchSpace& space, std::string_view text, const Scenario& scenario);

/// A limit such as "tpot<=0.05" or "memory-headroom>=4e9" of a quantity, or "tp<=8" of a degree, which is taken out of the space at once.
/// \return the limit of a quantity; nothing for a degree. Problems: as fixInput()
[[nodiscard]] Result<std::optional<PlanLimit>> readLimit(SearchSpace& space, std::string_view text, bool isSoft);

/// Two objectives, such as "step-time,memory-headroom".
[[nodiscard]] Result<std::array<PlanQuantity, 2>> readObjectives(std::string_view text);

} // namespace shardscape
