// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to evaluate/fixes: changes worth trying for a problem. Proposals may be illegal or useless; fixes.cpp tries them.
#pragma once

#include "evaluate/evaluation.h"
#include "evaluate/fixes.h"

#include <string>
#include <utility>
#include <vector>

namespace shardscape::detail {

/// When a proposal counts as a fix.
enum class FixGoal : unsigned char {
    Removes,       ///< the remark is gone and no token takes longer
    RemovesSlower, ///< the remark is gone; the plan may be slower
    Speeds,        ///< more tokens per second, by more than rounding; the remark may stay
};

struct FixProposal {
    std::string code;
    std::string label;
    Scenario scenario;
    int rank = 0; ///< the quickest of the lowest rank that is a fix is taken
};

class FixProposals {
public:
    explicit FixProposals(const Scenario& scenario) : m_scenario{scenario} {}

    /// Proposes the scenario as `change` leaves it, unless that is as it was.
    template <class Change> void add(std::string code, std::string label, int rank, Change change)
    {
        FixProposal proposal{std::move(code), std::move(label), m_scenario, rank};
        change(proposal.scenario);
        if (proposal.scenario != m_scenario)
            list.push_back(std::move(proposal));
    }

    FixGoal goal = FixGoal::Removes;
    std::vector<FixProposal> list;

private:
    const Scenario& m_scenario;
};

/// For a remark on a plan that runs.
[[nodiscard]] FixProposals proposalsFor(const Problem& remark, const Evaluation& evaluation, const StopQuestion& stopped);
/// For a problem of a plan that does not.
[[nodiscard]] FixProposals repairsFor(const Problem& problem, const Scenario& scenario, const Inputs& inputs);

} // namespace shardscape::detail
