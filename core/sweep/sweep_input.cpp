// SPDX-License-Identifier: GPL-3.0-or-later
#include "sweep/sweep_input.h"

#include "io/scenario_file.h"
#include "json/nearest.h"
#include "json/strict_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace shardscape {
namespace {

constexpr std::string_view strongScaling = "strong-scaling";
constexpr std::string_view weakScaling = "weak-scaling";

/// Keys that the writer leaves out while they have their usual value.
constexpr auto trainingPaths = std::to_array<std::string_view>(
    {"/cluster/nodes", "/parallelism/tp", "/parallelism/cp", "/parallelism/ep", "/parallelism/etp", "/parallelism/pp", "/parallelism/dp",
     "/parallelism/vpp", "/parallelism/sequence_parallel", "/parallelism/zero_stage", "/parallelism/schedule", "/workload/sequence_tokens",
     "/workload/micro_batch", "/workload/global_batch", "/workload/precision", "/workload/recompute", "/workload/attention",
     "/workload/optimizer", "/workload/moe_imbalance", "/workload/usd_per_gpu_hour"});
constexpr auto inferencePaths = std::to_array<std::string_view>(
    {"/cluster/nodes", "/parallelism/tp", "/parallelism/cp", "/parallelism/ep", "/parallelism/etp", "/parallelism/pp", "/parallelism/dp",
     "/workload/prompt_tokens", "/workload/output_tokens", "/workload/concurrency", "/workload/weight_dtype", "/workload/kv_dtype",
     "/workload/memory_fraction", "/workload/prefix_tokens", "/workload/distinct_prefixes", "/workload/chunked_prefill_tokens",
     "/workload/usd_per_gpu_hour"});

std::vector<std::string> namesOf(const SweepBase& base)
{
    std::vector<std::string> names;
    for (const SweepInput& input : sweepInputs(base.scenario)) {
        names.push_back(input.path);
        if (input.kind == SweepInputKind::Scenario)
            names.push_back(input.path.substr(input.path.rfind('/') + 1));
    }
    for (const Assumption& each : assumptionsOf(*base.inputs))
        names.push_back(each.path);
    return names;
}

Problem notDivisible(std::string path, std::string message, std::string hint)
{
    return {Severity::Error, "not-divisible", std::move(path), std::move(message), std::move(hint)};
}

std::optional<double> numberOf(const Json& json) { return json.is_number() ? std::optional{json.get<double>()} : std::nullopt; }

/// Puts a value at a JSON pointer; the file's reader judges it. Objects on the way that a file leaves out are made.
Result<void> put(Json& file, const SweepChange& change)
{
    const auto value = parseJson(change.value.text);
    if (!value)
        return failure(value.error());
    try {
        file[Json::json_pointer{change.input.path}] = *value;
    } catch (const Json::exception&) {
        return failure(Problem{Severity::Error, "unknown-key", change.input.path, "the scenario has no place for a value there",
                               "use a path of the scenario file, such as /workload/global_batch"});
    }
    return {};
}

/// Work that a scaling multiplies by new over old replicas.
Result<int> scaledWork(int work, int before, int after, const char* path)
{
    const long long product = static_cast<long long>(work) * after;
    if (product % before == 0 && product / before <= std::numeric_limits<int>::max())
        return static_cast<int>(product / before);
    return failure(notDivisible(path, fmt::format("{} of {} replicas is no whole number for {}", work, before, after),
                                "sweep over multiples of the scenario's own number of GPUs"));
}

Result<void> scaleGpus(Scenario& scenario, const ClusterSpec& cluster, const SweepChange& change)
{
    Parallelism& p = scenario.parallelism;
    const long long perReplica = p.worldSize() / std::max(1, p.dp);
    const double asked = change.value.number.value_or(0.0);
    if (!(asked >= 1.0) || asked != std::floor(asked) || asked >= static_cast<double>(worldSizeLimit))
        return failure(Problem{Severity::Error, "out-of-range", change.input.path, fmt::format("{} is no number of GPUs", change.value.text),
                               "use whole numbers from 1"});
    const auto gpus = static_cast<long long>(asked);
    if (gpus % perReplica != 0)
        return failure(notDivisible("/parallelism/dp", fmt::format("{} GPUs are no multiple of tp x cp x pp = {}", gpus, perReplica),
                                    fmt::format("use multiples of {}", perReplica)));
    const int before = p.dp;
    p.dp = static_cast<int>(gpus / perReplica);
    if (scenario.cluster.inlineJson.empty() && scenario.cluster.nodeGroups.empty() && cluster.gpusPerNode > 0)
        scenario.cluster.nodes = static_cast<int>((gpus + cluster.gpusPerNode - 1) / cluster.gpusPerNode);
    if (change.input.kind == SweepInputKind::StrongScaling)
        return {};
    int* work = nullptr;
    const char* path = "/workload/global_batch";
    if (auto* training = std::get_if<TrainingWorkload>(&scenario.workload.kind)) {
        work = &training->globalBatch;
    } else {
        work = &std::get<InferenceWorkload>(scenario.workload.kind).concurrency;
        path = "/workload/concurrency";
    }
    return scaledWork(*work, before, p.dp, path).map([work](int scaled) { *work = scaled; });
}

Result<void> keepWorld(Scenario& scenario, long long gpus)
{
    Parallelism& p = scenario.parallelism;
    const long long perReplica = static_cast<long long>(p.tp) * p.cp * p.pp;
    if (gpus % perReplica != 0)
        return failure(notDivisible("/parallelism/dp", fmt::format("tp {} x cp {} x pp {} does not divide {} GPUs", p.tp, p.cp, p.pp, gpus),
                                    "choose divisors, or let the number of GPUs change"));
    p.dp = static_cast<int>(gpus / perReplica);
    return {};
}

bool sameReferences(const Scenario& a, const Scenario& b)
{
    return a.model == b.model && a.cluster == b.cluster && a.calibration == b.calibration && a.workload.software == b.workload.software &&
           a.workload.kind.index() == b.workload.kind.index();
}

Result<Scenario> changedScenario(const SweepBase& base, const std::vector<SweepChange>& changes, bool keepGpus)
{
    Scenario scenario = base.scenario;
    const auto hasScenarioChange = std::any_of(changes.begin(), changes.end(),
                                               [](const SweepChange& each) { return each.input.kind == SweepInputKind::Scenario; });
    bool dpIsSet = false;
    if (hasScenarioChange) {
        auto file = parseJson(writeScenario(scenario));
        if (!file)
            return failure(file.error());
        for (const SweepChange& change : changes) {
            if (change.input.kind != SweepInputKind::Scenario)
                continue;
            dpIsSet = dpIsSet || change.input.path == "/parallelism/dp";
            if (const auto done = put(*file, change); !done)
                return failure(done.error());
        }
        auto read = readScenario(file->dump());
        if (!read)
            return failure(read.error());
        scenario = std::move(*read);
        if (keepGpus && !dpIsSet)
            if (const auto kept = keepWorld(scenario, base.scenario.parallelism.worldSize()); !kept)
                return failure(kept.error());
    }
    for (const SweepChange& change : changes)
        if (change.input.kind == SweepInputKind::StrongScaling || change.input.kind == SweepInputKind::WeakScaling)
            if (const auto scaled = scaleGpus(scenario, base.inputs->cluster, change); !scaled)
                return failure(scaled.error());
    return scenario;
}

} // namespace

std::vector<SweepInput> sweepInputs(const Scenario& scenario)
{
    std::vector<SweepInput> inputs;
    const auto addAll = [&](const auto& paths) {
        for (const std::string_view path : paths)
            inputs.push_back({SweepInputKind::Scenario, std::string{path}});
    };
    scenario.workload.training() != nullptr ? addAll(trainingPaths) : addAll(inferencePaths);
    const bool hasNodes = scenario.cluster.inlineJson.empty() && scenario.cluster.nodeGroups.empty();
    if (!hasNodes)
        inputs.erase(inputs.begin());
    inputs.push_back({SweepInputKind::StrongScaling, std::string{strongScaling}});
    inputs.push_back({SweepInputKind::WeakScaling, std::string{weakScaling}});
    return inputs;
}

Result<SweepInput> readSweepInput(std::string_view text, const SweepBase& base)
{
    if (!text.empty() && text.front() == '/')
        return SweepInput{SweepInputKind::Scenario, std::string{text}}; // the file's reader knows all keys, also rare ones
    if (looksLikeAssumption(text))
        return findAssumption(*base.inputs, text).map([](Assumption&& found) {
            return SweepInput{SweepInputKind::Assumption, std::move(found.path)};
        });
    for (const SweepInput& input : sweepInputs(base.scenario))
        if (input.path == text || (input.kind == SweepInputKind::Scenario && input.path.substr(input.path.rfind('/') + 1) == text))
            return input;
    std::string hint = didYouMean(text, namesOf(base));
    if (hint.empty())
        hint = "use a path of the scenario file (/workload/global_batch), an assumption (nic.bytes_per_second) or strong-scaling";
    return failure(Problem{Severity::Error, "unknown-input", "", fmt::format("'{}' is nothing a sweep can vary", std::string{text.substr(0, 80)}),
                           std::move(hint)});
}

std::optional<SweepValue> presentValue(const SweepBase& base, const SweepInput& input)
{
    const auto ofNumber = [](double number) { return SweepValue{Json(number).dump(), number}; };
    if (input.kind == SweepInputKind::Assumption) {
        const auto found = findAssumption(*base.inputs, input.path);
        return found ? std::optional{ofNumber(found->value)} : std::nullopt;
    }
    if (input.kind != SweepInputKind::Scenario) {
        const long long gpus = base.scenario.parallelism.worldSize();
        return SweepValue{std::to_string(gpus), static_cast<double>(gpus)};
    }
    const auto file = parseJson(writeScenario(base.scenario));
    if (!file)
        return std::nullopt;
    try {
        const Json& value = file->at(Json::json_pointer{input.path});
        return value.is_null() ? std::nullopt : std::optional{SweepValue{value.dump(), numberOf(value)}};
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

std::string unitOf(const SweepInput& input)
{
    const std::string_view path = input.path;
    if (input.kind == SweepInputKind::StrongScaling || input.kind == SweepInputKind::WeakScaling)
        return "gpus";
    const auto ends = [path](std::string_view suffix) { return path.size() > suffix.size() && path.substr(path.size() - suffix.size()) == suffix; };
    if (ends("bytes_per_second"))
        return "bytes_per_second";
    if (ends("_seconds"))
        return "seconds";
    if (ends("_bytes"))
        return "bytes";
    if (ends("_tokens"))
        return "tokens";
    return path == "accelerator.peak_flops" ? "flops_per_second" : "";
}

Result<SweepCase> changed(const SweepBase& base, const std::vector<SweepChange>& changes, bool keepGpus)
{
    auto scenario = changedScenario(base, changes, keepGpus);
    if (!scenario)
        return failure(std::move(scenario.error()));
    std::shared_ptr<const Inputs> inputs = base.inputs;
    if (!sameReferences(*scenario, base.scenario)) {
        auto resolved = base.resolve(*scenario);
        if (!resolved)
            return failure(std::move(resolved.error()));
        inputs = std::make_shared<const Inputs>(std::move(*resolved));
    }
    for (const SweepChange& change : changes) {
        if (change.input.kind != SweepInputKind::Assumption)
            continue;
        const auto assumption = findAssumption(*inputs, change.input.path);
        if (!assumption)
            return failure(assumption.error());
        if (!change.value.number || !(*change.value.number >= assumption->least) || !(*change.value.number <= assumption->most) ||
            !(*change.value.number > 0.0))
            return failure(Problem{Severity::Error, "out-of-range", change.input.path,
                                   fmt::format("{} is outside of what makes sense here", change.value.text),
                                   std::isfinite(assumption->most)
                                       ? fmt::format("use numbers above {} up to {}", assumption->least, assumption->most)
                                       : fmt::format("use numbers {} {}", assumption->least > 0.0 ? "from" : "above", assumption->least)});
        inputs = std::make_shared<const Inputs>(withAssumption(*inputs, *assumption, *change.value.number));
    }
    return SweepCase{std::move(*scenario), std::move(inputs)};
}

} // namespace shardscape
