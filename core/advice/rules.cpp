// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of thumb of the field, each tried on the case at hand: the best plan that obeys it against the best that does not, both next to the
// present plan. Sources of the rules: Narayanan et al. 2021 (TP inside the server, PP across), Korthikanti et al. 2022 (recompute only what
// pays), the vLLM documentation on distributed serving (TP within a node, PP across; PP without NVLink).
#include "advice/trials.h"

#include "cost/group_shape.h"
#include "units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>

namespace shardscape::advice {
namespace {

using Keep = std::function<bool(const Scenario&)>;

std::string degreesText(const Parallelism& p)
{
    std::string text;
    for (const auto& [name, degree] : {std::pair{"tp", p.tp}, std::pair{"cp", p.cp}, std::pair{"pp", p.pp}, std::pair{"dp", p.dp}})
        if (degree > 1)
            text += fmt::format("{}{} {}", text.empty() ? "" : " ", name, degree);
    return text.empty() ? "dp 1" : text;
}

std::string paceText(const RuleTrial& trial)
{
    return fmt::format("{} ({}{})", formatTime(Seconds::fromSeconds(paceOf(trial.figures))), degreesText(trial.scenario.parallelism),
                       trial.scenario.workload.training() != nullptr && trial.scenario.parallelism.zeroStage > 1
                           ? fmt::format(" ZeRO-{}", trial.scenario.parallelism.zeroStage)
                           : "");
}

std::string changeText(double before, double after) { return fmt::format("{:+.1f} %", 100.0 * (after / before - 1.0)); }

/// The plan and its moves of degrees; in training each also with the switches that memory may need.
std::vector<Scenario> family(const Trials& trials)
{
    std::vector<Scenario> plans{trials.own()};
    const std::vector<Scenario> trades = degreeTrades(trials.own());
    plans.insert(plans.end(), trades.begin(), trades.end());
    if (trials.own().workload.training() == nullptr)
        return plans;
    std::vector<Scenario> all;
    for (const Scenario& plan : plans)
        for (const RecomputeKind kind : {RecomputeKind::None, RecomputeKind::Selective, RecomputeKind::Full}) {
            Scenario other = plan;
            std::get<TrainingWorkload>(other.workload.kind).recompute = {kind, 0};
            all.push_back(std::move(other));
        }
    return all;
}

std::vector<Scenario> those(const std::vector<Scenario>& plans, const Keep& keep)
{
    std::vector<Scenario> kept;
    std::copy_if(plans.begin(), plans.end(), std::back_inserter(kept), keep);
    return kept;
}

/// Fills verdict and finding from the two best plans. \param pace "step" or "time per token"
void judge(RuleCheck& check, const std::string& obeying, const std::string& breaking, const std::string& pace)
{
    if (!check.follows && !check.breaks) {
        check.finding = "neither kind of plan fits next to the present one";
        return;
    }
    if (!check.breaks) {
        check.verdict = RuleVerdict::Holds;
        check.finding = fmt::format("{} {} {}; no plan {} is possible and fits", pace, obeying, paceText(*check.follows), breaking);
        return;
    }
    if (!check.follows) {
        check.verdict = RuleVerdict::Fails;
        check.finding = fmt::format("no plan {} is possible and fits; {} {} {}", obeying, pace, breaking, paceText(*check.breaks));
        return;
    }
    const double follows = paceOf(check.follows->figures);
    const double breaks = paceOf(check.breaks->figures);
    check.verdict = follows <= breaks ? RuleVerdict::Holds : RuleVerdict::Fails;
    check.finding = fmt::format("{} {} {}, {} {}: {}", pace, obeying, paceText(*check.follows), breaking, paceText(*check.breaks),
                                changeText(follows, breaks));
}

RuleCheck compare(Trials& trials, RuleCheck check, const std::vector<Scenario>& plans, const Keep& obeys, const std::string& obeying,
                  const std::string& breaking)
{
    check.follows = trials.best(those(plans, obeys));
    check.breaks = trials.best(those(plans, [&](const Scenario& s) { return !obeys(s); }));
    judge(check, obeying, breaking, trials.own().workload.training() != nullptr ? "step" : "time per token");
    return check;
}

bool isPcie(const ClusterSpec& cluster)
{
    return cluster.nodeFabric.kind == NodeFabricKind::Pcie || cluster.nodeFabric.kind == NodeFabricKind::NvLinkBridges;
}

RuleCheck tensorInside(Trials& trials, const std::vector<Scenario>& plans)
{
    RuleCheck check{.code = "tp-inside-domain",
                    .rule = "Keep tensor parallelism inside the scale-up domain (NVLink, xGMI).",
                    .failsWhere = "a single request must be answered faster than one domain can, or pipeline stages have too few micro-batches to fill"};
    const int domain = scaleUpDomainGpus(trials.inputs().cluster);
    if (trials.own().parallelism.worldSize() <= domain) {
        check.finding = fmt::format("all GPUs are in one domain of {}", domain);
        return check;
    }
    return compare(trials, std::move(check), plans, [domain](const Scenario& s) { return s.parallelism.tp <= domain; },
                   fmt::format("with tp up to {}", domain), "beyond");
}

RuleCheck noTensorOverPcie(Trials& trials, const std::vector<Scenario>& plans)
{
    RuleCheck check{.code = "no-tp-over-pcie",
                    .rule = "Never run tensor parallelism over PCIe; take pipeline or data parallelism there.",
                    .failsWhere = "one request at a time is served: its layers are halved by TP even over PCIe, while a pipeline leaves all stages but one idle"};
    if (!isPcie(trials.inputs().cluster)) {
        check.finding = "the GPUs of a node are joined by more than PCIe";
        return check;
    }
    return compare(trials, std::move(check), plans, [](const Scenario& s) { return s.parallelism.tp == 1; }, "without tp", "with tp");
}

RuleCheck dataFirst(Trials& trials, const std::vector<Scenario>& plans)
{
    RuleCheck check{.code = "dp-first",
                    .rule = "Where the model fits on one GPU, or with ZeRO on all, data parallelism alone is fastest.",
                    .failsWhere = "the global batch gives each replica too little work to hide the gradient exchange, or sequences are too long for one GPU"};
    std::vector<Scenario> alone;
    for (int stage = 1; stage <= 3; ++stage)
        for (const RecomputeKind kind : {RecomputeKind::None, RecomputeKind::Selective, RecomputeKind::Full}) {
            Scenario plan = trials.own();
            plan.placement.reset();
            Parallelism& p = plan.parallelism;
            p.dp = static_cast<int>(p.worldSize());
            p.tp = p.cp = p.pp = p.vpp = 1;
            p.schedule = ScheduleKind::OneFOneB;
            p.stageLayers.reset();
            p.microbatchGroupSize.reset();
            p.zeroStage = stage;
            auto& training = std::get<TrainingWorkload>(plan.workload.kind);
            training.microBatch = 1;
            training.recompute = {kind, 0};
            alone.push_back(std::move(plan));
        }
    check.follows = trials.best(alone);
    check.breaks = trials.best(those(plans, [](const Scenario& s) { return s.parallelism.tp * s.parallelism.pp * s.parallelism.cp > 1; }));
    if (!check.follows) {
        const auto leanest = trials.leanest(alone);
        check.finding = leanest ? fmt::format("it does not fit: even ZeRO-3 with full recomputation needs {} of {}", formatMemory(leanest->figures.peak),
                                              formatMemory(trials.inputs().cluster.accelerator.memory))
                                : fmt::format("the global batch of {} cannot be shared among {} replicas",
                                              trials.own().workload.training()->globalBatch, trials.own().parallelism.worldSize());
        return check;
    }
    judge(check, "with dp alone", "with model parallelism", "step");
    return check;
}

RuleCheck pipelineForLatency(Trials& trials, const std::vector<Scenario>& plans)
{
    RuleCheck check{.code = "pp-poor-for-latency",
                    .rule = "Pipeline parallelism does not shorten a request; take tensor parallelism where latency counts.",
                    .failsWhere = "the links between GPUs are too slow for an all-reduce in every layer (PCIe, or several nodes)"};
    return compare(trials, std::move(check), plans, [](const Scenario& s) { return s.parallelism.pp == 1; }, "with pp 1", "with pp");
}

RuleCheck recomputeLast(Trials& trials)
{
    RuleCheck check{.code = "recompute-last",
                    .rule = "Recompute activations only when memory asks for it; selective before full.",
                    .failsWhere = "the memory it frees allows larger micro-batches, less tensor parallelism or a lower ZeRO stage that save more"};
    std::vector<Scenario> kept, again;
    for (const RecomputeKind kind : {RecomputeKind::None, RecomputeKind::Selective, RecomputeKind::Full}) {
        Scenario plan = trials.own();
        std::get<TrainingWorkload>(plan.workload.kind).recompute = {kind, 0};
        (kind == RecomputeKind::Full ? again : kept).push_back(std::move(plan));
    }
    check.follows = trials.best(kept);
    check.breaks = trials.best(again);
    judge(check, "without full recomputation", "with it", "step");
    return check;
}

RuleCheck fillPipeline(Trials& trials)
{
    RuleCheck check{.code = "fill-the-pipeline",
                    .rule = "Give a pipeline at least four micro-batches for each stage.",
                    .failsWhere = "small micro-batches make matrix products so small that they lose more than the bubble costs"};
    const Scenario& own = trials.own();
    if (own.parallelism.pp == 1) {
        check.finding = "there is no pipeline";
        return check;
    }
    std::vector<Scenario> sizes;
    for (int size = 1; size <= 16; size *= 2) {
        Scenario plan = own;
        std::get<TrainingWorkload>(plan.workload.kind).microBatch = size;
        sizes.push_back(std::move(plan));
    }
    const auto isFilled = [](const Scenario& s) {
        const TrainingWorkload& w = *s.workload.training();
        return w.globalBatch >= 4LL * s.parallelism.pp * s.parallelism.dp * w.microBatch;
    };
    return compare(trials, std::move(check), sizes, isFilled, "with four or more a stage", "with fewer");
}

} // namespace

std::vector<RuleCheck> checkRules(Trials& trials)
{
    const std::vector<Scenario> plans = family(trials);
    std::vector<RuleCheck> rules{tensorInside(trials, plans), noTensorOverPcie(trials, plans)};
    if (trials.own().workload.training() != nullptr) {
        rules.push_back(dataFirst(trials, plans));
        rules.push_back(recomputeLast(trials));
        rules.push_back(fillPipeline(trials));
    } else {
        rules.push_back(pipelineForLatency(trials, plans));
    }
    return rules;
}

} // namespace shardscape::advice
