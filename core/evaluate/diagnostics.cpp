// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/diagnostics.h"

#include "cost/efficiency.h"
#include "cost/step_network.h"
#include "evaluate/bands.h"
#include "plan/plan.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {
namespace {

constexpr double highBubble = 0.2;

void note(Evaluation& e, Severity severity, std::string code, std::string path, std::string message, std::string hint)
{
    e.diagnostics.push_back({severity, std::move(code), std::move(path), std::move(message), std::move(hint)});
}

void noteMemory(Evaluation& e)
{
    const MemoryReport& m = e.memory;
    const bool training = e.training.has_value();
    const std::string used = fmt::format("stage {} needs {:.1f} GiB of {:.1f} GiB", m.worstStage, m.peak.inGiB(), m.capacity.inGiB());
    switch (m.verdict) {
    case FitVerdict::Fits: break;
    case FitVerdict::Tight:
        note(e, Severity::Warning, "memory-tight", "/parallelism", used + ", so fragmentation may break it",
             training ? "recompute activations, or raise tp, pp or zero_stage" : "lower the concurrency or raise tp");
        break;
    case FitVerdict::DoesNotFit:
        note(e, Severity::Error, "does-not-fit", "/parallelism", used,
             training ? "raise tp, pp or zero_stage, or recompute activations"
                      : "raise tp or pp, quantize the weights, or lower the concurrency");
        break;
    }
}

void noteGroups(Evaluation& e)
{
    const Plan& plan = *e.plan;
    const GroupShape tp = shapeOf(GroupKind::Tp, plan, e.inputs->cluster);
    const int domain = std::max(e.inputs->cluster.nodeFabric.domainGpus, e.inputs->cluster.gpusPerNode);
    if (tp.domains > 1)
        note(e, Severity::Warning, "tp-spans-nodes", "/parallelism/tp",
             fmt::format("tensor-parallel groups of {} ranks span {} scale-up domains and send every layer's activations over the network",
                         tp.ranks, tp.domains),
             tp.ranks > domain ? fmt::format("keep tp at most {} and use pp or dp for the rest", domain)
                               : "place tp innermost, and move GPUs that were placed by hand back to their group");
    const GroupShape ep = shapeOf(GroupKind::Ep, plan, e.inputs->cluster);
    if (ep.domains > 1)
        note(e, Severity::Info, "ep-spans-nodes", "/parallelism/ep",
             fmt::format("expert groups of {} ranks span {} scale-up domains: dispatch and combine use the network", ep.ranks, ep.domains),
             "smaller ep keeps them inside, at the cost of more expert weights per GPU");
}

void notePipeline(Evaluation& e)
{
    const PipelineReport& p = e.pipeline;
    if (p.stages <= 1)
        return;
    if (p.microbatches < p.stages && e.training)
        note(e, Severity::Warning, "few-microbatches", "/workload/global_batch",
             fmt::format("{} micro-batches keep {} pipeline stages busy only in part", p.microbatches, p.stages),
             "raise global_batch, or lower pp or dp");
    if (p.bubbleFraction > highBubble)
        note(e, Severity::Warning, "pp-bubble", "/parallelism/pp",
             fmt::format("the pipeline leaves {:.0f} % of GPU time idle ({} stages, {} micro-batches)", 100.0 * p.bubbleFraction, p.stages,
                         p.microbatches),
             e.training ? "more micro-batches, interleaving (vpp) or a zero-bubble schedule"
                        : "more requests in flight, or tensor instead of pipeline parallelism");
}

void noteServing(Evaluation& e)
{
    if (!e.inference)
        return;
    const InferenceWorkload& w = *e.scenario.workload.inference();
    if (e.inference->maxConcurrency < w.concurrency)
        note(e, Severity::Warning, "kv-full", "/workload/concurrency",
             fmt::format("KV caches hold {:.0f} requests of {} tokens, {} are asked for; the rest waits", e.inference->maxConcurrency,
                         w.promptTokens + w.outputTokens, w.concurrency),
             "more GPUs, kv_dtype fp8, or a lower concurrency");
}

const char* paceHint(PaceGapKind kind, bool training)
{
    switch (kind) {
    case PaceGapKind::Groups:
        return "keep tensor, context and expert groups on one kind of node: put tp innermost in axis_order, or place the ranks so";
    case PaceGapKind::Replicas:
        return training ? "give each stage one kind of node: put pp outermost in axis_order, and the slower nodes fewer layers by stage_layers"
                        : "serve from the faster nodes alone, or send the slower replicas fewer requests";
    case PaceGapKind::Stages: return "give the stages on the slower nodes fewer layers by stage_layers";
    }
    return "";
}

/// Groups whose members are on unlike nodes: who sets the pace and what it costs.
void notePace(Evaluation& e)
{
    const auto nameOf = [&](int kind) {
        return fmt::format("{} ({})", e.inputs->cluster.ofKind(kind).accelerator.name, e.inputs->cluster.ofKind(kind).name);
    };
    for (const PaceGap& gap : e.paceGaps) {
        const bool stages = gap.kind == PaceGapKind::Stages && e.training;
        const std::string costs = fmt::format("{:.3g} s of {}", gap.slow.inSeconds(), e.training ? "a step" : "a request");
        const std::string instead = fmt::format("{:.3g} s, {:.0f} % longer", gap.fast.inSeconds(), 100.0 * (gap.slow / gap.fast - 1.0));
        note(e, Severity::Warning, "slowest-member", stages ? "/parallelism/stage_layers" : "/parallelism/axis_order",
             stages ? fmt::format("{} wait for {}: its stage works {} and that on {} {}", gap.group, nameOf(gap.slowKind), costs,
                                  nameOf(gap.fastKind), instead)
                    : fmt::format("{} wait for {}: {} where {} alone would take {}", gap.group, nameOf(gap.slowKind), costs,
                                  nameOf(gap.fastKind), instead),
             paceHint(gap.kind, e.training.has_value()));
    }
}

/// Whether a constant enters this evaluation's times: of its kind of workload, its number formats and its fabric.
bool isUsed(std::string_view name, const ClusterSpec& nodes, const Evaluation& e)
{
    const bool serving = name.starts_with("serve") || name.starts_with("one_shot");
    const bool training =
        name.starts_with("train") || name.starts_with("attention") || name.starts_with("kernel") || name.starts_with("moe");
    if (e.training ? serving : training)
        return false;
    if (name.starts_with("moe") || name == "serve_grouped" || name == "serve_moe_seconds")
        return e.inputs->model.hasExperts();
    const double bytes =
        bytesPerElement(e.training ? e.scenario.workload.training()->precision : e.scenario.workload.inference()->weightDtype);
    if (name.ends_with("gemm_fp8"))
        return bytes < 1.5 && bytes > 0.9;
    if (name.ends_with("gemm_fp4"))
        return bytes <= 0.9;
    const NodeFabricKind kind = nodes.nodeFabric.kind;
    if (name.starts_with("link"))
        return kind == NodeFabricKind::NvSwitch || kind == NodeFabricKind::NvLinkMesh;
    return true;
}

/// A calibration is never applied in silence, and never in silence left out.
void noteCalibration(Evaluation& e)
{
    const auto& calibration = e.scenario.calibration;
    if (!calibration)
        return;
    if (!calibration->factors) {
        note(e, Severity::Info, "calibration-not-applied", "/calibration", "measured figures are given, but no factors were fitted from them",
             "fit them: Calibrate in the window, or shardscape calibrate FILE");
        return;
    }
    std::string factors;
    for (const auto& factor : EnumNames<CalibrationFactor>::table)
        factors += fmt::format("{}{} x {:.3f}", factors.empty() ? "" : ", ", factor.text, (*calibration->factors)[factor.value]);
    if (calibration->factors->extraMemory != Bytes{})
        factors += fmt::format(", memory {:+.2f} GiB", calibration->factors->extraMemory.inGiB());
    note(e, Severity::Info, "calibrated", "/calibration",
         fmt::format("times and memory are calibrated{}{}: {}", calibration->name.empty() ? "" : " with ", calibration->name, factors),
         calibration->fittedOn.empty() ? "" : "fitted on " + calibration->fittedOn);
}

/// "; 34 % of the step rests on them, link_gather 20 %, ...", where the shares were asked for.
std::string guessedTime(const Evaluation& e)
{
    if (e.guesses.empty())
        return {};
    constexpr std::size_t named = 3;
    std::string text = fmt::format("; {:.0f} % of the {} rests on them", 100.0 * guessedTotal(e.guesses),
                                   e.training ? "step" : "time per output token");
    for (std::size_t i = 0; i < std::min(named, e.guesses.size()); ++i)
        text += fmt::format(", {} {:.0f} %", e.guesses[i].constant, 100.0 * e.guesses[i].share);
    return text;
}

void noteGuesses(Evaluation& e, const ClusterSpec& nodes)
{
    const Efficiency efficiency = efficiencyOf(nodes.accelerator, e.inputs->software);
    std::string names;
    for (const std::string_view name : efficiency.guesses)
        if (isUsed(name, nodes, e))
            names += names.empty() ? std::string{name} : ", " + std::string{name};
    if (!names.empty())
        note(e, Severity::Info, "guessed-constants", "/cluster",
             fmt::format("no measurement of {} is published for: {}{}", nodes.accelerator.name, names, guessedTime(e)),
             "the band allows for it; calibrate with a run of your own to narrow it");
}

void noteAssumptions(Evaluation& e)
{
    const SoftwareSpec& software = e.inputs->software;
    const char* how = e.scenario.workload.software ? "is" : "was left open and taken as";
    note(e, Severity::Info, "software-generation", "/workload/software",
         fmt::format("the software generation {} {} ({})", how, software.id, software.name),
         "set workload.software to the release you run");
    if (e.training && e.scenario.workload.training()->moeImbalance == 1.0 && e.inputs->model.hasExperts())
        note(e, Severity::Info, "balanced-routing", "/workload/moe_imbalance", "expert load is taken as balanced but for chance",
             "real routing costs 8 to 20 %: set moe_imbalance");
    if (e.training)
        note(e, Severity::Info, "not-counted", "/workload", "data loading, checkpoints and evaluation are not in the step", "");
    for (int kind = 0; kind < std::max(1, static_cast<int>(e.inputs->cluster.kinds.size())); ++kind)
        noteGuesses(e, e.inputs->cluster.ofKind(kind));
    noteCalibration(e);
}

} // namespace

void diagnose(Evaluation& e)
{
    e.diagnostics.insert(e.diagnostics.end(), e.inputs->notes.begin(), e.inputs->notes.end());
    e.diagnostics.insert(e.diagnostics.end(), e.plan->notes.begin(), e.plan->notes.end());
    noteMemory(e);
    noteGroups(e);
    notePace(e);
    notePipeline(e);
    noteServing(e);
    noteAssumptions(e);
}

} // namespace shardscape
