// SPDX-License-Identifier: GPL-3.0-or-later
// Scenarios that tests of the evaluation share: the cases that every version must show correctly, written as files would be.
#pragma once

#include "evaluate/evaluate.h"
#include "io/scenario_file.h"
#include "support/preset_folder.h"

#include <QString>

namespace shardscape::test {

struct TrainingCase {
    const char* model = "llama-3.1-70b";
    const char* cluster = "dgx-h100";
    int nodes = 8;
    int tp = 8, cp = 1, ep = 1, pp = 8, dp = 1, vpp = 1;
    const char* schedule = "1f1b";
    int sequence = 8192, microBatch = 1, globalBatch = 128;
    const char* precision = "bf16";
    const char* recompute = "selective";
    int zeroStage = 1;
};

inline QByteArray scenarioText(const TrainingCase& c)
{
    return QStringLiteral(R"({"format": "shardscape-scenario", "version": 1, "title": "test", "model": "%1",
        "cluster": {"preset": "%2", "nodes": %3},
        "parallelism": {"tp": %4, "cp": %5, "ep": %6, "pp": %7, "dp": %8, "vpp": %9, "schedule": "%10", "zero_stage": %11},
        "workload": {"kind": "training", "sequence_tokens": %12, "micro_batch": %13, "global_batch": %14, "precision": "%15", "recompute": "%16"}})")
        .arg(c.model, c.cluster)
        .arg(c.nodes)
        .arg(c.tp)
        .arg(c.cp)
        .arg(c.ep)
        .arg(c.pp)
        .arg(c.dp)
        .arg(c.vpp)
        .arg(c.schedule)
        .arg(c.zeroStage)
        .arg(c.sequence)
        .arg(c.microBatch)
        .arg(c.globalBatch)
        .arg(c.precision, c.recompute)
        .toUtf8();
}

struct ServingCase {
    const char* model = "llama-2-70b";
    const char* cluster = "a100-nvlink-4";
    int nodes = 1;
    int tp = 4, ep = 1, pp = 1, dp = 1;
    int prompt = 1024, output = 256, concurrency = 1;
    const char* weights = "bf16";
    int prefix = 0, prefixes = 0;
};

inline QByteArray scenarioText(const ServingCase& c)
{
    return QStringLiteral(R"({"format": "shardscape-scenario", "version": 1, "title": "test", "model": "%1",
        "cluster": {"preset": "%2", "nodes": %3},
        "parallelism": {"tp": %4, "ep": %5, "pp": %6, "dp": %7, "schedule": "forward-only"},
        "workload": {"kind": "inference", "prompt_tokens": %8, "output_tokens": %9, "concurrency": %10, "weight_dtype": "%11",
                     "prefix_tokens": %12, "distinct_prefixes": %13}})")
        .arg(c.model, c.cluster)
        .arg(c.nodes)
        .arg(c.tp)
        .arg(c.ep)
        .arg(c.pp)
        .arg(c.dp)
        .arg(c.prompt)
        .arg(c.output)
        .arg(c.concurrency)
        .arg(c.weights)
        .arg(c.prefix)
        .arg(c.prefixes)
        .toUtf8();
}

struct Resolved {
    Scenario scenario;
    Inputs inputs;
};

/// Reads a scenario and looks up its presets; prints the problems and gives nothing when that fails.
inline std::optional<Resolved> resolve(const PresetLibrary& library, const QByteArray& text)
{
    const auto scenario = readScenario(text.toStdString());
    if (!scenario) {
        qWarning("%s: %s", scenario.error().front().path.c_str(), scenario.error().front().message.c_str());
        return std::nullopt;
    }
    auto inputs = library.resolve(*scenario);
    if (!inputs) {
        qWarning("%s: %s", inputs.error().front().path.c_str(), inputs.error().front().message.c_str());
        return std::nullopt;
    }
    return Resolved{*scenario, std::move(*inputs)};
}

inline Result<Evaluation> evaluateResolved(const Resolved& r, const EvaluateOptions& options = {})
{
    return evaluate(r.scenario, std::make_shared<const Inputs>(r.inputs), options);
}

inline constexpr EvaluateOptions bare{.linkMap = false, .timeline = false, .derivations = false};

} // namespace shardscape::test
