// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/op_derivations.h"
#include "evaluate/training.h"
#include "evaluate/variable_length.h"
#include "plan/virtual_stage.h"

#include <fmt/format.h>

namespace shardscape {
namespace {

using enum Pass;

constexpr auto scheduleSource = "simulation of the schedule's task order with the stage times; see the timeline";

struct PartText {
    std::string_view name;
    WorkPart part;
    std::string_view title;
    std::string_view source;
};

constexpr std::array<PartText, 5> parts{{
    {"compute", WorkPart::Compute, "Computation of the fullest stage",
     "roofline of every operation with the accelerator's sustained shares"},
    {"recompute", WorkPart::Recompute, "Recomputation in the backward pass", "Korthikanti et al. 2022, arXiv 2205.05198, sec. 5"},
    {"tp_exposed", WorkPart::Tp, "Exposed tensor-parallel transfers",
     "Korthikanti et al. 2022, arXiv 2205.05198, sec. 4.2.2; exposed share of the software generation"},
    {"cp_exposed", WorkPart::Cp, "Exposed context-parallel transfers",
     "Liu et al. 2023, arXiv 2310.01889: what a ring step's attention does not cover"},
    {"ep_exposed", WorkPart::Ep, "Exposed expert-parallel transfers",
     "dispatch and combine, both ways; exposed share of the software generation"},
}};

/// m x (forward + input gradient + weight gradient) of the fullest stage; `packed` below 1 where overlapped pairs save time.
void recordPart(const PartText& text, const TrainingStep& step, const TrainingContext& c, DerivationLog& log)
{
    const double value = partSeconds(step.report.breakdown, text.name);
    const double m = c.plan.microbatches;
    const double listed = m * step.bottleneck.part(text.part);
    const auto stage = [&](std::string_view pass) {
        return text.part == WorkPart::Compute ? fmt::format("training/stage/{}", pass) : std::string{};
    };
    log.add({.id = fmt::format("training/breakdown/{}", text.name),
             .name = std::string{text.title},
             .unit = "seconds",
             .value = value,
             .formula = "m * (forward + input_gradient + weight_gradient) * packed",
             .terms = {{"m", m, "", "micro-batches per step and pipeline", ""},
                       {"forward", step.bottleneck.at(Forward, text.part), "seconds",
                        fmt::format("forward pass of one micro-batch on stage {}", step.bottleneckStage), stage("forward")},
                       {"input_gradient", step.bottleneck.at(InputGradient, text.part), "seconds", "its input-gradient pass",
                        stage("input_gradient")},
                       {"weight_gradient", step.bottleneck.at(WeightGradient, text.part), "seconds", "its weight-gradient pass",
                        stage("weight_gradient")},
                       {"packed", listed > 0 ? value / listed : 1.0, "",
                        "1; less where forward-backward pairs save time or micro-batches are shorter, more for transfers that show outside pairs", ""}},
             .source = std::string{text.source},
             .validity = "the fullest stage; the others wait for it inside the bubble",
             .guess = text.part == WorkPart::Compute && !c.efficiency.guesses.empty()});
}

void recordPipelineParts(const TrainingStep& step, const TrainingContext& c, DerivationLog& log)
{
    const double makespan = step.pipeline.seconds;
    const double bubble = partSeconds(step.report.breakdown, "bubble");
    const double sends = partSeconds(step.report.breakdown, "pp_exposed");
    const double busy = makespan - bubble - sends;
    log.add({.id = "training/breakdown/bubble",
             .name = "Idle time of the fullest stage",
             .unit = "seconds",
             .value = bubble,
             .formula = "makespan_without_sends - busy",
             .terms = {{"makespan_without_sends", busy + bubble, "seconds", "end of the schedule if activations arrived at once", ""},
                       {"busy", busy, "seconds", "time the fullest stage computes or waits for the collectives of its passes", ""}},
             .source = scheduleSource,
             .validity = "one step, with the ramp at its start and end",
             .guess = false});
    const double sync = step.sendSeconds > 0 && !c.overlap.pp ? c.efficiency.pipelineSyncSeconds : 0.0;
    const Constant wait = efficiencyConstant("pipeline_sync_seconds", c.inputs.cluster.accelerator, c.inputs.software);
    log.add({.id = "pipeline/send",
             .name = "Time of one activation between stages",
             .unit = "seconds",
             .value = step.sendSeconds,
             .formula = "transfer + sync",
             .terms = {{"transfer", step.sendSeconds - sync, "seconds", "over links or network, mean of the boundaries", ""},
                       {"sync", sync, "seconds", "pipeline_sync_seconds (" + wait.source + ")", ""}},
             .source = "step model of transfers",
             .validity = c.overlap.pp ? "asynchronous sends" : "sender and receiver wait for it",
             .guess = wait.guess && sync > 0});
    log.add({.id = "training/breakdown/pp_exposed",
             .name = "Exposed transfers between stages",
             .unit = "seconds",
             .value = sends,
             .formula = "makespan - makespan_without_sends",
             .terms = {{"makespan", makespan, "seconds", "length of the schedule in the step", "pipeline/length"},
                       {"makespan_without_sends", busy + bubble, "seconds", "the same if activations arrived at once", ""}},
             .source = scheduleSource,
             .validity = "the critical path's share of all sends",
             .guess = false});
    log.add({.id = "pipeline/length",
             .name = "Length of the pipeline schedule in the step",
             .unit = "seconds",
             .value = makespan,
             .formula = "busy + bubble + sends",
             .terms = {{"busy", busy, "seconds", "busy time of the fullest stage", ""},
                       {"bubble", bubble, "seconds", "its idle time", "training/breakdown/bubble"},
                       {"sends", sends, "seconds", "exposed transfers", "training/breakdown/pp_exposed"}},
             .source = scheduleSource,
             .validity = "without gradient reduction and optimizer",
             .guess = false});
    const double stages = c.plan.layout.stages;
    log.add({.id = "pipeline/bubble",
             .name = "Share of GPU time the pipeline leaves idle",
             .unit = "",
             .value = step.pipeline.bubbleFraction,
             .formula = "1 - busy_all / (p * makespan)",
             .terms = {{"busy_all", (1.0 - step.pipeline.bubbleFraction) * stages * step.pipeline.makespan, "seconds",
                        "busy time of all stages together", ""},
                       {"p", stages, "", "pipeline stages", ""},
                       {"makespan", step.pipeline.makespan, "seconds", "length of the schedule with its ramps", ""}},
             .source = scheduleSource,
             .validity = fmt::format("{} with {} micro-batches", toText(c.plan.parallelism.schedule), c.plan.microbatches),
             .guess = false});
}

void recordDataParallel(const TrainingStep& step, const TrainingContext& c, DerivationLog& log)
{
    const DataParallelTimes& dp = step.tail;
    const double m = c.plan.microbatches;
    const double value = partSeconds(step.report.breakdown, "dp_exposed");
    log.add({.id = "training/breakdown/dp_exposed",
             .name = "Exposed gradient and parameter traffic",
             .unit = "seconds",
             .value = value,
             .formula = "per_step + m * per_microbatch + tied",
             .terms = {{"per_step", dp.exposedPerStep, "seconds",
                        fmt::format("of {:.4g} s reduction and {:.4g} s gathering, beyond the windows and what hiding costs",
                                    dp.reduceSeconds, dp.gatherSeconds),
                        ""},
                       {"m", m, "", "micro-batches", ""},
                       {"per_microbatch", dp.exposedPerMicrobatch, "seconds",
                        "FSDP without pipeline: gathers and reduction in every micro-batch", ""},
                       {"tied", value - dp.exposedPerStep - m * dp.exposedPerMicrobatch, "seconds",
                        "gradients of a tied embedding over first and last stage", ""}},
             .source = "Rajbhandari et al. 2020, arXiv 1910.02054 (volumes); Zhao et al. 2023, arXiv 2304.11277 (FSDP)",
             .validity = "the stage where it lasts longest",
             .guess = false});
    log.add({.id = "training/breakdown/optimizer",
             .name = "Optimizer step",
             .unit = "seconds",
             .value = dp.optimizerSeconds,
             .formula = "memory + host + fixed",
             .terms = {{"memory", dp.optimizerSeconds - dp.hostUpdateSeconds - c.efficiency.optimizerFixedSeconds, "seconds",
                        "states, gradients and parameters once through memory", ""},
                       {"host", dp.hostUpdateSeconds, "seconds",
                        "with offload: gradients to the host beyond the last backward pass, then its update or the parameters' way back", ""},
                       {"fixed", c.efficiency.optimizerFixedSeconds, "seconds", "launches, gradient norm", ""}},
             .source = efficiencyConstant("optimizer_bytes_per_parameter", c.inputs.cluster.accelerator, c.inputs.software).source,
             .validity = "sharded over data-parallel ranks with ZeRO 1 and above",
             .guess = false});
    const double other = partSeconds(step.report.breakdown, "other");
    const double stragglers = (step.stragglerFactor - 1.0) * (step.pipeline.seconds + value + dp.optimizerSeconds);
    log.add({.id = "training/breakdown/other",
             .name = "Host time and stragglers",
             .unit = "seconds",
             .value = other,
             .formula = "host + (factor - 1) * before",
             .terms = {{"host", other - stragglers, "seconds", "launch time of MoE layers that the device does not cover", ""},
                       {"factor", step.stragglerFactor, "", "slow-down by the number of nodes", ""},
                       {"before", step.pipeline.seconds + value + dp.optimizerSeconds, "seconds", "step without it", ""}},
             .source = "published weak-scaling runs up to 2000 nodes",
             .validity = "data loading and checkpoints are not in it",
             .guess = false});
}

void recordStep(const TrainingStep& step, DerivationLog& log)
{
    Derivation d{.id = "training/step",
                 .name = "Time of one training step",
                 .unit = "seconds",
                 .value = step.report.step.inSeconds(),
                 .formula = "sum(",
                 .terms = {},
                 .source = "sum of the breakdown",
                 .validity = "data loading and checkpoints are not in it",
                 .guess = false};
    for (const TimePart& part : step.report.breakdown) {
        d.formula += (d.terms.empty() ? "" : ", ") + part.name;
        d.terms.push_back({part.name, part.time.inSeconds(), "seconds", "", "training/breakdown/" + part.name});
    }
    d.formula += ")";
    log.add(std::move(d));
}

void recordUtilization(const TrainingStep& step, const TrainingContext& c, DerivationLog& log)
{
    const auto [tokens, flops] = stepTokens(c);
    const TrainingReport& r = step.report;
    const Term tokensTerm{"tokens", tokens, "tokens", "tokens of the global batch", ""};
    const Term seconds{"step", r.step.inSeconds(), "seconds", "time of a step", "training/step"};
    const Term gpus{"gpus", static_cast<double>(c.plan.mesh.ranks()), "", "GPUs of the plan", ""};
    const Term peak{"peak", step.meanPeakFlops, "flops", step.meanPeakFlops == c.efficiency.bf16Flops ? "dense bf16 peak of one GPU per second"
                                                                 : "dense bf16 peak of a GPU per second, on average over unlike GPUs",
                    ""};
    const Term matrices{"matrices", flops.matrices, "flops", "two per parameter of the matrices a token visits", ""};
    const Term head{"head", flops.head, "flops", "output head", ""};
    const Term causal{"attention", flops.attentionCausal, "flops", "attention core, causal half", ""};
    const Term full{"attention", flops.attentionFull, "flops", "attention core, full square", ""};
    log.add({.id = "training/model_flops",
             .name = "Model FLOPs of a step (causal)",
             .unit = "flops",
             .value = r.modelFlops.inFlops(),
             .formula = "3 * (matrices + head + attention) * tokens",
             .terms = {matrices, head, causal, tokensTerm},
             .source = "Megatron-LM num_floating_point_operations (causal since 2025); backward counts twice",
             .validity = "norms, softmax and recomputation are not counted",
             .guess = false});
    log.add({.id = "training/mfu",
             .name = "Model FLOPs utilization, full attention",
             .unit = "",
             .value = r.mfu,
             .formula = "3 * (matrices + head + attention) * tokens / (step * gpus * peak)",
             .terms = {matrices, head, full, tokensTerm, seconds, gpus, peak},
             .source = "Narayanan et al. 2021, arXiv 2104.04473; PaLM, arXiv 2204.02311, appendix B",
             .validity = "against the dense bf16 peak at any precision",
             .guess = false});
    log.add({.id = "training/mfu_causal",
             .name = "Model FLOPs utilization, causal half",
             .unit = "",
             .value = r.mfuCausal,
             .formula = "model_flops / (step * gpus * peak)",
             .terms = {{"model_flops", r.modelFlops.inFlops(), "flops", "", "training/model_flops"}, seconds, gpus, peak},
             .source = "Megatron-LM counter since 2025",
             .validity = "against the dense bf16 peak at any precision",
             .guess = false});
    log.add({.id = "training/hfu",
             .name = "Hardware FLOPs utilization",
             .unit = "",
             .value = r.hfu,
             .formula = "mfu * (1 + repeated / 3)",
             .terms = {{"mfu", r.mfu, "", "", "training/mfu"},
                       {"repeated", 3.0 * (r.hfu / r.mfu - 1.0), "", "share of the forward pass that is computed again", ""}},
             .source = "Korthikanti et al. 2022, arXiv 2205.05198",
             .validity = "",
             .guess = false});
    log.add({.id = "training/tokens_per_second_per_gpu",
             .name = "Tokens per second and GPU",
             .unit = "",
             .value = r.tokensPerSecondPerGpu,
             .formula = "tokens / (step * gpus)",
             .terms = {tokensTerm, seconds, gpus},
             .source = "definition",
             .validity = "",
             .guess = false});
}

} // namespace

void recordTraining(const TrainingStep& step, const TrainingContext& c, DerivationLog& log)
{
    recordComputation(step.bottleneck, step.bottleneckStage, c, log);
    for (const PartText& part : parts)
        recordPart(part, step, c, log);
    recordPipelineParts(step, c, log);
    recordDataParallel(step, c, log);
    recordStep(step, log);
    recordUtilization(step, c, log);
}

} // namespace shardscape
