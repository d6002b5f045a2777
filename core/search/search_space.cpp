// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/search_space.h"

#include "cost/group_shape.h"
#include "plan/divisors.h"
#include "plan/legality.h"
#include "plan/stage_layout.h"
#include "plan/virtual_stage.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace shardscape {
namespace {

using enum ScheduleKind;

constexpr int mostContext = 64;      ///< context-parallel ranks that a published run has used, and some more
constexpr int mostMicroBatch = 16;   ///< sequences
constexpr int mostConcurrency = 1024;
constexpr std::array usualChunks{1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16};
constexpr std::array usualFullLayers{1, 2, 4};
constexpr std::array usualPrefillTokens{512, 2048, 8192};
constexpr std::array usualPrefillShares{0.0, 0.25, 0.5};
constexpr std::array usualOrders{AxisOrder{Axis::Tp, Axis::Cp, Axis::Ep, Axis::Dp, Axis::Pp},
                                 AxisOrder{Axis::Tp, Axis::Cp, Axis::Ep, Axis::Pp, Axis::Dp},
                                 AxisOrder{Axis::Tp, Axis::Pp, Axis::Cp, Axis::Ep, Axis::Dp},
                                 AxisOrder{Axis::Tp, Axis::Ep, Axis::Dp, Axis::Cp, Axis::Pp}};
/// Orders that are known before the times. Those of ZB-V, V-Half and V-Min are searched for every plan anew, which takes a thousand times
/// as long: who wants them names them.
constexpr std::array usualSchedules{OneFOneB, Interleaved, GPipe, ZbH1, ZbH2, DualPipe, DualPipeV};

template <class Keep> std::vector<int> chosen(const std::vector<int>& values, Keep keep)
{
    std::vector<int> kept;
    std::copy_if(values.begin(), values.end(), std::back_inserter(kept), keep);
    return kept;
}

bool isLegalTensorDegree(int tp, const TransformerSpec& model)
{
    Problems problems;
    Parallelism parallelism;
    parallelism.tp = tp;
    checkTensorParallel(parallelism, model, problems);
    return problems.empty();
}

/// Slices of experts that serving engines run: inside a scale-up domain, and not narrower than a tile of the grouped products (the block
/// of DeepSeek-V3's fp8 weights; vLLM refuses less).
bool servesExpertsIn(int etp, const Inputs& inputs)
{
    constexpr int narrowest = 128;
    return etp <= scaleUpDomainGpus(inputs.cluster) && std::all_of(inputs.model.kinds.begin(), inputs.model.kinds.end(), [&](const LayerSpec& kind) {
               return kind.feedForward.experts == 0 || kind.feedForward.expertWidth / etp >= narrowest;
           });
}

void addTraining(SearchSpace& space, const TrainingWorkload& workload, const Scenario& scenario, const Inputs& inputs)
{
    const int layers = inputs.model.layers();
    space.cp = chosen(divisorsOf(space.gpus.front()),
                      [&](int cp) { return cp == 1 || (cp <= mostContext && workload.sequenceTokens % (2 * cp) == 0); });
    space.schedule.assign(usualSchedules.begin(), usualSchedules.end());
    space.vpp = chosen({usualChunks.begin(), usualChunks.end()}, [&](int vpp) { return vpp == 1 || 2 * vpp <= layers; });
    space.balance = {StageBalance::Even, StageBalance::EndsLight};
    if (scenario.parallelism.stageLayers)
        space.balance.push_back(StageBalance::Given);
    space.microBatch = chosen(divisorsOf(workload.globalBatch), [](int b) { return b <= mostMicroBatch; });
    space.sequenceParallel = {true, false};
    space.recompute = {{RecomputeKind::None, 0}, {RecomputeKind::Selective, 0}, {RecomputeKind::Full, 0}};
    for (const int n : usualFullLayers)
        if (n < layers)
            space.recompute.push_back({RecomputeKind::FullLayers, n});
    space.zeroStage = {0, 1, 2, 3};
    space.offload = {false, true};
    space.concurrency = {1};
    space.chunkedPrefillTokens = {std::nullopt};
    space.prefillShare = {0.0};
}

void addInference(SearchSpace& space, const InferenceWorkload& workload)
{
    for (int c = 1; c <= mostConcurrency; c *= 2)
        space.concurrency.push_back(c);
    if (std::find(space.concurrency.begin(), space.concurrency.end(), workload.concurrency) == space.concurrency.end())
        space.concurrency.push_back(workload.concurrency);
    std::sort(space.concurrency.begin(), space.concurrency.end());
    space.chunkedPrefillTokens = {std::nullopt};
    for (const int tokens : usualPrefillTokens)
        if (tokens < workload.promptTokens)
            space.chunkedPrefillTokens.emplace_back(tokens);
    space.prefillShare.assign(usualPrefillShares.begin(), usualPrefillShares.end());
}

/// What inference does not choose.
void fixTraining(SearchSpace& space, const Parallelism& p)
{
    space.schedule = {ForwardOnly};
    space.vpp = {1};
    space.balance = {StageBalance::Even};
    space.microBatch = {1};
    space.sequenceParallel = {p.sequenceParallel};
    space.recompute = {Recompute{}};
    space.zeroStage = {p.zeroStage};
    space.offload = {false};
}

/// Different ways to set a share of the replicas apart.
std::vector<CandidateList::Pools> poolsOf(int replicas, const std::vector<double>& shares)
{
    std::vector<CandidateList::Pools> list;
    for (const double share : shares) {
        CandidateList::Pools pools;
        if (share > 0.0 && replicas > 1) {
            const int prefill = std::clamp(static_cast<int>(std::lround(share * replicas)), 1, replicas - 1);
            pools = Disaggregation{prefill, replicas - prefill};
        }
        if (std::find(list.begin(), list.end(), pools) == list.end())
            list.push_back(pools);
    }
    return list;
}

/// The order of the axes that have more than one rank; others do not move a rank. Experts of tensor degree sit at tp's place.
std::vector<Axis> effective(const AxisOrder& order, const CandidateList::Block& b, int etp)
{
    std::vector<Axis> axes;
    for (const Axis axis : order) {
        const bool counts = (axis == Axis::Tp && (b.tp > 1 || etp > 1)) || (axis == Axis::Cp && b.cp > 1) || (axis == Axis::Ep && b.ep > 1) ||
                            (axis == Axis::Dp && b.dp > 1) || (axis == Axis::Pp && b.pp > 1);
        if (counts)
            axes.push_back(axis);
    }
    return axes;
}

} // namespace

SearchSpace wholeSpace(const Scenario& scenario, const Inputs& inputs)
{
    const ClusterSpec& cluster = inputs.cluster;
    SearchSpace space;
    const int usable = std::max(1, cluster.gpus() - static_cast<int>(cluster.outOfOrder.size()));
    space.gpus = {usable};
    const std::vector<int> degrees = divisorsOf(usable);
    space.tp = chosen(degrees, [&](int tp) { return isLegalTensorDegree(tp, inputs.model); });
    space.pp = chosen(degrees, [&](int pp) { return pp <= inputs.model.layers(); });
    space.ep = {1};
    space.etp = {std::nullopt};
    if (inputs.model.hasExperts()) {
        space.ep = chosen(degrees, [&](int ep) {
            return std::all_of(inputs.model.kinds.begin(), inputs.model.kinds.end(),
                               [ep](const LayerSpec& kind) { return kind.feedForward.experts % ep == 0; });
        });
        space.etp.emplace_back(1);
    }
    space.axisOrder.assign(usualOrders.begin(), usualOrders.end());
    if (const TrainingWorkload* training = scenario.workload.training()) {
        addTraining(space, *training, scenario, inputs);
        return space;
    }
    if (inputs.model.hasExperts())
        for (const int etp : space.tp)
            if (etp > 1 && servesExpertsIn(etp, inputs))
                space.etp.emplace_back(etp);
    space.cp = {1};
    fixTraining(space, scenario.parallelism);
    addInference(space, *scenario.workload.inference());
    return space;
}

SearchSpace pointSpace(const Scenario& scenario)
{
    const Parallelism& p = scenario.parallelism;
    SearchSpace space;
    space.gpus = {static_cast<int>(p.worldSize())};
    space.tp = {p.tp};
    space.cp = {p.cp};
    space.ep = {p.ep};
    space.etp = {p.etp};
    space.pp = {p.pp};
    space.dp = {p.dp};
    space.axisOrder = {p.axisOrder};
    fixTraining(space, p);
    space.concurrency = {1};
    space.chunkedPrefillTokens = {std::nullopt};
    space.prefillShare = {0.0};
    if (const TrainingWorkload* training = scenario.workload.training()) {
        space.schedule = {p.schedule};
        space.vpp = {p.vpp};
        space.balance = {p.stageLayers ? StageBalance::Given : StageBalance::Even};
        space.microBatch = {training->microBatch};
        space.recompute = {training->recompute};
        space.offload = {training->offload};
    } else if (const InferenceWorkload* inference = scenario.workload.inference()) {
        space.concurrency = {inference->concurrency};
        space.chunkedPrefillTokens = {inference->chunkedPrefillTokens};
        if (const auto& pools = inference->disaggregated)
            space.prefillShare = {static_cast<double>(pools->prefillReplicas) / (pools->prefillReplicas + pools->decodeReplicas)};
    }
    return space;
}

CandidateList::CandidateList(const Scenario& scenario, const Inputs& inputs, SearchSpace space)
    : m_base{scenario}, m_space{std::move(space)}, m_layers{inputs.model.layers()}
{
    m_base.placement.reset();
    if (m_base.workload.training() == nullptr) {
        fixTraining(m_space, m_base.parallelism);
    } else {
        m_space.concurrency = {1};
        m_space.chunkedPrefillTokens = {std::nullopt};
        m_space.prefillShare = {0.0};
    }
    for (const int pp : m_space.pp)
        m_pipelines.emplace(pp, pipelinesOf(pp));
    for (const int gpus : m_space.gpus)
        addBlocks(gpus);
}

void CandidateList::addBlocks(int gpus)
{
    for (const int tp : m_space.tp)
        for (const int cp : m_space.cp)
            for (const int pp : m_space.pp) {
                const long long replica = 1LL * tp * cp * pp;
                if (gpus % replica != 0)
                    continue;
                const int dp = static_cast<int>(gpus / replica);
                if (!m_space.dp.empty() && std::find(m_space.dp.begin(), m_space.dp.end(), dp) == m_space.dp.end())
                    continue;
                m_pools.try_emplace(dp, poolsOf(dp, m_space.prefillShare));
                for (const int ep : m_space.ep)
                    addOrders({.tp = tp, .cp = cp, .ep = ep, .pp = pp, .dp = dp, .etp = {}});
            }
}

/// The block with every expert tensor degree and every order that makes a plan of its own.
void CandidateList::addOrders(Block block)
{
    Parallelism p;
    p.tp = block.tp, p.cp = block.cp, p.ep = block.ep, p.pp = block.pp, p.dp = block.dp;
    std::vector<int> degrees;
    for (const std::optional<int>& etp : m_space.etp) {
        const long long fold = 1LL * p.tp * p.cp * p.dp;
        const bool followsTp = m_base.workload.training() != nullptr && m_space.ep.size() + m_space.etp.size() > 2 && fold % (1LL * p.ep * p.tp) == 0;
        const int degree = etp ? *etp : followsTp ? p.tp : 1;
        if (std::find(degrees.begin(), degrees.end(), degree) != degrees.end())
            continue;
        degrees.push_back(degree);
        block.etp = etp;
        std::vector<std::vector<Axis>> seen;
        for (std::size_t order = 0; order < m_space.axisOrder.size(); ++order) {
            std::vector<Axis> axes = effective(m_space.axisOrder[order], block, degree);
            if (std::find(seen.begin(), seen.end(), axes) != seen.end())
                continue;
            seen.push_back(std::move(axes));
            block.order = static_cast<int>(order);
            block.first = m_size;
            block.size = sizeOf(block);
            m_size += block.size;
            if (block.size > 0)
                m_blocks.push_back(block);
        }
    }
}

std::vector<CandidateList::Pipeline> CandidateList::pipelinesOf(int pp) const
{
    if (pp == 1)
        return m_space.schedule.empty() || m_space.balance.empty() ? std::vector<Pipeline>{} : std::vector<Pipeline>{{m_space.schedule.front(), 1, {}}};
    std::vector<Pipeline> list;
    for (const ScheduleKind kind : m_space.schedule)
        for (const int vpp : kind == Interleaved ? m_space.vpp : std::vector<int>{1})
            for (const StageBalance balance : m_space.balance) {
                if (kind == Interleaved && vpp == 1)
                    continue;
                const int stages = virtualStages(kind, pp, vpp);
                std::optional<std::vector<int>> layers = layersOf(stages, balance);
                if (balance == StageBalance::Even || layers)
                    list.push_back({kind, vpp, std::move(layers)});
            }
    return list;
}

std::size_t CandidateList::sequenceChoices(const Block& block) const
{
    return block.tp == 1 ? std::min<std::size_t>(1, m_space.sequenceParallel.size()) : m_space.sequenceParallel.size();
}

std::uint64_t CandidateList::sizeOf(const Block& block) const
{
    std::uint64_t size = pipelines(block).size() * sequenceChoices(block);
    for (const std::size_t choices : {m_space.microBatch.size(), m_space.recompute.size(), m_space.zeroStage.size(),
                                      m_space.offload.size(), m_space.concurrency.size(), m_space.chunkedPrefillTokens.size(),
                                      pools(block).size()})
        size *= choices;
    return size;
}

void CandidateList::place(const Block& block, Scenario& scenario) const
{
    Parallelism& p = scenario.parallelism;
    p.tp = block.tp;
    p.cp = block.cp;
    p.ep = block.ep;
    p.etp = block.etp;
    p.pp = block.pp;
    p.dp = block.dp;
    p.axisOrder = m_space.axisOrder[static_cast<std::size_t>(block.order)];
}

/// Nothing where the balance is none of its own for that many stages.
std::optional<std::vector<int>> CandidateList::layersOf(int stages, StageBalance balance) const
{
    const std::optional<std::vector<int>>& given = m_base.parallelism.stageLayers;
    switch (balance) {
    case StageBalance::Even: return std::nullopt;
    case StageBalance::Given: return given && given->size() == static_cast<std::size_t>(stages) ? given : std::nullopt;
    case StageBalance::EndsLight: break;
    }
    if (stages < 3 || stages > m_layers)
        return std::nullopt;
    std::vector<int> layers = balancedLayers(m_layers, stages);
    if (layers.front() < 2 || layers.back() < 2)
        return std::nullopt;
    --layers.front();
    --layers.back();
    for (int moved = 0; moved < 2; ++moved) // to the emptiest stages between, the last of them, which hold fewest micro-batches
        ++*std::min_element(layers.rbegin() + 1, layers.rend() - 1);
    return layers;
}

Scenario CandidateList::scenarioOf(std::uint64_t number) const
{
    const auto block = std::prev(std::upper_bound(m_blocks.begin(), m_blocks.end(), number,
                                                  [](std::uint64_t n, const Block& b) { return n < b.first; }));
    std::uint64_t left = number - block->first;
    const auto take = [&](std::size_t choices) { // the innermost choice varies fastest
        const std::uint64_t choice = left % choices;
        left /= choices;
        return static_cast<std::size_t>(choice);
    };
    Scenario scenario = m_base;
    place(*block, scenario);
    Parallelism& p = scenario.parallelism;
    const std::size_t apart = take(pools(*block).size());
    const std::size_t chunk = take(m_space.chunkedPrefillTokens.size());
    const std::size_t concurrency = take(m_space.concurrency.size());
    const bool offload = m_space.offload[take(m_space.offload.size())];
    p.zeroStage = m_space.zeroStage[take(m_space.zeroStage.size())];
    const Recompute recompute = m_space.recompute[take(m_space.recompute.size())];
    p.sequenceParallel = m_space.sequenceParallel[take(sequenceChoices(*block))];
    const int microBatch = m_space.microBatch[take(m_space.microBatch.size())];
    const Pipeline& pipeline = pipelines(*block)[take(pipelines(*block).size())];
    p.schedule = pipeline.schedule;
    p.vpp = pipeline.vpp;
    p.stageLayers = pipeline.stageLayers;
    if (auto* training = std::get_if<TrainingWorkload>(&scenario.workload.kind)) {
        training->microBatch = microBatch;
        training->recompute = recompute;
        training->offload = offload;
    } else {
        auto& inference = std::get<InferenceWorkload>(scenario.workload.kind);
        inference.concurrency = m_space.concurrency[concurrency];
        inference.chunkedPrefillTokens = m_space.chunkedPrefillTokens[chunk];
        inference.disaggregated = pools(*block)[apart];
    }
    return scenario;
}

} // namespace shardscape
