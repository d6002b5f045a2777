// SPDX-License-Identifier: GPL-3.0-or-later
// One evaluation: bare, as the search asks for it, and with everything that the window shows.
#include "evaluate/evaluate.h"
#include "io/preset_library.h"
#include "io/scenario_file.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

using namespace shardscape;

namespace {

constexpr const char* llama405b = R"({"format": "shardscape-scenario", "version": 1, "title": "", "model": "llama-3.1-405b",
    "cluster": {"preset": "dgx-h100", "nodes": 2048}, "parallelism": {"tp": 8, "pp": 16, "dp": 128},
    "workload": {"kind": "training", "sequence_tokens": 8192, "micro_batch": 1, "global_batch": 2048, "precision": "bf16"}})";
constexpr const char* deepSeek = R"({"format": "shardscape-scenario", "version": 1, "title": "", "model": "deepseek-v3",
    "cluster": {"preset": "dgx-h800", "nodes": 256}, "parallelism": {"tp": 1, "ep": 64, "pp": 16, "dp": 128},
    "workload": {"kind": "training", "sequence_tokens": 4096, "micro_batch": 1, "global_batch": 15360, "precision": "fp8"}})";
constexpr const char* serving = R"({"format": "shardscape-scenario", "version": 1, "title": "", "model": "llama-3.1-70b",
    "cluster": {"preset": "dgx-h100", "nodes": 1}, "parallelism": {"tp": 8, "pp": 1, "dp": 1, "schedule": "forward-only"},
    "workload": {"kind": "inference", "prompt_tokens": 2048, "output_tokens": 256, "concurrency": 64, "weight_dtype": "fp8"}})";

PresetLibrary allPresets()
{
    PresetLibrary library;
    for (const auto& kind : EnumNames<PresetKind>::table) {
        const std::filesystem::path folder = std::filesystem::path{PRESETS_DIR} / kind.text;
        if (!std::filesystem::is_directory(folder))
            continue;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            std::ifstream file(entry.path());
            const std::string text{std::istreambuf_iterator<char>(file), {}};
            (void)library.add(kind.value, entry.path().stem().string(), entry.path().filename().string(), text);
        }
    }
    return library;
}

void run(benchmark::State& state, const char* text, const EvaluateOptions& options)
{
    const PresetLibrary library = allPresets();
    const auto scenario = readScenario(text);
    const auto resolved = scenario ? library.resolve(*scenario) : Result<Inputs>{failure(scenario.error())};
    if (!resolved) {
        state.SkipWithError(resolved.error().front().message.c_str());
        return;
    }
    const auto inputs = std::make_shared<const Inputs>(*resolved);
    for (auto _ : state) {
        auto evaluation = evaluate(*scenario, inputs, options);
        if (!evaluation)
            state.SkipWithError(evaluation.error().front().message.c_str());
        benchmark::DoNotOptimize(evaluation);
    }
}

constexpr EvaluateOptions bare{.linkMap = false, .timeline = false, .derivations = false};

} // namespace

BENCHMARK_CAPTURE(run, llama405b_16384_bare, llama405b, bare)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(run, deepseek_v3_2048_bare, deepSeek, bare)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(run, serving_70b_bare, serving, bare)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(run, llama405b_16384_full, llama405b, EvaluateOptions{})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, deepseek_v3_2048_full, deepSeek, EvaluateOptions{})->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
