// SPDX-License-Identifier: GPL-3.0-or-later
// The inner loops of a search: all candidates of one pipeline in one block. Internal to core/search; one object per thread.
#pragma once

#include "search/pareto_front.h"

namespace shardscape {

struct SearchUnit {
    std::size_t block = 0;
    std::size_t pipeline = 0;
};

struct UnitCounts {
    std::uint64_t looked = 0, legal = 0, timed = 0, bounded = 0;
    std::map<std::string, std::uint64_t, std::less<>> rejected;

    void reject(std::string_view reason, std::uint64_t times = 1);
    void add(const UnitCounts& other);
};

struct UnitOutcome {
    std::vector<SearchPoint> points; ///< that may belong to the result
    UnitCounts counts;
};

class BlockSearch {
public:
    BlockSearch(const CandidateList& candidates, const std::shared_ptr<const Inputs>& inputs, const SearchRequest& request,
                const std::atomic<bool>* stop, std::atomic<std::uint64_t>& looked)
        : m_candidates{candidates}, m_space{candidates.space()}, m_inputs{*inputs}, m_request{request}, m_stop{stop}, m_looked{looked},
          m_evaluator{inputs}, m_scenario{candidates.base()}
    {
    }

    /// \param known the front of the units that were done before
    [[nodiscard]] UnitOutcome run(const SearchUnit& unit, const ParetoFront& known);

private:
    void walkTraining(std::uint64_t number, const CandidateList::Block& block);
    void walkInference(std::uint64_t number, const CandidateList::Block& block);
    /// Calls visit(PlanVariant) for every choice of recomputation, ZeRO stage and offload.
    template <class Visit> void forEachVariant(Visit visit);
    void considerEach(std::uint64_t number);
    void considerVariants(std::uint64_t number);
    /// \param reason why the evaluator cannot take it; empty where it can
    void consider(std::uint64_t number, std::string_view reason);
    [[nodiscard]] std::uint64_t variants() const { return m_space.recompute.size() * m_space.zeroStage.size() * m_space.offload.size(); }
    void judge(std::uint64_t number);
    [[nodiscard]] bool isStopped() const { return m_stop != nullptr && m_stop->load(std::memory_order_relaxed); }
    [[nodiscard]] bool isSurpassed(std::uint64_t number, const PlanFigures& bound) const;
    [[nodiscard]] bool mustNotStay(const PlanFigures& figures);
    [[nodiscard]] SearchPoint pointOf(std::uint64_t number, const PlanFigures& figures) const;
    void count(std::uint64_t candidates);

    const CandidateList& m_candidates;
    const SearchSpace& m_space;
    const Inputs& m_inputs;
    const SearchRequest& m_request;
    const std::atomic<bool>* m_stop;
    std::atomic<std::uint64_t>& m_looked;
    PlanEvaluator m_evaluator;
    Scenario m_scenario;
    int m_gpus = 1;
    const ParetoFront* m_known = nullptr;
    std::optional<ParetoFront> m_own;
    UnitCounts m_counts;
};

} // namespace shardscape
