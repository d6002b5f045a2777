// SPDX-License-Identifier: GPL-3.0-or-later
// Proposals for remarks on plans that run.
#include "evaluate/fix_proposals.h"

#include "cost/group_shape.h"
#include "evaluate/relief.h"
#include "plan/divisors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace shardscape::detail {
namespace {

TrainingWorkload& trainingOf(Scenario& scenario) { return std::get<TrainingWorkload>(scenario.workload.kind); }
InferenceWorkload& servingOf(Scenario& scenario) { return std::get<InferenceWorkload>(scenario.workload.kind); }

/// The axis order with one axis moved to the inside; a placement by hand would undo it.
void putInnermost(Scenario& scenario, Axis axis)
{
    auto& order = scenario.parallelism.axisOrder;
    std::stable_partition(order.begin(), order.end(), [axis](Axis each) { return each == axis; });
    scenario.placement.reset();
}

void putOutermost(Scenario& scenario, Axis axis)
{
    auto& order = scenario.parallelism.axisOrder;
    std::stable_partition(order.begin(), order.end(), [axis](Axis each) { return each != axis; });
    scenario.placement.reset();
}

constexpr const char* tpInnermost = "put tp innermost in the axis order";

void keepTpInside(const Evaluation& e, FixProposals& to)
{
    to.add("placement-reset", "put the ranks on the GPUs in their order", 0, [](Scenario& s) { s.placement.reset(); });
    to.add("tp-innermost", tpInnermost, 0, [](Scenario& s) { putInnermost(s, Axis::Tp); });
    const int tp = e.scenario.parallelism.tp;
    for (const int inside : divisorsOf(tp)) {
        if (inside == tp || inside > scaleUpDomainGpus(e.inputs->cluster))
            continue;
        for (const auto other : {&Parallelism::dp, &Parallelism::pp, &Parallelism::cp})
            to.add("tp-inside-node", "keep tp within a node and split further elsewhere", 1, [&](Scenario& s) {
                putInnermost(s, Axis::Tp);
                s.parallelism.tp = inside;
                s.parallelism.*other *= tp / inside;
                s.parallelism.stageLayers.reset();
            });
    }
}

void keepEpInside(const Evaluation& e, FixProposals& to)
{
    to.goal = FixGoal::Speeds;
    for (const int ep : divisorsOf(e.scenario.parallelism.ep))
        if (ep <= scaleUpDomainGpus(e.inputs->cluster))
            to.add("ep-inside-node", "keep expert groups within a node", 0, [ep](Scenario& s) { s.parallelism.ep = ep; });
}

void addSmallerMicrobatches(const Scenario& scenario, FixProposals& to)
{
    for (int size = scenario.workload.training()->microBatch; size % 2 == 0;) {
        size /= 2;
        to.add("micro-batch-smaller", "make the micro-batches smaller", 0, [size](Scenario& s) { trainingOf(s).microBatch = size; });
    }
}

void feedPipeline(const Evaluation& e, FixProposals& to)
{
    addSmallerMicrobatches(e.scenario, to);
    const Parallelism& p = e.scenario.parallelism;
    const long long enough = 1LL * e.scenario.workload.training()->microBatch * p.dp * p.pp;
    if (enough < (1 << 30))
        to.add("batch-larger", "raise the global batch to one micro-batch per stage", 1,
               [enough](Scenario& s) { trainingOf(s).globalBatch = static_cast<int>(enough); });
}

void shrinkBubble(const Evaluation& e, FixProposals& to)
{
    to.goal = FixGoal::Speeds;
    const Parallelism& p = e.scenario.parallelism;
    if (!e.training) {
        if (p.pp % 2 == 0)
            to.add("pp-to-tp", "split layers instead of stacking stages: halve pp, double tp", 0, [](Scenario& s) {
                s.parallelism.pp /= 2;
                s.parallelism.tp *= 2;
                s.parallelism.stageLayers.reset();
                s.placement.reset();
            });
        return;
    }
    addSmallerMicrobatches(e.scenario, to);
    for (const int chunks : {2, 3, 4, 5, 6, 7, 8})
        if (e.inputs->model.layers() >= p.pp * chunks)
            to.add("interleaved", "interleave several chunks of layers per stage", 0, [chunks](Scenario& s) {
                s.parallelism.schedule = ScheduleKind::Interleaved;
                s.parallelism.vpp = chunks;
                s.parallelism.stageLayers.reset();
                s.parallelism.microbatchGroupSize.reset();
            });
    to.add("zb-h1", "take the zero-bubble schedule zb-h1", 0, [](Scenario& s) {
        s.parallelism.schedule = ScheduleKind::ZbH1;
        s.parallelism.vpp = 1;
        s.parallelism.stageLayers.reset();
        s.parallelism.microbatchGroupSize.reset();
        s.parallelism.overlapPairs = false;
    });
}

/// Changes of what is computed, and not only of where: a person should take them last.
bool changesNumbers(std::string_view code)
{
    constexpr std::array changing{"gradients-bf16", "optimizer-bf16-states", "optimizer-8bit",    "kv-fp8",
                                  "weights-fp8",    "weights-int4",          "concurrency-halved"};
    return std::find(changing.begin(), changing.end(), code) != changing.end();
}

void freeMemory(const Evaluation& e, const StopQuestion& stopped, FixProposals& to)
{
    to.goal = FixGoal::RemovesSlower;
    const auto reliefs = memoryReliefOf(e, [&] { return stopped && stopped(); });
    if (!reliefs)
        return;
    for (const MemoryRelief& relief : *reliefs)
        if (relief.fits && !relief.moreGpus)
            to.add(relief.code,
                   "lower the memory peak: " + relief.path.substr(relief.path.rfind('/') + 1) + " " + relief.from + " to " + relief.to,
                   changesNumbers(relief.code) ? 1 : 0, [&](Scenario& s) { s = relief.scenario; });
}

void meetPace(const Problem& remark, FixProposals& to)
{
    to.goal = FixGoal::Speeds;
    if (remark.path != "/parallelism/axis_order")
        return; // stages of unlike pace are the balancer's, which takes longer than a list of fixes may
    to.add("tp-innermost", tpInnermost, 0, [](Scenario& s) { putInnermost(s, Axis::Tp); });
    to.add("pp-outermost", "put pp outermost in the axis order", 0, [](Scenario& s) { putOutermost(s, Axis::Pp); });
}

void useAllGpus(const Evaluation& e, FixProposals& to)
{
    const ClusterSpec& cluster = e.inputs->cluster;
    const long long usable = cluster.gpus() - static_cast<long long>(cluster.outOfOrder.size());
    const long long replica = e.scenario.parallelism.worldSize() / e.scenario.parallelism.dp;
    to.add("dp-fills-cluster", "raise dp until all GPUs are used", 0, [&](Scenario& s) {
        s.parallelism.dp = static_cast<int>(usable / replica);
        s.placement.reset();
    });
}

} // namespace

FixProposals proposalsFor(const Problem& remark, const Evaluation& e, const StopQuestion& stopped)
{
    FixProposals to{e.scenario};
    const std::string& code = remark.code;
    if (code == "does-not-fit" || code == "memory-tight")
        freeMemory(e, stopped, to);
    else if (code == "tp-spans-nodes")
        keepTpInside(e, to);
    else if (code == "ep-spans-nodes")
        keepEpInside(e, to);
    else if (code == "few-microbatches")
        feedPipeline(e, to);
    else if (code == "pp-bubble")
        shrinkBubble(e, to);
    else if (code == "slowest-member")
        meetPace(remark, to);
    else if (code == "idle-gpus")
        useAllGpus(e, to);
    else if (code == "zero-pipeline")
        to.add("zero-1", "shard only the optimizer states, which sends once per step", 0, [](Scenario& s) {
            s.parallelism.zeroStage = 1;
            s.parallelism.hsdpShard.reset();
        });
    else if (code == "etp-resolved" && remark.severity == Severity::Warning)
        to.add("etp-as-tp", "slice experts over the tensor ranks", 0, [](Scenario& s) { s.parallelism.etp = s.parallelism.tp; });
    else if (code == "schedule-inference")
        to.add("forward-only", "set the schedule to forward-only", 0,
               [](Scenario& s) { s.parallelism.schedule = ScheduleKind::ForwardOnly; });
    else if (code == "idle-replicas")
        to.add("request-per-replica", "send every replica a request", 0, [](Scenario& s) { servingOf(s).concurrency = s.parallelism.dp; });
    else if (code == "kv-full" && e.inference->maxConcurrency >= 1.0) {
        to.goal = FixGoal::RemovesSlower;
        to.add("concurrency-that-fits", "lower the concurrency to what the KV caches hold", 0,
               [&](Scenario& s) { servingOf(s).concurrency = static_cast<int>(std::floor(e.inference->maxConcurrency)); });
    }
    return to;
}

} // namespace shardscape::detail
