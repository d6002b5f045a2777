// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/spending.h"

namespace shardscape {
namespace {

constexpr double secondsPerHour = 3600.0;
constexpr double secondsPerDay = 86'400.0;
constexpr auto notCounted = "data loading, checkpoints, evaluation and restarts are not in it";

Term gpusTerm(const Evaluation& e) { return {"gpus", static_cast<double>(e.ranks), "", "GPUs of the plan", ""}; }

void recordBudget(const Evaluation& e, const BudgetReport& b, DerivationLog& log)
{
    const Term tokens{"budget", b.tokens, "tokens", "tokens of the whole run (workload.token_budget)", ""};
    const double batch = b.tokens / b.steps;
    const Term step{"step", e.training->step.inSeconds(), "seconds", "", "training/step"};
    const Term perStep{"tokens_per_step", batch, "tokens", "global batch times sequence", ""};
    log.add({.id = "training/budget/days",
             .name = "Days for the token budget",
             .unit = "",
             .value = b.time.inSeconds() / secondsPerDay,
             .formula = "budget / tokens_per_step * step / 86400",
             .terms = {tokens, perStep, step},
             .source = "definition",
             .validity = notCounted,
             .guess = false});
    log.add({.id = "training/budget/gpu_hours",
             .name = "GPU hours for the token budget",
             .unit = "",
             .value = b.gpuHours,
             .formula = "budget / tokens_per_step * step * gpus / 3600",
             .terms = {tokens, perStep, step, gpusTerm(e)},
             .source = "definition",
             .validity = notCounted,
             .guess = false});
    if (b.usd && e.price)
        log.add({.id = "training/budget/usd",
                 .name = "Cost of the token budget",
                 .unit = "",
                 .value = *b.usd,
                 .formula = "gpu_hours * price",
                 .terms = {{"gpu_hours", b.gpuHours, "", "", "training/budget/gpu_hours"},
                           {"price", e.price->usdPerHour, "", "US dollars per GPU hour", ""}},
                 .source = e.price->source,
                 .validity = "rent of the GPUs alone",
                 .guess = false});
}

void addTraining(Evaluation& e, const TrainingWorkload& workload, DerivationLog* log)
{
    TrainingReport& r = *e.training;
    const double watts = e.inputs->cluster.accelerator.tdpWatts;
    const double step = r.step.inSeconds();
    r.energyBoundJoules = watts * e.ranks * step;
    if (watts > 0)
        record(log, [&] {
            return Derivation{.id = "training/energy_bound",
                              .name = "Energy of a step in joules, at most",
                              .unit = "",
                              .value = r.energyBoundJoules,
                              .formula = "tdp * gpus * step",
                              .terms = {{"tdp", watts, "", "watts a GPU may draw", ""},
                                        gpusTerm(e),
                                        {"step", step, "seconds", "", "training/step"}},
                              .source = e.inputs->cluster.accelerator.source,
                              .validity = "an upper bound for the GPUs; hosts, network and cooling come on top",
                              .guess = false};
        });
    if (!workload.tokenBudget)
        return;
    BudgetReport b;
    b.tokens = *workload.tokenBudget;
    b.steps = b.tokens / (static_cast<double>(workload.globalBatch) * workload.sequenceTokens);
    b.time = r.step * b.steps;
    b.gpuHours = b.time.inSeconds() * e.ranks / secondsPerHour;
    if (e.price)
        b.usd = b.gpuHours * e.price->usdPerHour;
    r.budget = b;
    if (log != nullptr)
        recordBudget(e, b, *log);
}

void addInference(Evaluation& e, DerivationLog* log)
{
    InferenceReport& r = *e.inference;
    const double rate = r.outputTokensPerSecond;
    if (rate <= 0)
        return;
    const double watts = e.inputs->cluster.accelerator.tdpWatts;
    const Term rateTerm{"throughput", rate, "", "output tokens per second", "inference/throughput"};
    r.energyBoundJoules = watts * e.ranks / rate;
    if (watts > 0)
        record(log, [&] {
            return Derivation{.id = "inference/energy_bound",
                              .name = "Energy of an output token in joules, at most",
                              .unit = "",
                              .value = r.energyBoundJoules,
                              .formula = "tdp * gpus / throughput",
                              .terms = {{"tdp", watts, "", "watts a GPU may draw", ""}, gpusTerm(e), rateTerm},
                              .source = e.inputs->cluster.accelerator.source,
                              .validity = "an upper bound for the GPUs; hosts, network and cooling come on top",
                              .guess = false};
        });
    if (!e.price)
        return;
    r.usdPerMillionTokens = e.price->usdPerHour * e.ranks / (rate * secondsPerHour) * 1e6;
    record(log, [&] {
        return Derivation{.id = "inference/usd_per_million_tokens",
                          .name = "Cost of a million output tokens",
                          .unit = "",
                          .value = *r.usdPerMillionTokens,
                          .formula = "price * gpus / (throughput * 3600) * 1000000",
                          .terms = {{"price", e.price->usdPerHour, "", "US dollars per GPU hour", ""}, gpusTerm(e), rateTerm},
                          .source = e.price->source,
                          .validity = "rent of the GPUs alone, always at this concurrency; prompts are in it",
                          .guess = false};
    });
}

} // namespace

std::optional<GpuPrice> gpuPrice(const Workload& workload, const AcceleratorSpec& accelerator)
{
    if (workload.gpuHourUsd)
        return GpuPrice{*workload.gpuHourUsd, "entered by the user (workload.usd_per_gpu_hour)"};
    if (accelerator.priceUsdPerHour > 0 && !accelerator.priceSource.empty())
        return GpuPrice{accelerator.priceUsdPerHour, accelerator.priceSource};
    return std::nullopt;
}

void addSpending(Evaluation& e, DerivationLog* log)
{
    e.price = gpuPrice(e.scenario.workload, e.inputs->cluster.accelerator);
    if (e.training)
        addTraining(e, *e.scenario.workload.training(), log);
    if (e.inference)
        addInference(e, log);
}

} // namespace shardscape
