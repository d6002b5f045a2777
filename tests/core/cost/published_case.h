// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the training cases of tests/data/validation/memory_estimators.json.
#pragma once

#include "core/cost/memory_fixture.h"

#include <algorithm>
#include <string>
#include <vector>

namespace shardscape::test {

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

} // namespace shardscape::test
