// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/serving_flags.h"

#include "json/nearest.h"
#include "launch/model_names.h"

#include <algorithm>

namespace shardscape {

namespace {

constexpr std::array<Axis, axisCount> servingOrder{Axis::Tp, Axis::Cp, Axis::Ep, Axis::Pp, Axis::Dp};

/// Axes with more than one rank, innermost first: what an order really says.
std::vector<Axis> usedOrder(const Parallelism& parallelism, const std::array<Axis, axisCount>& order)
{
    std::vector<Axis> used;
    for (const Axis axis : order) {
        const int degree = axis == Axis::Tp ? parallelism.tp : axis == Axis::Cp ? parallelism.cp : axis == Axis::Pp ? parallelism.pp
                         : axis == Axis::Dp ? parallelism.dp : 1;
        if (degree > 1)
            used.push_back(axis);
    }
    return used;
}

std::vector<std::string> modelIds(const PresetLibrary& library)
{
    std::vector<std::string> ids;
    for (const auto& [id, preset] : library.all(PresetKind::Model))
        ids.push_back(id);
    return ids;
}

} // namespace

std::string modelArgument(const LaunchInput& input, CommandWriter& writer)
{
    const std::string& preset = input.scenario.model.preset;
    if (const auto hub = hubName(preset))
        return std::string{*hub};
    writer.notExpressed("where the weights lie; put their folder in place of the model's name");
    return preset.empty() ? input.inputs.model.name : preset;
}

void addServingGaps(const LaunchInput& input, CommandWriter& writer)
{
    const Parallelism& p = input.scenario.parallelism;
    const InferenceWorkload& w = *input.scenario.workload.inference();
    writer.notExpressed("the traffic: " + std::to_string(w.promptTokens) + " prompt and " + std::to_string(w.outputTokens) +
                        " output tokens a request");
    if (w.prefixTokens > 0)
        writer.notExpressed("the shared prefixes: " + std::to_string(w.distinctPrefixes) + " of " + std::to_string(w.prefixTokens) +
                            " tokens");
    if (w.disaggregated)
        writer.notExpressed("separate pools: " + std::to_string(w.disaggregated->prefillReplicas) + " replicas for prefill and " +
                            std::to_string(w.disaggregated->decodeReplicas) + " for decode; start them as servers of their own");
    if (p.cp > 1)
        writer.notExpressed("context parallelism over " + std::to_string(p.cp) + " GPUs");
    if (usedOrder(p, p.axisOrder) != usedOrder(p, servingOrder))
        writer.notExpressed("the order of the axes; the engine puts tp innermost, then pp, then dp");
    if (input.scenario.placement)
        writer.notExpressed("the placement of ranks on GPUs; set CUDA_VISIBLE_DEVICES for each process");
}

void readModel(LaunchReading& reading, FlagReader& flags, std::string_view flag, const std::string& name)
{
    if (const auto preset = presetOfModel(name, reading.library)) {
        reading.scenario.model = {.preset = *preset, .inlineJson = {}};
        return;
    }
    const auto slash = name.find_last_of('/');
    std::string hint = didYouMean(slash == std::string::npos ? name : name.substr(slash + 1), modelIds(reading.library));
    if (hint.empty())
        hint = "open the model's config.json first and write its preset's id or leave the name away";
    flags.problem(flag, "the model '" + name + "' is none of the presets", std::move(hint));
}

InferenceWorkload& beginServing(LaunchReading& reading, FlagReader& flags, std::string_view software)
{
    Scenario& scenario = reading.scenario;
    InferenceWorkload fresh{.promptTokens = 1024, .outputTokens = 256, .concurrency = 64};
    if (const InferenceWorkload* before = scenario.workload.inference())
        fresh = *before;
    scenario.workload = {.kind = fresh, .software = std::string{software}};
    scenario.parallelism = {.sequenceParallel = false, .zeroStage = 0, .axisOrder = servingOrder, .schedule = ScheduleKind::ForwardOnly};
    scenario.placement.reset();
    flags.assume("", std::to_string(fresh.promptTokens) + " prompt and " + std::to_string(fresh.outputTokens) + " output tokens",
                 "the traffic; commands do not say it");
    flags.assume("", scenario.cluster.preset.empty() ? "the cluster at hand" : scenario.cluster.preset, "the GPUs; commands do not say them");
    return std::get<InferenceWorkload>(scenario.workload.kind);
}

void fitNodes(LaunchReading& reading, FlagReader& flags)
{
    Scenario& scenario = reading.scenario;
    const Result<Inputs> inputs = reading.library.resolve(scenario);
    if (!inputs || scenario.cluster.preset.empty())
        return;
    const long long world = scenario.parallelism.worldSize();
    const int perNode = inputs->cluster.gpusPerNode;
    const long long nodes = (world + perNode - 1) / perNode;
    if (nodes > 131'072)
        return flags.problem("", "the plan needs " + std::to_string(world) + " GPUs", "correct the degrees");
    scenario.cluster.nodes = static_cast<int>(nodes);
    flags.assume("", std::to_string(nodes), "nodes, enough for " + std::to_string(world) + " GPUs");
}

std::optional<DataType> readFormat(FlagReader& flags, std::string_view flag, std::span<const FormatName> names)
{
    const std::optional<std::string> text = flags.text(flag);
    if (!text)
        return std::nullopt;
    const auto found = std::find_if(names.begin(), names.end(), [&](const FormatName& one) { return one.name == *text; });
    if (found != names.end())
        return found->type;
    std::string known;
    for (const FormatName& one : names)
        known += (known.empty() ? "" : ", ") + std::string{one.name};
    flags.problem(flag, "'" + *text + "' is not known here", "known: " + known);
    return std::nullopt;
}

std::optional<std::string_view> formatName(DataType type, std::span<const FormatName> names)
{
    const auto found = std::find_if(names.begin(), names.end(), [&](const FormatName& one) { return one.type == type; });
    return found == names.end() ? std::nullopt : std::optional(found->name);
}

void writeFormats(const InferenceWorkload& workload, std::span<const FormatName> weights, std::span<const FormatName> kv,
                  CommandWriter& writer)
{
    if (workload.weightDtype != DataType::Bf16) {
        if (const auto name = formatName(workload.weightDtype, weights))
            writer.flag("--quantization", *name);
        else
            writer.notExpressed("weights in " + std::string{toText(workload.weightDtype)});
    }
    if (const auto name = formatName(workload.kvDtype, kv))
        writer.flag("--kv-cache-dtype", *name);
    else
        writer.notExpressed("keys and values in " + std::string{toText(workload.kvDtype)});
}

} // namespace shardscape
