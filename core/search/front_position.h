// SPDX-License-Identifier: GPL-3.0-or-later
// "Why is my plan not on the front?": where a plan stands beside the result of a search. Pure, any thread.
#pragma once

#include "search/plan_inputs.h"
#include "search/search.h"

namespace shardscape {

struct FrontPosition {
    Problems problems;                       ///< of a plan that is not legal; all else is empty then
    std::vector<std::string> broken;         ///< hard limits it breaks, "does-not-fit" among them
    SearchPoint own;                         ///< its figures; number has no meaning
    bool isOnFront = false;                  ///< as good as a plan of the front, or better than all
    std::optional<SearchPoint> nearest;      ///< the plan of the front that dominates it and differs in the fewest inputs
    std::vector<PlanDifference> differences; ///< the inputs that differ from it
};

/// \param plan any plan of the same model, cluster and workload; it need not be in the space
[[nodiscard]] FrontPosition positionOf(const Scenario& plan, const CandidateList& candidates, const std::shared_ptr<const Inputs>& inputs,
                                       const SearchRequest& request, const SearchResult& result);

} // namespace shardscape
