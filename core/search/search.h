// SPDX-License-Identifier: GPL-3.0-or-later
// The search: all plans of a space, the best of them by two objectives, exactly, and why the others are not. Nothing is sampled and
// nothing is rounded: a plan is passed over only where a bound of its figures (a step no schedule of its work can beat, its exact memory)
// is no better than a plan that was already found. The result is the same for any number of threads.
//
// Use: make a CandidateList (its size() is the count before the start), fill a SearchRequest, call search() on a thread of your own. The
// progress callback is called from the search's threads, never from two at once; it may copy what it is given and must not block. Setting
// `stop` ends the search within the time of one evaluation and keeps what was found.
#pragma once

#include "search/objective.h"
#include "search/search_space.h"

#include <atomic>
#include <functional>
#include <map>

namespace shardscape {

struct SearchRequest {
    std::array<PlanQuantity, 2> objectives{PlanQuantity::StepTime, PlanQuantity::MemoryHeadroom};
    std::vector<PlanLimit> limits{};
    bool mustFit = true; ///< rejects plans beyond the memory; else they stay and are marked
    std::size_t top = 0; ///< also list that many best plans by the first objective, then the second
    int threads = 0;     ///< 0 = as many as the machine has
};

/// A plan that was found.
struct SearchPoint {
    std::uint64_t number = 0; ///< of the candidate, see CandidateList::scenarioOf()
    PlanFigures figures{};
    int gpus = 1;
    std::array<double, 2> objective{}; ///< values of the request's objectives
    std::vector<std::size_t> missed{}; ///< soft limits it misses, as indices into the request's
    bool operator==(const SearchPoint&) const = default;
};

struct SearchProgress {
    std::uint64_t done = 0;
    std::uint64_t candidates = 0;
    double seconds = 0;        ///< since the start
    double plansPerSecond = 0; ///< so far
    double secondsLeft = 0;    ///< at this rate
    const std::vector<SearchPoint>& front; ///< so far, valid during the call
};

struct SearchResult {
    std::vector<SearchPoint> front; ///< by the first objective, best first; of plans equal in both the one with the lowest number
    std::vector<SearchPoint> top;   ///< best first
    std::uint64_t candidates = 0;
    std::uint64_t looked = 0;  ///< candidates that were looked at: all unless stopped
    std::uint64_t legal = 0;   ///< of these, plans that can be set up
    std::uint64_t timed = 0;   ///< of these, plans whose figures were worked out in full
    std::uint64_t bounded = 0; ///< plans that were passed over because their bound is no better than a plan found
    /// Why candidates were rejected: code of the first problem, "does-not-fit", or "limit: <quantity>" for hard limits.
    std::map<std::string, std::uint64_t, std::less<>> rejected;
    double seconds = 0;
    bool isComplete = false; ///< false when it was stopped
};

using SearchProgressCallback = std::function<void(const SearchProgress&)>;

/// Problems: "objective-workload" where an objective or limit has no meaning for the kind of workload, "equal-objectives", "empty-space".
[[nodiscard]] Result<SearchResult> search(const CandidateList& candidates, const std::shared_ptr<const Inputs>& inputs,
                                          const SearchRequest& request, const SearchProgressCallback& progress = {},
                                          const std::atomic<bool>* stop = nullptr);

} // namespace shardscape
