// SPDX-License-Identifier: GPL-3.0-or-later
// Proposals for problems of plans that are impossible: the nearest values without the problem.
#include "evaluate/fix_proposals.h"

#include "plan/divisors.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace shardscape::detail {
namespace {

constexpr std::size_t triedDegrees = 12;

long long usableGpus(const ClusterSpec& cluster) { return cluster.gpus() - static_cast<long long>(cluster.outOfOrder.size()); }

std::vector<int> byDistance(std::vector<int> values, int from)
{
    std::stable_sort(values.begin(), values.end(), [from](int a, int b) { return std::abs(a - from) < std::abs(b - from); });
    values.resize(std::min(values.size(), triedDegrees));
    return values;
}

/// Another value of a degree, the number of GPUs kept by dp where that divides, else by fewer replicas.
void changeDegree(Scenario& scenario, int Parallelism::*degree, int value, long long usable)
{
    Parallelism& p = scenario.parallelism;
    const long long world = std::min(p.worldSize(), usable);
    p.*degree = value;
    const long long replica = p.worldSize() / p.dp;
    if (replica <= world)
        p.dp = static_cast<int>(world / replica);
    p.stageLayers.reset();
    scenario.placement.reset();
}

/// Degrees are legal where they divide something; what that is differs by problem, so divisors of all that may be meant are tried.
void addDegrees(const Scenario& scenario, const Inputs& inputs, int Parallelism::*degree, const char* name, FixProposals& to)
{
    const long long usable = usableGpus(inputs.cluster);
    if (usable < 1 || scenario.parallelism.worldSize() >= worldSizeLimit)
        return;
    std::vector<int> values = divisorsOf(static_cast<int>(usable));
    for (const LayerSpec& kind : inputs.model.kinds)
        for (const int whole : {kind.attention.heads, kind.attention.kvHeads, kind.feedForward.experts})
            if (whole > 0)
                for (const int divisor : divisorsOf(whole))
                    values.push_back(divisor);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    int rank = 0; // the nearest that helps
    for (const int value : byDistance(values, scenario.parallelism.*degree))
        to.add(std::string{name} + "-nearest", std::string{"set "} + name + " to the nearest value that is possible", rank++,
               [&](Scenario& s) { changeDegree(s, degree, value, usable); });
}

void addWorld(const Scenario& scenario, const Inputs& inputs, FixProposals& to)
{
    const Parallelism& p = scenario.parallelism;
    const long long replica = p.worldSize() / p.dp;
    const long long usable = usableGpus(inputs.cluster);
    if (replica <= usable)
        to.add("dp-fits-cluster", "lower dp to what the cluster holds", 0, [&](Scenario& s) {
            s.parallelism.dp = static_cast<int>(usable / replica);
            s.placement.reset();
        });
    if (TrainingWorkload const* training = scenario.workload.training(); training != nullptr && replica <= usable)
        for (long long dp = usable / replica; dp >= 1; --dp) // the batch must divide, too
            if (training->globalBatch % (training->microBatch * dp) == 0) {
                to.add("dp-fits-cluster", "lower dp to what the cluster holds", 1, [&](Scenario& s) {
                    s.parallelism.dp = static_cast<int>(dp);
                    s.placement.reset();
                });
                break;
            }
    addDegrees(scenario, inputs, &Parallelism::tp, "tp", to);
    addDegrees(scenario, inputs, &Parallelism::pp, "pp", to);
}

void addTraining(std::string_view code, const Scenario& scenario, FixProposals& to)
{
    const TrainingWorkload& workload = *scenario.workload.training();
    const Parallelism& p = scenario.parallelism;
    const auto nearestMultiple = [](int value, long long of) {
        const long long multiples = std::max(1LL, (2LL * value + of) / (2 * of));
        return static_cast<int>(std::min(multiples * of, 1LL << 30));
    };
    if (code == "global-batch")
        to.add("batch-divides", "set the global batch to the nearest multiple of micro-batch x dp", 0, [&](Scenario& s) {
            std::get<TrainingWorkload>(s.workload.kind).globalBatch =
                nearestMultiple(workload.globalBatch, 1LL * workload.microBatch * p.dp);
        });
    if (code == "sequence-split")
        to.add("sequence-divides", "set the sequence to the nearest length that splits", 0, [&](Scenario& s) {
            TrainingWorkload& changed = std::get<TrainingWorkload>(s.workload.kind);
            changed.sequenceTokens = nearestMultiple(workload.sequenceTokens, 2LL * p.cp * p.tp);
        });
    if (code == "microbatch-tokens-count" || code == "microbatch-tokens-range")
        to.add("lengths-dropped", "take full sequences in every micro-batch", 0,
               [](Scenario& s) { std::get<TrainingWorkload>(s.workload.kind).microbatchTokens.clear(); });
}

void addSchedule(FixProposals& to)
{
    to.add("schedule-1f1b", "take the schedule 1f1b with one chunk per stage", 0, [](Scenario& s) {
        s.parallelism.schedule = ScheduleKind::OneFOneB;
        s.parallelism.vpp = 1;
        s.parallelism.stageLayers.reset();
        s.parallelism.microbatchGroupSize.reset();
    });
}

bool isOneOf(std::string_view code, std::initializer_list<std::string_view> codes)
{
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

void addSwitches(std::string_view code, FixProposals& to)
{
    if (code.substr(0, 10) == "placement-")
        to.add("placement-reset", "put the ranks on the GPUs in their order", 0, [](Scenario& s) { s.placement.reset(); });
    if (code.substr(0, 10) == "group-size")
        to.add("group-size-default", "leave the group size to the schedule", 0,
               [](Scenario& s) { s.parallelism.microbatchGroupSize.reset(); });
    if (code.substr(0, 12) == "stage-layers")
        to.add("layers-even", "spread the layers evenly", 0, [](Scenario& s) { s.parallelism.stageLayers.reset(); });
    if (isOneOf(code, {"hsdp-zero", "hsdp-group"}))
        to.add("hsdp-whole", "shard over the whole data-parallel group", 0, [](Scenario& s) { s.parallelism.hsdpShard.reset(); });
    if (isOneOf(code, {"overlap-pairs-schedule", "overlap-does-not-suit-schedule"}))
        to.add("pairs-off", "switch overlapped pairs off", 0, [](Scenario& s) { s.parallelism.overlapPairs = false; });
    if (isOneOf(code, {"etp-dense", "etp-width"}))
        to.add("etp-open", "leave expert tensor parallelism open", 0, [](Scenario& s) { s.parallelism.etp.reset(); });
    if (code == "ep-dense")
        to.add("ep-1", "set ep to 1: the model has no experts", 0, [](Scenario& s) { s.parallelism.ep = 1; });
    if (code == "axis-order")
        to.add("axis-order-usual", "take the usual axis order", 0, [](Scenario& s) { s.parallelism.axisOrder = Parallelism{}.axisOrder; });
}

} // namespace

FixProposals repairsFor(const Problem& problem, const Scenario& scenario, const Inputs& inputs)
{
    FixProposals to{scenario};
    to.goal = FixGoal::RemovesSlower;
    const std::string_view code = problem.code;
    addSwitches(code, to);
    if (scenario.workload.training() != nullptr)
        addTraining(code, scenario, to);
    if (isOneOf(code, {"world-size", "too-many-ranks"}))
        addWorld(scenario, inputs, to);
    else if (isOneOf(code, {"tp-heads", "tp-kv-heads", "tp-width"}))
        addDegrees(scenario, inputs, &Parallelism::tp, "tp", to);
    else if (code == "pp-exceeds-layers")
        addDegrees(scenario, inputs, &Parallelism::pp, "pp", to);
    else if (isOneOf(code, {"ep-fold", "ep-experts"}))
        addDegrees(scenario, inputs, &Parallelism::ep, "ep", to);
    else if (isOneOf(code, {"schedule-training", "chunks-do-not-suit-schedule", "dualpipe-odd-stages", "dualpipe-odd-microbatches",
                            "dualpipe-too-few-microbatches", "interleaved-one-chunk", "interleaved-uneven-groups"}))
        addSchedule(to);
    else if (code == "prefix-tokens")
        to.add("prefix-whole", "make the shared prefix the whole prompt", 0, [](Scenario& s) {
            auto& serving = std::get<InferenceWorkload>(s.workload.kind);
            serving.prefixTokens = serving.promptTokens;
        });
    return to;
}

} // namespace shardscape::detail
