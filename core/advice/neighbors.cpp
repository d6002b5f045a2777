// SPDX-License-Identifier: GPL-3.0-or-later
// The neighbors of a plan.
#include "advice/trials.h"

#include "plan/divisors.h"
#include "search/search_space.h"

#include <algorithm>

namespace shardscape::advice {
namespace {

using Degree = int Parallelism::*;
constexpr std::array<Degree, 4> degrees{&Parallelism::tp, &Parallelism::cp, &Parallelism::pp, &Parallelism::dp};
constexpr int largestStep = 64;             ///< factor that moves at once
constexpr int longestSearchedOrder = 1024;  ///< stages x micro-batches up to which an order may be searched for a hint

/// A list of scenarios that differ from the plan they start from.
class Changes {
public:
    explicit Changes(const Scenario& own) : m_own{own} { m_own.placement.reset(); }

    template <class Change> void add(Change change)
    {
        Scenario plan = m_own;
        change(plan);
        if (plan != m_own && std::find(m_list.begin(), m_list.end(), plan) == m_list.end())
            m_list.push_back(std::move(plan));
    }
    [[nodiscard]] std::vector<Scenario> take() { return std::move(m_list); }

private:
    Scenario m_own;
    std::vector<Scenario> m_list;
};

TrainingWorkload& trainingOf(Scenario& plan) { return std::get<TrainingWorkload>(plan.workload.kind); }
InferenceWorkload& servingOf(Scenario& plan) { return std::get<InferenceWorkload>(plan.workload.kind); }

/// Another pipeline keeps no layers that were counted for the old one.
void setSchedule(Scenario& plan, ScheduleKind kind, int vpp)
{
    plan.parallelism.schedule = kind;
    plan.parallelism.vpp = vpp;
    plan.parallelism.stageLayers.reset();
    plan.parallelism.microbatchGroupSize.reset();
    if (kind != ScheduleKind::OneFOneB && kind != ScheduleKind::Interleaved)
        plan.parallelism.overlapPairs = false;
}

void settlePipeline(Scenario& plan, int before)
{
    Parallelism& p = plan.parallelism;
    if (p.pp == before)
        return;
    p.stageLayers.reset();
    p.microbatchGroupSize.reset();
    if (p.pp == 1 && plan.workload.training() != nullptr)
        setSchedule(plan, ScheduleKind::OneFOneB, 1);
}

/// Pools of prefill and decode keep their ratio over another number of replicas, as near as whole numbers allow.
void settlePools(Scenario& plan)
{
    auto* serving = std::get_if<InferenceWorkload>(&plan.workload.kind);
    if (serving == nullptr || !serving->disaggregated)
        return;
    const int dp = plan.parallelism.dp;
    if (dp < 2) {
        serving->disaggregated.reset();
        return;
    }
    const double share = static_cast<double>(serving->disaggregated->prefillReplicas) /
                         (serving->disaggregated->prefillReplicas + serving->disaggregated->decodeReplicas);
    const int prefill = std::clamp(static_cast<int>(share * dp + 0.5), 1, dp - 1);
    serving->disaggregated = Disaggregation{prefill, dp - prefill};
}

void addRecompute(Changes& changes)
{
    for (const RecomputeKind kind : {RecomputeKind::None, RecomputeKind::Selective, RecomputeKind::Full})
        changes.add([&](Scenario& s) { trainingOf(s).recompute = {kind, 0}; });
}

void addZeroStages(Changes& changes)
{
    for (int stage = 0; stage <= 3; ++stage)
        changes.add([&](Scenario& s) { s.parallelism.zeroStage = stage; });
}

void addMicroBatches(Changes& changes, const Scenario& own)
{
    changes.add([](Scenario& s) { trainingOf(s).microBatch *= 2; });
    if (own.workload.training()->microBatch % 2 == 0)
        changes.add([](Scenario& s) { trainingOf(s).microBatch /= 2; });
}

void addChunks(Changes& changes, const Scenario& own, const Inputs& inputs)
{
    for (const int chunks : {2, 3, 4, 6, 8})
        if (own.parallelism.pp * chunks <= inputs.model.layers())
            changes.add([&](Scenario& s) { setSchedule(s, ScheduleKind::Interleaved, chunks); });
}

void addSchedules(Changes& changes, const Scenario& own, const Inputs& inputs)
{
    const Parallelism& p = own.parallelism;
    using enum ScheduleKind;
    for (const ScheduleKind kind : {OneFOneB, ZbH1, ZbH2, DualPipe, DualPipeV})
        changes.add([&](Scenario& s) { setSchedule(s, kind, 1); });
    addChunks(changes, own, inputs);
    const long long microbatches = own.workload.training()->globalBatch / std::max(1, own.workload.training()->microBatch * p.dp);
    if (microbatches * p.pp <= longestSearchedOrder)
        for (const ScheduleKind kind : {ZbV, VHalf, VMin})
            changes.add([&](Scenario& s) { setSchedule(s, kind, 1); });
}

void addExperts(Changes& changes, const Scenario& own, const Inputs& inputs)
{
    if (!inputs.model.hasExperts())
        return;
    const Parallelism& p = own.parallelism;
    for (const int ep : divisorsOf(static_cast<int>(std::min<long long>(1LL * p.tp * p.cp * p.dp, worldSizeLimit))))
        changes.add([&](Scenario& s) { s.parallelism.ep = ep; });
    changes.add([](Scenario& s) { s.parallelism.etp = 1; });
    changes.add([](Scenario& s) { s.parallelism.etp.reset(); });
}

void addServing(Changes& changes, const Scenario& own)
{
    for (const std::optional<int>& chunk : {std::optional<int>{}, std::optional{512}, std::optional{2048}, std::optional{8192}})
        if (!chunk || *chunk < own.workload.inference()->promptTokens)
            changes.add([&](Scenario& s) { servingOf(s).chunkedPrefillTokens = chunk; });
    changes.add([](Scenario& s) { servingOf(s).disaggregated.reset(); });
    const int dp = own.parallelism.dp;
    for (int prefill = 1; prefill < dp; prefill *= 2)
        for (const int replicas : {prefill, dp - prefill})
            changes.add([&](Scenario& s) { servingOf(s).disaggregated = Disaggregation{replicas, dp - replicas}; });
}

} // namespace

std::vector<Scenario> degreeTrades(const Scenario& own)
{
    Changes changes{own};
    for (const Degree from : degrees)
        for (const Degree to : degrees)
            for (const int factor : divisorsOf(own.parallelism.*from))
                if (from != to && factor > 1 && factor <= largestStep)
                    changes.add([&](Scenario& s) {
                        s.parallelism.*from /= factor;
                        s.parallelism.*to *= factor;
                        settlePipeline(s, own.parallelism.pp);
                        settlePools(s);
                    });
    return changes.take();
}

std::vector<Scenario> companions(const Scenario& own, const Inputs& inputs)
{
    Changes changes{own};
    if (own.workload.training() != nullptr) {
        addRecompute(changes);
        addZeroStages(changes);
        addMicroBatches(changes, own);
        if (own.parallelism.pp > 1)
            addChunks(changes, own, inputs);
    }
    addExperts(changes, own, inputs);
    return changes.take();
}

std::vector<Scenario> singleChanges(const Scenario& own, const Inputs& inputs)
{
    Changes changes{own};
    if (own.workload.training() != nullptr) {
        addRecompute(changes);
        addZeroStages(changes);
        addMicroBatches(changes, own);
        if (own.parallelism.pp > 1)
            addSchedules(changes, own, inputs);
        if (own.parallelism.tp > 1)
            changes.add([](Scenario& s) { s.parallelism.sequenceParallel = !s.parallelism.sequenceParallel; });
        changes.add([](Scenario& s) { trainingOf(s).offload = !trainingOf(s).offload; });
    } else {
        addServing(changes, own);
    }
    addExperts(changes, own, inputs);
    for (const AxisOrder& order : {AxisOrder{Axis::Tp, Axis::Cp, Axis::Ep, Axis::Dp, Axis::Pp}, AxisOrder{Axis::Tp, Axis::Cp, Axis::Ep, Axis::Pp, Axis::Dp},
                                   AxisOrder{Axis::Tp, Axis::Ep, Axis::Dp, Axis::Cp, Axis::Pp}})
        changes.add([&](Scenario& s) { s.parallelism.axisOrder = order; });
    return changes.take();
}

} // namespace shardscape::advice
