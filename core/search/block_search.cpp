// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/block_search.h"

#include <cmath>
#include <utility>

namespace shardscape {
namespace {

constexpr std::string_view doesNotFit = "does-not-fit";
constexpr std::string_view endlessStep = "endless-step";

std::string limitReason(const PlanLimit& limit) { return "limit: " + std::string{toText(limit.quantity)}; }

} // namespace

void UnitCounts::reject(std::string_view reason, std::uint64_t times)
{
    const auto entry = rejected.find(reason);
    if (entry != rejected.end())
        entry->second += times;
    else
        rejected.emplace(reason, times);
}

void UnitCounts::add(const UnitCounts& other)
{
    looked += other.looked;
    legal += other.legal;
    timed += other.timed;
    bounded += other.bounded;
    for (const auto& [reason, times] : other.rejected)
        reject(reason, times);
}

UnitOutcome BlockSearch::run(const SearchUnit& unit, const ParetoFront& known)
{
    m_known = &known;
    m_own.emplace(m_request, m_request.top);
    m_counts = {};
    const CandidateList::Block& block = m_candidates.blocks()[unit.block];
    const std::vector<CandidateList::Pipeline>& pipelines = m_candidates.pipelines(block);
    const CandidateList::Pipeline& pipeline = pipelines[unit.pipeline];
    m_candidates.place(block, m_scenario);
    Parallelism& p = m_scenario.parallelism;
    p.schedule = pipeline.schedule;
    p.vpp = pipeline.vpp;
    p.stageLayers = pipeline.stageLayers;
    m_gpus = static_cast<int>(p.worldSize());
    const std::uint64_t first = block.first + block.size / pipelines.size() * unit.pipeline;
    if (m_scenario.workload.training() != nullptr)
        walkTraining(first, block);
    else
        walkInference(first, block);
    return {m_own->points(), std::move(m_counts)};
}

void BlockSearch::count(std::uint64_t candidates)
{
    m_counts.looked += candidates;
    m_looked.fetch_add(candidates, std::memory_order_relaxed);
}

/// In the order in which CandidateList numbers them.
void BlockSearch::walkTraining(std::uint64_t number, const CandidateList::Block& block)
{
    auto& workload = std::get<TrainingWorkload>(m_scenario.workload.kind);
    for (const int microBatch : m_space.microBatch) {
        workload.microBatch = microBatch;
        for (std::size_t sequence = 0; sequence < m_candidates.sequenceChoices(block); ++sequence) {
            m_scenario.parallelism.sequenceParallel = m_space.sequenceParallel[sequence];
            if (m_scenario.parallelism.hsdpShard)
                considerEach(number);
            else
                considerVariants(number);
            number += variants();
        }
    }
}

template <class Visit> void BlockSearch::forEachVariant(Visit visit)
{
    for (const Recompute& recompute : m_space.recompute)
        for (const int zero : m_space.zeroStage)
            for (const bool offload : m_space.offload) {
                if (isStopped())
                    return;
                visit(PlanVariant{recompute, zero, offload});
            }
}

/// With HSDP the ZeRO stage decides about a plan's legality.
void BlockSearch::considerEach(std::uint64_t number)
{
    auto& workload = std::get<TrainingWorkload>(m_scenario.workload.kind);
    forEachVariant([&](const PlanVariant& variant) {
        workload.recompute = variant.recompute;
        workload.offload = variant.offload;
        m_scenario.parallelism.zeroStage = variant.zeroStage;
        consider(number++, m_evaluator.select(m_scenario.parallelism, m_scenario.workload));
    });
}

/// Plans that differ in recomputation, ZeRO stage and offload alone are legal together or not at all.
void BlockSearch::considerVariants(std::uint64_t number)
{
    const std::string_view reason = m_evaluator.select(m_scenario.parallelism, m_scenario.workload);
    if (!reason.empty()) {
        count(variants());
        m_counts.reject(reason, variants());
        return;
    }
    forEachVariant([&](const PlanVariant& variant) {
        consider(number++, m_evaluator.vary(variant));
    });
}

void BlockSearch::walkInference(std::uint64_t number, const CandidateList::Block& block)
{
    auto& workload = std::get<InferenceWorkload>(m_scenario.workload.kind);
    for (const int concurrency : m_space.concurrency)
        for (const std::optional<int>& chunk : m_space.chunkedPrefillTokens)
            for (const CandidateList::Pools& pools : m_candidates.pools(block)) {
                if (isStopped())
                    return;
                workload.concurrency = concurrency;
                workload.chunkedPrefillTokens = chunk;
                workload.disaggregated = pools;
                consider(number++, m_evaluator.select(m_scenario.parallelism, m_scenario.workload));
            }
}

void BlockSearch::consider(std::uint64_t number, std::string_view reason)
{
    count(1);
    if (!reason.empty()) {
        m_counts.reject(reason);
        return;
    }
    ++m_counts.legal;
    judge(number);
}

/// Whether figures, or a bound of them, break a hard limit or the memory. Counts the reason.
bool BlockSearch::mustNotStay(const PlanFigures& figures)
{
    if (m_request.mustFit && !figures.fits) {
        m_counts.reject(doesNotFit);
        return true;
    }
    for (const PlanLimit& limit : m_request.limits) {
        if (limit.isSoft || meets(limit, quantityOf(limit.quantity, figures, m_gpus, m_inputs.cluster.accelerator)))
            continue;
        m_counts.reject(limitReason(limit));
        return true;
    }
    return false;
}

/// Whether a plan of these figures at best is no better than plans that were found.
bool BlockSearch::isSurpassed(std::uint64_t number, const PlanFigures& bound) const
{
    SearchPoint best = pointOf(number, bound);
    best.missed.clear(); // the plan itself may miss more, never fewer than none
    const PointScore score = m_known->scoreOf(best);
    return m_known->surpasses(score) || m_own->surpasses(score);
}

void BlockSearch::judge(std::uint64_t number)
{
    const bool training = m_scenario.workload.training() != nullptr;
    if (training && m_request.mustFit && m_evaluator.knowsPeakFirst() &&
        m_evaluator.peak() > m_inputs.cluster.accelerator.memory) {
        m_counts.reject(doesNotFit);
        return;
    }
    const PlanFigures bound = m_evaluator.bound();
    if (!std::isfinite(bound.step.inSeconds())) {
        const Result<PlanFigures> never = m_evaluator.figures();
        m_counts.reject(never ? endlessStep : std::string_view{never.error().front().code});
        return;
    }
    if (mustNotStay(bound))
        return;
    if (isSurpassed(number, bound) || (training && isSurpassed(number, m_evaluator.closeBound()))) {
        ++m_counts.bounded;
        return;
    }
    const Result<PlanFigures> figures = m_evaluator.figures();
    if (!figures) {
        m_counts.reject(figures.error().front().code);
        return;
    }
    ++m_counts.timed;
    if (!mustNotStay(*figures))
        m_own->add(pointOf(number, *figures));
}

SearchPoint BlockSearch::pointOf(std::uint64_t number, const PlanFigures& figures) const
{
    const auto quantity = [&](PlanQuantity which) { return quantityOf(which, figures, m_gpus, m_inputs.cluster.accelerator); };
    SearchPoint point{.number = number,
                      .figures = figures,
                      .gpus = m_gpus,
                      .objective = {quantity(m_request.objectives[0]), quantity(m_request.objectives[1])},
                      .missed = {}};
    for (std::size_t i = 0; i < m_request.limits.size(); ++i)
        if (m_request.limits[i].isSoft && !meets(m_request.limits[i], quantity(m_request.limits[i].quantity)))
            point.missed.push_back(i);
    return point;
}

} // namespace shardscape
