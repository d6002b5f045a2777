// SPDX-License-Identifier: GPL-3.0-or-later
// One evaluation: bare, with everything that the window shows, and as a search evaluates plans one after the other.
#include "bench_scenarios.h"
#include "evaluate/plan_evaluator.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>

using namespace shardscape;
using namespace shardscape::bench;

namespace {

void run(benchmark::State& state, const char* text, const EvaluateOptions& options)
{
    const auto resolved = resolve(text);
    if (!resolved) {
        state.SkipWithError("the scenario cannot be resolved");
        return;
    }
    for (auto _ : state) {
        auto evaluation = evaluate(resolved->scenario, resolved->inputs, options);
        if (!evaluation)
            state.SkipWithError(evaluation.error().front().message.c_str());
        benchmark::DoNotOptimize(evaluation);
    }
}

/// Neighboring plans in turn: what they share is kept, schedule, step and memory of each are worked out anew.
void plan(benchmark::State& state, const char* text)
{
    const auto resolved = resolve(text);
    if (!resolved) {
        state.SkipWithError("the scenario cannot be resolved");
        return;
    }
    PlanEvaluator planner{resolved->inputs};
    std::array<Scenario, 4> scenarios;
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        scenarios[i] = resolved->scenario;
        scenarios[i].parallelism.zeroStage = i < 2 ? 0 : 1;
        std::get<TrainingWorkload>(scenarios[i].workload.kind).recompute.kind = i % 2 == 0 ? RecomputeKind::None : RecomputeKind::Full;
    }
    std::size_t next = 0;
    for (auto _ : state) {
        const Scenario& scenario = scenarios[next++ % scenarios.size()];
        auto figures = planner.evaluate(scenario.parallelism, scenario.workload);
        if (!figures)
            state.SkipWithError(figures.error().front().message.c_str());
        benchmark::DoNotOptimize(figures);
    }
}

/// The least that a planner can do, to measure the distance: FLOPs, one efficiency, ring volumes, the closed form of the 1F1B bubble and
/// 18 bytes a parameter. No layer kinds, no shapes, no schedule.
double bareKernel(double layers, double hidden, double tokens, double tp, double pp, double dp, double microbatches)
{
    const double parameters = 12.0 * layers * hidden * hidden;
    const double compute = 6.0 * parameters * tokens / (tp * pp) / (0.5 * 989e12);
    const double tensor = 8.0 * layers / pp * tokens * hidden * 2.0 * (tp - 1.0) / tp / 400e9;
    const double gradients = 2.0 * 4.0 * parameters / (tp * pp) * (dp - 1.0) / dp / 50e9;
    const double step = (compute + tensor) * (microbatches + pp - 1.0) + std::max(0.0, gradients - compute);
    const double memory = parameters / (tp * pp) * (6.0 + 12.0 / dp) + std::min(pp, microbatches) * 34.0 * tokens * hidden * layers / pp / tp;
    return memory < 80e9 ? step : step * 1e6;
}

void kernel(benchmark::State& state)
{
    double layers = 126, hidden = 16384, tokens = 8192, tp = 1, pp = 16, dp = 128, microbatches = 16;
    for (auto _ : state) {
        for (double* input : {&layers, &hidden, &tokens, &tp, &pp, &dp, &microbatches})
            benchmark::DoNotOptimize(*input); // nothing may be worked out ahead of the loop
        benchmark::DoNotOptimize(bareKernel(layers, hidden, tokens, tp, pp, dp, microbatches));
    }
}

} // namespace

BENCHMARK(kernel)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(plan, llama405b_16384, llama405b)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(plan, deepseek_v3_2048, deepSeek)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(run, llama405b_16384_bare, llama405b, bare)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(run, deepseek_v3_2048_bare, deepSeek, bare)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(run, serving_70b_bare, serving, bare)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(run, llama405b_16384_full, llama405b, EvaluateOptions{})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, deepseek_v3_2048_full, deepSeek, EvaluateOptions{})->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
