// SPDX-License-Identifier: GPL-3.0-or-later
// What a person asks a search for, as texts: the same on the command line and in the window. Made into a space and a request by
// prepareSearch(). Values; any thread.
#pragma once

#include "search/search.h"

#include <memory>
#include <string>
#include <vector>

namespace shardscape {

/// "tpot<=0.05": of a quantity, or of a degree, which is then taken out of the space.
struct LimitText {
    std::string text;
    bool isSoft = false;
    bool operator==(const LimitText&) const = default;
};

struct SearchSetup {
    std::optional<std::array<PlanQuantity, 2>> objectives; ///< nothing = defaultObjectives()
    std::vector<std::string> fixed;                        ///< texts of fixInput()
    std::vector<LimitText> limits;
    bool mustFit = true;
    std::size_t top = 0;
    int threads = 0;
    bool operator==(const SearchSetup&) const = default;
};

/// Step time and memory headroom for training; tokens/s/GPU and interactivity for inference.
[[nodiscard]] std::array<PlanQuantity, 2> defaultObjectives(bool training);

/// All that search() needs; kept together because the candidates belong to the inputs.
struct PreparedSearch {
    std::shared_ptr<const Inputs> inputs;
    CandidateList candidates; ///< size() is the count before the start
    SearchRequest request;
};

/// Problems: all of fixInput(), readLimit() and of the request.
[[nodiscard]] Result<PreparedSearch> prepareSearch(const SearchSetup& setup, const Scenario& scenario, std::shared_ptr<const Inputs> inputs);

/// The scenario without what a search chooses and what does not change its result (title, note, view, placement): two scenarios with the
/// same basis have the same search.
[[nodiscard]] Scenario searchBasis(Scenario scenario);

} // namespace shardscape
