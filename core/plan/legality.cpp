// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/legality.h"

#include "plan/divisors.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace shardscape {
namespace {

constexpr long long rankLimit = 1 << 20; ///< eight times the largest machine built; keeps every rank array within memory
constexpr int reportedEntries = 8;

void error(Problems& problems, std::string code, std::string path, std::string message, std::string hint)
{
    problems.push_back({Severity::Error, std::move(code), std::move(path), std::move(message), std::move(hint)});
}

void warning(Problems& problems, std::string code, std::string path, std::string message, std::string hint)
{
    problems.push_back({Severity::Warning, std::move(code), std::move(path), std::move(message), std::move(hint)});
}

std::string productLine(const Parallelism& p)
{
    return fmt::format("tp {} x cp {} x pp {} x dp {}", p.tp, p.cp, p.pp, p.dp);
}

void checkHeads(int tp, const AttentionSpec& attention, Problems& problems)
{
    for (const int linearHeads : {attention.linearKeyHeads, attention.linearValueHeads})
        if (linearHeads % tp != 0)
            error(problems, "tp-heads", "/parallelism/tp", fmt::format("tp {} does not divide the {} linear-attention heads", tp, linearHeads),
                  fmt::format("choose tp {}", nearestDivisors(linearHeads, tp)));
    if (attention.kind == AttentionKind::None || attention.heads == 0)
        return;
    if (attention.heads % tp != 0)
        error(problems, "tp-heads", "/parallelism/tp", fmt::format("tp {} does not divide the {} attention heads", tp, attention.heads),
              fmt::format("choose tp {}", nearestDivisors(attention.heads, tp)));
    const int kv = attention.kvHeads;
    if (attention.kind == AttentionKind::Grouped && kv > 0 && kv % tp != 0 && tp % kv != 0)
        error(problems, "tp-kv-heads", "/parallelism/tp", fmt::format("tp {} neither divides nor is a multiple of the {} KV heads", tp, kv),
              fmt::format("choose tp {}, or a multiple of {} (KV heads are then replicated)", nearestDivisors(kv, tp), kv));
}

void checkWidth(int tp, int width, std::string_view what, Problems& problems)
{
    if (width > 0 && width % tp != 0)
        error(problems, "tp-width", "/parallelism/tp", fmt::format("tp {} does not divide the {} width {}", tp, what, width),
              fmt::format("choose tp {}", nearestDivisors(width, tp)));
}

/// The same violation shows in every layer kind that shares a value; one mention is enough.
void addDistinct(Problems found, Problems& problems)
{
    for (Problem& problem : found)
        if (std::find(problems.begin(), problems.end(), problem) == problems.end())
            problems.push_back(std::move(problem));
}

} // namespace

bool checkWorld(const Scenario& scenario, const ClusterSpec& cluster, Problems& problems)
{
    const Parallelism& p = scenario.parallelism;
    std::array order = p.axisOrder;
    std::sort(order.begin(), order.end());
    if (order != std::array{Axis::Tp, Axis::Cp, Axis::Ep, Axis::Dp, Axis::Pp})
        error(problems, "axis-order", "/parallelism/axis_order", "the axis order does not name each of tp, cp, ep, dp and pp once",
              "list the five axes from the innermost to the outermost");

    const long long world = p.worldSize();
    if (1LL * cluster.gpusPerNode * cluster.nodes > rankLimit) {
        error(problems, "cluster-too-large", "/cluster/nodes",
              fmt::format("{} nodes of {} GPUs are more than {} GPUs", cluster.nodes, cluster.gpusPerNode, rankLimit), "lower nodes");
        return false;
    }
    const long long usable = 1LL * cluster.gpusPerNode * cluster.nodes - static_cast<long long>(cluster.outOfOrder.size());
    if (world > rankLimit) {
        error(problems, "too-many-ranks", "/parallelism", fmt::format("{} is more than {} ranks", productLine(p), rankLimit),
              "lower the degrees");
        return false;
    }
    if (world > usable) {
        const long long perReplica = world / p.dp;
        error(problems, "world-size", "/parallelism", fmt::format("{} = {} ranks, but the cluster has {} usable GPUs", productLine(p), world, usable),
              perReplica <= usable ? fmt::format("set dp to {}, or add nodes", usable / perReplica)
                                   : fmt::format("one replica needs {} GPUs: lower tp, cp or pp, or add nodes", perReplica));
    } else if (world < usable) {
        problems.push_back({Severity::Info, "idle-gpus", "/parallelism",
                            fmt::format("{} = {} ranks leave {} of {} GPUs idle", productLine(p), world, usable - world, usable),
                            usable % (world / p.dp) == 0 ? fmt::format("dp {} would use all of them", usable / (world / p.dp)) : std::string{}});
    }
    return true;
}

void checkTensorParallel(const Parallelism& parallelism, const TransformerSpec& model, Problems& problems)
{
    for (const LayerSpec& kind : model.kinds) {
        Problems found;
        checkHeads(parallelism.tp, kind.attention, found);
        checkWidth(parallelism.tp, kind.feedForward.width, "feed-forward", found);
        if (kind.feedForward.sharedExperts > 0)
            checkWidth(parallelism.tp, kind.feedForward.sharedExperts * kind.feedForward.sharedExpertWidth, "shared experts'", found);
        addDistinct(std::move(found), problems);
    }
}

void checkExpertParallel(const Parallelism& parallelism, int etp, const TransformerSpec& model, Problems& problems)
{
    const int ep = parallelism.ep;
    if (!model.hasExperts()) {
        if (ep > 1)
            error(problems, "ep-dense", "/parallelism/ep", fmt::format("ep is {}, but the model has no experts", ep), "set ep to 1");
        if (parallelism.etp.value_or(1) > 1)
            error(problems, "etp-dense", "/parallelism/etp", fmt::format("etp is {}, but the model has no experts", etp), "set etp to null");
        return;
    }
    const long long fold = 1LL * parallelism.tp * parallelism.cp * parallelism.dp;
    if (fold % (1LL * ep * etp) != 0)
        error(problems, "ep-fold", "/parallelism/ep",
              fmt::format("ep {} x etp {} does not divide tp x cp x dp = {}, over which experts are folded", ep, etp, fold),
              fmt::format("choose ep {} with etp {}", nearestDivisors(static_cast<int>(std::min(fold / std::min<long long>(fold, etp), rankLimit)), ep), etp));
    for (const LayerSpec& kind : model.kinds) {
        Problems found;
        const FeedForwardSpec& ff = kind.feedForward;
        if (ff.isMoe() && ff.experts % ep != 0)
            error(found, "ep-experts", "/parallelism/ep", fmt::format("ep {} does not divide the {} experts", ep, ff.experts),
                  fmt::format("choose ep {}", nearestDivisors(ff.experts, ep)));
        if (ff.isMoe() && ff.expertWidth % etp != 0)
            error(found, "etp-width", "/parallelism/etp", fmt::format("etp {} does not divide the expert width {}", etp, ff.expertWidth),
                  fmt::format("choose etp {}", nearestDivisors(ff.expertWidth, etp)));
        addDistinct(std::move(found), problems);
    }
}

void checkTraining(const Parallelism& parallelism, const TrainingWorkload& workload, Problems& problems)
{
    const long long perStep = 1LL * workload.microBatch * parallelism.dp;
    if (workload.globalBatch % perStep != 0) {
        const long long below = workload.globalBatch / perStep * perStep;
        error(problems, "global-batch", "/workload/global_batch",
              fmt::format("global batch {} is not a multiple of micro_batch {} x dp {} = {}", workload.globalBatch, workload.microBatch, parallelism.dp, perStep),
              below > 0 ? fmt::format("choose {} or {}", below, below + perStep) : fmt::format("choose {}", perStep));
    }
    // Ring and head-tail context parallelism cut the sequence into 2 cp pieces so that the causal work is even (Megatron-Core).
    const long long sequenceParts = parallelism.cp * std::lcm(parallelism.cp > 1 ? 2LL : 1LL, parallelism.sequenceParallel ? parallelism.tp : 1LL);
    if (workload.sequenceTokens % sequenceParts != 0)
        error(problems, "sequence-split", "/workload/sequence_tokens",
              fmt::format("{} tokens do not split into {} equal parts (2 x cp for context, tp for sequence parallelism)", workload.sequenceTokens, sequenceParts),
              fmt::format("choose {}", std::max<long long>(1, workload.sequenceTokens / sequenceParts) * sequenceParts));
    checkMicrobatches(parallelism, workload, sequenceParts, problems);
    if (parallelism.schedule == ScheduleKind::ForwardOnly)
        error(problems, "schedule-training", "/parallelism/schedule", "forward-only has no backward pass, so it cannot train", "choose 1f1b");
    if (parallelism.zeroStage >= 2 && parallelism.pp > 1)
        warning(problems, "zero-pipeline", "/parallelism/zero_stage",
                fmt::format("ZeRO-{} under a pipeline of {} stages reduces or gathers once per micro-batch", parallelism.zeroStage, parallelism.pp),
                "ZeRO-1 sends once per step");
    if (parallelism.hsdpShard) {
        if (parallelism.zeroStage != 3)
            error(problems, "hsdp-zero", "/parallelism/hsdp_shard", fmt::format("hsdp_shard needs zero_stage 3, but it is {}", parallelism.zeroStage),
                  "set zero_stage to 3, or hsdp_shard to null");
        const int group = parallelism.dp * parallelism.cp;
        if (group % *parallelism.hsdpShard != 0)
            error(problems, "hsdp-group", "/parallelism/hsdp_shard",
                  fmt::format("hsdp_shard {} does not divide dp x cp = {}", *parallelism.hsdpShard, group),
                  fmt::format("choose {}", nearestDivisors(group, *parallelism.hsdpShard)));
    }
}

void checkInference(const Parallelism& parallelism, const InferenceWorkload& workload, Problems& problems)
{
    if (parallelism.schedule != ScheduleKind::ForwardOnly)
        problems.push_back({Severity::Info, "schedule-inference", "/parallelism/schedule",
                            fmt::format("inference has forward passes only; schedule {} has no effect", toText(parallelism.schedule)), ""});
    if (workload.concurrency < parallelism.dp && parallelism.ep <= parallelism.tp)
        warning(problems, "idle-replicas", "/workload/concurrency",
                fmt::format("{} requests leave some of the {} replicas idle", workload.concurrency, parallelism.dp),
                fmt::format("raise concurrency to at least {}", parallelism.dp));
    if (workload.prefixTokens > workload.promptTokens)
        error(problems, "prefix-tokens", "/workload/prefix_tokens",
              fmt::format("the shared prefix of {} tokens is longer than the prompt of {}", workload.prefixTokens, workload.promptTokens),
              "prefix_tokens is part of prompt_tokens");
}

void checkPlacement(const Scenario& scenario, const ClusterSpec& cluster, Problems& problems)
{
    if (!scenario.placement)
        return; // defaultPlacement() leaves out what is broken
    const int gpus = cluster.gpus();
    std::vector<char> taken(static_cast<std::size_t>(gpus), 0);
    for (const int broken : cluster.outOfOrder)
        if (broken >= 0 && broken < gpus)
            taken[static_cast<std::size_t>(broken)] = 2;

    const std::vector<int>& placement = *scenario.placement;
    const long long world = scenario.parallelism.worldSize();
    if (static_cast<long long>(placement.size()) != world)
        error(problems, "placement-size", "/placement", fmt::format("{} entries for {} ranks", placement.size(), world), "give one GPU per rank, or null");
    int reported = 0;
    for (std::size_t i = 0; i < placement.size() && reported < reportedEntries; ++i) {
        const int gpu = placement[i];
        const std::string path = fmt::format("/placement/{}", i);
        if (gpu < 0 || gpu >= gpus)
            error(problems, "placement-range", path, fmt::format("GPU {} does not exist; the cluster has 0 to {}", gpu, gpus - 1), "choose an existing GPU");
        else if (taken[static_cast<std::size_t>(gpu)] == 2)
            error(problems, "placement-broken", path, fmt::format("rank {} sits on GPU {}, which is out of order", i, gpu),
                  "move the rank to a free GPU, or set placement to null, which leaves out GPUs that are out of order");
        else if (taken[static_cast<std::size_t>(gpu)] == 1)
            error(problems, "placement-twice", path, fmt::format("GPU {} already carries another rank", gpu), "use each GPU once");
        else {
            taken[static_cast<std::size_t>(gpu)] = 1;
            continue;
        }
        ++reported;
    }
}

std::vector<int> defaultPlacement(long long ranks, const ClusterSpec& cluster)
{
    if (cluster.outOfOrder.empty())
        return {};
    std::vector<char> broken(static_cast<std::size_t>(cluster.gpus()), 0);
    std::vector<char> hurt(static_cast<std::size_t>(cluster.nodes), 0);
    for (const int gpu : cluster.outOfOrder)
        if (gpu >= 0 && gpu < cluster.gpus()) {
            broken[static_cast<std::size_t>(gpu)] = 1;
            hurt[static_cast<std::size_t>(cluster.nodeOf(gpu))] = 1;
        }
    std::vector<int> placement;
    for (const bool wholeNodes : {true, false})
        for (int gpu = 0; gpu < cluster.gpus() && static_cast<long long>(placement.size()) < ranks; ++gpu)
            if ((hurt[static_cast<std::size_t>(cluster.nodeOf(gpu))] == 0) == wholeNodes && broken[static_cast<std::size_t>(gpu)] == 0)
                placement.push_back(gpu);
    const bool plain = std::is_sorted(placement.begin(), placement.end()) && (placement.empty() || placement.back() + 1 == static_cast<int>(placement.size()));
    return plain ? std::vector<int>{} : placement;
}

} // namespace shardscape
