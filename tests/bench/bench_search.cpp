// SPDX-License-Identifier: GPL-3.0-or-later
// Whole searches on one core: plans per second, and how far that is from the least a planner can do (bench_evaluate's kernel).
#include "bench_scenarios.h"
#include "search/search.h"

#include <benchmark/benchmark.h>

using namespace shardscape;
using namespace shardscape::bench;

namespace {

constexpr const char* gpt3 = R"({"format": "shardscape-scenario", "version": 1, "title": "", "model": "gpt3-175b",
    "cluster": {"preset": "dgx-a100", "nodes": 64}, "parallelism": {"tp": 8, "pp": 8, "dp": 8},
    "workload": {"kind": "training", "sequence_tokens": 2048, "micro_batch": 1, "global_batch": 512, "precision": "bf16"}})";

void find(benchmark::State& state, const char* text)
{
    const auto resolved = resolve(text);
    if (!resolved) {
        state.SkipWithError("the scenario cannot be resolved");
        return;
    }
    const CandidateList candidates{resolved->scenario, *resolved->inputs, wholeSpace(resolved->scenario, *resolved->inputs)};
    for (auto _ : state) {
        const auto result = search(candidates, resolved->inputs, {.top = 10, .threads = static_cast<int>(state.range(0))});
        if (!result) {
            state.SkipWithError(result.error().front().message.c_str());
            return;
        }
        state.counters["candidates"] = static_cast<double>(result->candidates);
        state.counters["legal"] = static_cast<double>(result->legal);
        state.counters["timed"] = static_cast<double>(result->timed);
        state.counters["front"] = static_cast<double>(result->front.size());
    }
    state.counters["plans/s"] =
        benchmark::Counter(static_cast<double>(candidates.size()), benchmark::Counter::kIsIterationInvariantRate);
}

} // namespace

// Processor time of the calling thread is what a search with one thread takes.
BENCHMARK_CAPTURE(find, gpt3_175b_512_a100, gpt3)->Arg(1)->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(find, deepseek_v3_2048_h800, deepSeek)->Arg(1)->Iterations(1)->Unit(benchmark::kSecond);

BENCHMARK_MAIN();
