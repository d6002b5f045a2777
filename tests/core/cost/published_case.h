// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the cases of tests/data/validation/memory_published.json and predicts their figures.
#pragma once

#include "core/cost/memory_fixture.h"

#include <algorithm>
#include <string>
#include <vector>

namespace shardscape::test {

struct PublishedRow {
    std::string id;
    std::string source; ///< the id up to its first dash
    std::string what;   ///< such as "max allocated"
    double predictedGib = 0;
    double measuredGib = 0;

    [[nodiscard]] double error() const { return predictedGib / measuredGib - 1.0; }
};

inline Parallelism parallelismOf(const TestJson& p)
{
    Parallelism parallelism;
    parallelism.tp = p.at("tp");
    parallelism.pp = p.at("pp");
    parallelism.cp = p.at("cp");
    parallelism.dp = p.at("dp");
    parallelism.ep = p.at("ep");
    if (p.contains("etp"))
        parallelism.etp = p.at("etp").get<int>();
    parallelism.vpp = p.value("vpp", 1);
    parallelism.sequenceParallel = p.at("sp");
    parallelism.zeroStage = p.at("zero");
    parallelism.schedule = fromText<ScheduleKind>(p.at("schedule").get<std::string>()).value();
    if (p.contains("hsdp"))
        parallelism.hsdpShard = p.at("hsdp").get<int>();
    if (p.contains("stage_layers"))
        parallelism.stageLayers = p.at("stage_layers").get<std::vector<int>>();
    return parallelism;
}

inline TrainingWorkload workloadOf(const TestJson& t)
{
    TrainingWorkload workload;
    workload.sequenceTokens = t.at("sequence");
    workload.microBatch = t.at("micro_batch");
    workload.globalBatch = t.at("global_batch");
    workload.precision = fromText<DataType>(t.value("precision", "bf16")).value();
    workload.recompute.kind = fromText<RecomputeKind>(t.value("recompute", "none")).value();
    workload.attention = fromText<AttentionImplementation>(t.value("attention", "flash")).value();
    if (t.contains("gradient_dtype"))
        workload.gradientDtype = fromText<DataType>(t.at("gradient_dtype").get<std::string>());
    return workload;
}

inline TrainingCase trainingCaseOf(const TestJson& c)
{
    TrainingCase result{.inputs = inputsOf(modelOf(c.at("model")), c.at("software"), c.at("year")), .scenario = {}};
    result.scenario.parallelism = parallelismOf(c.at("parallelism"));
    result.scenario.workload.kind = workloadOf(c.at("training"));
    return result;
}

inline double figureOf(const StageDetail& detail, const std::string& kind)
{
    if (kind == "reserved")
        return detail.reserved().inGiB();
    if (kind == "device")
        return detail.memory.total().inGiB();
    if (kind == "states")
        return (detail.memory[MemoryPart::Weights] + detail.memory[MemoryPart::Gradients] + detail.memory[MemoryPart::Optimizer]).inGiB();
    return detail.allocated().inGiB();
}

inline double predictedGib(const std::vector<StageDetail>& stages, const std::string& stage, const std::string& kind)
{
    if (stage == "first")
        return figureOf(stages.front(), kind);
    if (stage == "last")
        return figureOf(stages.back(), kind);
    double most = 0.0;
    for (const StageDetail& detail : stages)
        most = std::max(most, figureOf(detail, kind));
    return most;
}

inline double measuredGib(const TestJson& m)
{
    if (m.contains("gib"))
        return m.at("gib");
    return (m.contains("gb") ? Bytes::fromGB(m.at("gb")) : Bytes::fromBytes(m.at("bytes"))).inGiB();
}

inline std::vector<PublishedRow> publishedRows()
{
    std::vector<PublishedRow> rows;
    const TestJson data = readTestData("memory_published.json");
    for (const TestJson& c : data.at("cases")) {
        const std::vector<StageDetail> stages = trainingCaseOf(c).details();
        const std::string id = c.at("id");
        for (const TestJson& m : c.at("measured"))
            rows.push_back({.id = id,
                            .source = id.substr(0, id.find('-')),
                            .what = m.at("stage").get<std::string>() + " " + m.at("kind").get<std::string>(),
                            .predictedGib = predictedGib(stages, m.at("stage"), m.at("kind")),
                            .measuredGib = measuredGib(m)});
    }
    return rows;
}

} // namespace shardscape::test
