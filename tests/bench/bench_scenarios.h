// SPDX-License-Identifier: GPL-3.0-or-later
// The scenarios that the benchmarks of evaluation and search share, and the presets they name.
#pragma once

#include "evaluate/evaluate.h"
#include "io/preset_library.h"
#include "io/scenario_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>

namespace shardscape::bench {

inline constexpr const char* llama405b = R"({"format": "shardscape-scenario", "version": 1, "title": "", "model": "llama-3.1-405b",
    "cluster": {"preset": "dgx-h100", "nodes": 2048}, "parallelism": {"tp": 8, "pp": 16, "dp": 128},
    "workload": {"kind": "training", "sequence_tokens": 8192, "micro_batch": 1, "global_batch": 2048, "precision": "bf16"}})";
inline constexpr const char* deepSeek = R"({"format": "shardscape-scenario", "version": 1, "title": "", "model": "deepseek-v3",
    "cluster": {"preset": "dgx-h800", "nodes": 256}, "parallelism": {"tp": 1, "ep": 64, "pp": 16, "dp": 128},
    "workload": {"kind": "training", "sequence_tokens": 4096, "micro_batch": 1, "global_batch": 15360, "precision": "fp8"}})";
inline constexpr const char* serving = R"({"format": "shardscape-scenario", "version": 1, "title": "", "model": "llama-3.1-70b",
    "cluster": {"preset": "dgx-h100", "nodes": 1}, "parallelism": {"tp": 8, "pp": 1, "dp": 1, "schedule": "forward-only"},
    "workload": {"kind": "inference", "prompt_tokens": 2048, "output_tokens": 256, "concurrency": 64, "weight_dtype": "fp8"}})";

inline PresetLibrary allPresets()
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

struct Resolved {
    Scenario scenario;
    std::shared_ptr<const Inputs> inputs;
};

/// Nothing where the text or what it names is wrong.
inline std::optional<Resolved> resolve(const char* text)
{
    const auto scenario = readScenario(text);
    auto inputs = scenario ? allPresets().resolve(*scenario) : Result<Inputs>{failure(scenario.error())};
    if (!inputs)
        return std::nullopt;
    return Resolved{*scenario, std::make_shared<const Inputs>(std::move(*inputs))};
}

inline constexpr EvaluateOptions bare{.linkMap = false, .timeline = false, .derivations = false};

} // namespace shardscape::bench
