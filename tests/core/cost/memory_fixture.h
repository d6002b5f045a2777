// SPDX-License-Identifier: GPL-3.0-or-later
// Models by their dimensions, plans and in-flight counts for the memory tests. Models are read from JSON objects of
// tests/data/validation/memory*.json so that a case names its dimensions beside its measurement.
#pragma once

#include "cost/memory_detail.h"
#include "plan/plan.h"
#include "schedule/schedule.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <stdexcept>

namespace shardscape::test {

using TestJson = nlohmann::json;

inline TestJson readTestData(const std::string& file)
{
    std::ifstream stream{std::string{TEST_DATA_DIR} + "/validation/" + file};
    return TestJson::parse(stream);
}

inline AttentionSpec attentionOf(const TestJson& m)
{
    AttentionSpec a;
    a.heads = m.at("heads");
    a.kvHeads = m.value("kv_heads", a.heads);
    a.headDim = a.valueHeadDim = m.value("head_dim", m.at("hidden").get<int>() / a.heads);
    a.queryKeyValueBias = a.outputBias = m.value("bias", false);
    a.qkNorm = m.value("qk_norm", false) ? QkNorm::PerHead : QkNorm::None;
    a.slidingWindow = m.value("window", 0);
    if (m.contains("mla")) {
        const TestJson& latent = m.at("mla");
        a.kind = AttentionKind::Latent;
        a.queryLoraRank = latent.value("q", 0);
        a.kvLoraRank = latent.at("kv");
        a.nopeHeadDim = latent.at("nope");
        a.ropeHeadDim = latent.at("rope");
        a.valueHeadDim = latent.at("v");
        a.headDim = a.nopeHeadDim + a.ropeHeadDim;
    }
    return a;
}

/// A model of `layers` layers, the first `dense_layers` of them dense where there are experts.
inline TransformerSpec modelOf(const TestJson& m)
{
    TransformerSpec model;
    model.name = m.value("name", "");
    model.hidden = m.at("hidden");
    model.vocabulary = m.at("vocabulary");
    model.tiedEmbeddings = m.value("tied", false);
    model.learnedPositions = m.value("positions", 0);
    model.dropout = m.value("dropout", 0.0);
    model.embeddingNorm = m.value("embedding_norm", false);
    model.norm = m.value("layer_norm", false) ? NormKind::Layer : NormKind::Rms;
    model.normBias = model.norm == NormKind::Layer;
    model.mtpLayers = m.value("mtp", 0);
    LayerSpec dense;
    dense.attention = attentionOf(m);
    dense.feedForward.activation = m.value("gated", true) ? Activation::SwiGlu : Activation::Gelu;
    dense.feedForward.width = m.value("ffn", 0);
    dense.feedForward.bias = m.value("bias", false);
    model.kinds = {dense};
    int leading = m.at("layers");
    if (m.contains("moe")) {
        const TestJson& moe = m.at("moe");
        LayerSpec sparse = dense;
        FeedForwardSpec& f = sparse.feedForward;
        f.width = 0;
        f.experts = moe.at("experts");
        f.topK = moe.at("top_k");
        f.expertWidth = moe.at("width");
        f.sharedExperts = moe.value("shared", 0);
        f.sharedExpertWidth = moe.value("shared_width", f.expertWidth);
        f.correctionBias = moe.value("correction_bias", false);
        model.kinds.push_back(sparse);
        leading = moe.value("dense_layers", 0);
        model.mtpKind = 1;
    }
    for (int i = 0; i < m.at("layers").get<int>(); ++i)
        model.pattern.push_back(i < leading ? 0 : 1);
    return model;
}

inline Inputs inputsOf(TransformerSpec model, const std::string& software = "megatron-2025", int year = 2025)
{
    Inputs inputs;
    inputs.model = std::move(model);
    inputs.software.id = software;
    inputs.software.year = year;
    inputs.cluster.gpusPerNode = 8;
    inputs.cluster.nodes = 1 << 11;
    inputs.cluster.accelerator.memory = Bytes::fromGiB(80);
    return inputs;
}

inline Plan planOf(const Scenario& scenario, const Inputs& inputs)
{
    auto plan = resolvePlan(scenario, inputs);
    if (!plan) {
        std::string text;
        for (const Problem& problem : plan.error())
            text += problem.path + ": " + problem.message + "\n";
        throw std::runtime_error{text};
    }
    return *plan;
}

/// Peak in flight of the plan's schedule with uniform times, from the simulation.
inline std::vector<double> inFlightOf(const Plan& plan, bool untilWeight = true)
{
    const Parallelism& p = plan.parallelism;
    if (p.pp == 1)
        return {p.schedule == ScheduleKind::GPipe ? static_cast<double>(plan.microbatches) : 1.0};
    const int chunks = p.schedule == ScheduleKind::DualPipe ? 1 : plan.layout.chunks; // a micro-batch passes one of DualPipe's copies
    const auto timeline = simulateSchedule({.kind = p.schedule,
                                            .stages = p.pp,
                                            .microbatches = plan.microbatches,
                                            .chunks = chunks,
                                            .times = uniformTimes(p.pp, chunks, 1.0, 1.0, 1.0, std::nullopt, 0.0)});
    if (!timeline)
        throw std::runtime_error{timeline.error().front().message};
    const TimelineSummary summary = summarize(*timeline);
    return untilWeight ? summary.peakInFlightUntilWeight : summary.peakInFlight;
}

struct TrainingCase {
    Inputs inputs;
    Scenario scenario;

    [[nodiscard]] TrainingWorkload workload() const { return *scenario.workload.training(); }
    [[nodiscard]] Plan plan() const { return planOf(scenario, inputs); }
    [[nodiscard]] std::vector<StageDetail> details() const
    {
        const Plan resolved = plan();
        return trainingMemoryDetail(resolved, inputs, workload(), inFlightOf(resolved));
    }
};

} // namespace shardscape::test
