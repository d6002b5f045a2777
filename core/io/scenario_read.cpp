// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/scenario_sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

namespace shardscape {
namespace {

using AxisOrder = decltype(Parallelism::axisOrder);

constexpr IntRange degree{1, maxRanks};
constexpr IntRange tokens{1, 1 << 30};

/// A number format out of those that make sense at this place.
DataType dataTypeOf(ObjectReader& reader, std::string_view key, std::span<const DataType> allowed, DataType fallback)
{
    const std::string text = reader.optionalString(key, std::string{toText(fallback)});
    const auto type = fromText<DataType>(text);
    if (type && std::find(allowed.begin(), allowed.end(), *type) != allowed.end())
        return *type;
    std::string names;
    for (const DataType each : allowed)
        names += (names.empty() ? "" : ", ") + std::string{toText(each)};
    reader.problem(key, "unknown-value", "'" + text + "' is not known here", "allowed: " + names);
    return fallback;
}

DataType requiredDataType(ObjectReader& reader, std::string_view key, std::span<const DataType> allowed)
{
    if (!reader.has(key)) {
        (void)reader.requiredString(key); // says that it is missing
        return allowed.front();
    }
    return dataTypeOf(reader, key, allowed, allowed.front());
}

AxisOrder readAxisOrder(const Json& json, ObjectReader& reader)
{
    AxisOrder order = Parallelism{}.axisOrder;
    std::size_t named = 0;
    const auto problem = [&](std::string message) {
        reader.problem("axis_order", "axis-order", std::move(message),
                       fmt::format("name each of {} once, innermost first", allowedTexts<Axis>()));
        return Parallelism{}.axisOrder;
    };
    if (!json.is_array() || json.size() != axisCount)
        return problem(fmt::format("an array of the {} axes is needed", axisCount));
    for (const Json& entry : json) {
        const auto axis = entry.is_string() ? fromText<Axis>(entry.get_ref<const std::string&>()) : std::nullopt;
        if (!axis)
            return problem("something in the array is no axis");
        const auto end = order.begin() + static_cast<std::ptrdiff_t>(named);
        if (std::find(order.begin(), end, *axis) != end)
            return problem(fmt::format("'{}' stands in it twice", toText(*axis)));
        order[named++] = *axis;
    }
    return order;
}

OverlapSwitches readOverlap(const Json& json, const std::string& path, Problems& problems)
{
    OverlapSwitches overlap;
    ObjectReader reader{json, path, problems};
    overlap.tp = reader.nullableBool("tp");
    overlap.dp = reader.nullableBool("dp");
    overlap.pp = reader.nullableBool("pp");
    overlap.cp = reader.nullableBool("cp");
    overlap.ep = reader.nullableBool("ep");
    reader.finish();
    return overlap;
}

Recompute readRecompute(const Json& json, ObjectReader& reader, Problems& problems)
{
    if (json.is_object()) {
        ObjectReader object{json, reader.pathOf("recompute"), problems};
        const Recompute recompute{RecomputeKind::FullLayers, object.requiredInt("full_layers_per_stage", {0, 100'000})};
        object.finish();
        return recompute;
    }
    const auto kind = json.is_string() ? fromText<RecomputeKind>(json.get_ref<const std::string&>()) : std::nullopt;
    if (kind)
        return Recompute{*kind, 0};
    reader.problem("recompute", "unknown-value", "this is no way to recompute",
                   fmt::format("allowed: {}, or {{\"full_layers_per_stage\": n}}", allowedTexts<RecomputeKind>()));
    return {};
}

TrainingWorkload readTraining(ObjectReader& reader, Problems& problems)
{
    constexpr DataType precisions[] = {DataType::Fp32, DataType::Bf16, DataType::Fp16, DataType::Fp8, DataType::MxFp8, DataType::NvFp4};
    constexpr DataType gradients[] = {DataType::Fp32, DataType::Bf16};
    TrainingWorkload training;
    training.sequenceTokens = reader.requiredInt("sequence_tokens", tokens);
    training.microBatch = reader.requiredInt("micro_batch", {1, 1 << 20});
    training.globalBatch = reader.requiredInt("global_batch", {1, 1 << 30});
    if (const Json* lengths = reader.optionalValue("microbatch_tokens"))
        training.microbatchTokens = readIntArray(*lengths, reader.pathOf("microbatch_tokens"), tokens, problems);
    training.precision = requiredDataType(reader, "precision", precisions);
    if (const Json* recompute = reader.rawValue("recompute"))
        training.recompute = readRecompute(*recompute, reader, problems);
    training.attention = reader.optionalEnum("attention", training.attention);
    training.optimizer = reader.optionalEnum("optimizer", training.optimizer);
    if (reader.optionalValue("gradient_dtype") != nullptr)
        training.gradientDtype = dataTypeOf(reader, "gradient_dtype", gradients, DataType::Fp32);
    training.offload = reader.optionalBool("offload", training.offload);
    training.moeImbalance = reader.optionalNumber("moe_imbalance", training.moeImbalance, {1.0, 10'000.0});
    if (reader.optionalValue("token_budget") != nullptr)
        training.tokenBudget = reader.requiredNumber("token_budget", {1.0, 1e18});
    return training;
}

Disaggregation readDisaggregation(const Json& json, const std::string& path, Problems& problems)
{
    Disaggregation pools;
    ObjectReader reader{json, path, problems};
    pools.prefillReplicas = reader.requiredInt("prefill_replicas", degree);
    pools.decodeReplicas = reader.requiredInt("decode_replicas", degree);
    reader.finish();
    return pools;
}

InferenceWorkload readInference(ObjectReader& reader, Problems& problems)
{
    constexpr DataType weights[] = {DataType::Bf16, DataType::Fp16, DataType::Fp8, DataType::Int8, DataType::Int4, DataType::Fp4};
    constexpr DataType caches[] = {DataType::Bf16, DataType::Fp8};
    InferenceWorkload inference;
    inference.promptTokens = reader.requiredInt("prompt_tokens", tokens);
    inference.outputTokens = reader.requiredInt("output_tokens", tokens);
    inference.concurrency = reader.requiredInt("concurrency", {1, 1 << 30});
    inference.weightDtype = requiredDataType(reader, "weight_dtype", weights);
    inference.kvDtype = dataTypeOf(reader, "kv_dtype", caches, inference.kvDtype);
    inference.memoryFraction = reader.optionalNumber("memory_fraction", inference.memoryFraction, {0.01, 1.0});
    inference.prefixTokens = reader.optionalInt("prefix_tokens", inference.prefixTokens, {0, tokens.max});
    inference.distinctPrefixes = reader.optionalInt("distinct_prefixes", inference.distinctPrefixes, {0, 1 << 30});
    inference.prefixZipf = reader.optionalNumber("prefix_zipf", inference.prefixZipf, {0.0, 10.0});
    inference.prefixRouting = reader.optionalEnum("prefix_routing", inference.prefixRouting);
    inference.streamInterval = reader.optionalInt("stream_interval", inference.streamInterval, {1, tokens.max});
    inference.chunkedPrefillTokens = reader.nullableInt("chunked_prefill_tokens", tokens);
    if (const Json* pools = reader.optionalValue("disaggregated"))
        inference.disaggregated = readDisaggregation(*pools, reader.pathOf("disaggregated"), problems);
    return inference;
}

void checkWorldSize(const Parallelism& p, ObjectReader& reader)
{
    const double ranks = static_cast<double>(p.tp) * p.cp * p.pp * p.dp;
    if (ranks > maxRanks)
        reader.problem("dp", "too-many-ranks",
                       fmt::format("tp * cp * pp * dp = {} * {} * {} * {} = {:.0f} ranks", p.tp, p.cp, p.pp, p.dp, ranks),
                       fmt::format("at most {} ranks are allowed", maxRanks));
}

std::string readOverrides(ObjectReader& reader)
{
    const Json* overrides = reader.rawValue("overrides");
    if (overrides == nullptr)
        return {};
    if (overrides->is_object())
        return overrides->dump();
    reader.problem("overrides", "wrong-type", "an object of path and value is needed", "such as {\"accelerator.memory_bytes\": 96e9}");
    return {};
}

std::vector<NodeGroupChoice> readNodeGroups(const Json& json, const std::string& path, Problems& problems)
{
    std::vector<NodeGroupChoice> groups;
    if (!json.is_array() || json.empty() || json.size() > maxNodeGroups) {
        problems.push_back(Problem{Severity::Error, "node-groups", path,
                                   json.is_array() ? fmt::format("{} groups of nodes are listed", json.size())
                                                   : std::string{"an array of groups of nodes is needed"},
                                   fmt::format("list 1 to {} groups such as {{\"preset\": \"dgx-h100\", \"nodes\": 2}}", maxNodeGroups)});
        return groups;
    }
    for (std::size_t i = 0; i < json.size(); ++i) {
        ObjectReader reader{json[i], fmt::format("{}/{}", path, i), problems};
        if (!reader.isObject())
            continue;
        NodeGroupChoice& group = groups.emplace_back();
        group.preset = reader.requiredString("preset");
        group.nodes = reader.requiredInt("nodes", {1, maxNodes});
        group.overridesJson = readOverrides(reader);
        reader.finish();
    }
    return groups;
}

void checkDistinct(const std::vector<int>& gpus, const std::string& path, Problems& problems)
{
    std::set<int> seen;
    for (std::size_t i = 0; i < gpus.size(); ++i)
        if (!seen.insert(gpus[i]).second)
            problems.push_back(Problem{Severity::Error, "listed-twice", fmt::format("{}/{}", path, i),
                                       fmt::format("GPU {} stands in it twice", gpus[i]), "list each GPU once"});
}

} // namespace

std::vector<int> readIntArray(const Json& json, const std::string& path, IntRange range, Problems& problems)
{
    std::vector<int> numbers;
    const std::string hint = fmt::format("write an array of whole numbers from {} to {}", range.min, range.max);
    if (!json.is_array()) {
        problems.push_back(Problem{Severity::Error, "wrong-type", path, "an array of whole numbers or null is needed", hint});
        return numbers;
    }
    numbers.reserve(json.size());
    int wrong = 0;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const Json& entry = json[i];
        const double number = entry.is_number() ? entry.get<double>() : -1e300;
        const bool isIn = number >= static_cast<double>(range.min) && number <= static_cast<double>(range.max);
        const int whole = isIn ? static_cast<int>(number) : 0;
        numbers.push_back(whole);
        if ((!isIn || number != whole) && ++wrong <= 10)
            problems.push_back(Problem{Severity::Error, "out-of-range", fmt::format("{}/{}", path, i),
                                       "this entry is no whole number in the allowed range", hint});
    }
    return numbers;
}

Parallelism readParallelism(const Json& json, const std::string& path, Problems& problems)
{
    Parallelism p;
    ObjectReader reader{json, path, problems};
    if (!reader.isObject())
        return p;
    p.tp = reader.requiredInt("tp", degree);
    p.cp = reader.optionalInt("cp", p.cp, degree);
    p.ep = reader.optionalInt("ep", p.ep, degree);
    p.etp = reader.nullableInt("etp", degree);
    p.pp = reader.requiredInt("pp", degree);
    p.dp = reader.requiredInt("dp", degree);
    p.vpp = reader.optionalInt("vpp", p.vpp, {1, 4096});
    p.sequenceParallel = reader.optionalBool("sequence_parallel", p.sequenceParallel);
    p.zeroStage = reader.optionalInt("zero_stage", p.zeroStage, {0, 3});
    p.hsdpShard = reader.nullableInt("hsdp_shard", degree);
    if (const Json* order = reader.rawValue("axis_order"))
        p.axisOrder = readAxisOrder(*order, reader);
    p.schedule = reader.optionalEnum("schedule", p.schedule);
    p.microbatchGroupSize = reader.nullableInt("microbatch_group_size", {1, 1 << 30});
    p.overlapPairs = reader.optionalBool("overlap_pairs", p.overlapPairs);
    if (const Json* layers = reader.optionalValue("stage_layers"))
        p.stageLayers = readIntArray(*layers, reader.pathOf("stage_layers"), {0, 100'000}, problems);
    if (const Json* overlap = reader.optionalValue("overlap"))
        p.overlap = readOverlap(*overlap, reader.pathOf("overlap"), problems);
    checkWorldSize(p, reader);
    reader.finish();
    return p;
}

Workload readWorkload(const Json& json, const std::string& path, Problems& problems)
{
    Workload workload;
    ObjectReader reader{json, path, problems};
    if (!reader.isObject())
        return workload;
    const std::string kind = reader.requiredString("kind");
    if (kind == "training") {
        workload.kind = readTraining(reader, problems);
    } else if (kind == "inference") {
        workload.kind = readInference(reader, problems);
    } else {
        if (!kind.empty())
            reader.problem("kind", "unknown-value", "'" + kind + "' is not known here", "allowed: training, inference");
        return workload; // the other keys mean nothing without the kind
    }
    if (reader.optionalValue("software") != nullptr)
        workload.software = reader.requiredString("software");
    if (reader.optionalValue("usd_per_gpu_hour") != nullptr)
        workload.gpuHourUsd = reader.requiredNumber("usd_per_gpu_hour", {0.0, 1e6});
    reader.finish();
    return workload;
}

ModelChoice readModelChoice(const Json& json, const std::string& path, Problems& problems)
{
    ModelChoice choice;
    if (json.is_string() && !json.get_ref<const std::string&>().empty())
        choice.preset = json.get<std::string>();
    else if (json.is_object())
        choice.inlineJson = json.dump();
    else
        problems.push_back(Problem{Severity::Error, "wrong-type", path, "a preset's id or a model description is needed",
                                   "write \"llama-3.1-70b\", a description, or {\"hf_config\": {...}, \"name\": \"...\"}"});
    return choice;
}

ClusterChoice readClusterChoice(const Json& json, const std::string& path, Problems& problems)
{
    ClusterChoice choice;
    const bool inGroups = json.is_object() && json.contains("node_groups");
    if (json.is_object() && !json.contains("preset") && !inGroups) {
        choice.inlineJson = json.dump();
        return choice;
    }
    ObjectReader reader{json, path, problems};
    if (!reader.isObject())
        return choice;
    if (inGroups) {
        choice.nodeGroups = readNodeGroups(*reader.rawValue("node_groups"), reader.pathOf("node_groups"), problems);
        choice.scaleOut = reader.optionalString("scale_out");
        for (const std::string_view key : {"preset", "nodes", "overrides"})
            if (reader.rawValue(key) != nullptr)
                reader.problem(key, "unknown-key", fmt::format("\"{}\" cannot stand beside \"node_groups\"", key),
                               "give preset, nodes and overrides inside the groups, or leave node_groups out");
    } else {
        choice.preset = reader.requiredString("preset");
        choice.nodes = reader.requiredInt("nodes", {1, maxNodes});
        choice.overridesJson = readOverrides(reader);
    }
    if (const Json* broken = reader.optionalValue("out_of_order")) {
        choice.outOfOrder = readIntArray(*broken, reader.pathOf("out_of_order"), {0, maxRanks - 1}, problems);
        checkDistinct(choice.outOfOrder, reader.pathOf("out_of_order"), problems);
        std::sort(choice.outOfOrder.begin(), choice.outOfOrder.end());
    }
    reader.finish();
    return choice;
}

} // namespace shardscape
