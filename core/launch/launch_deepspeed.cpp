// SPDX-License-Identifier: GPL-3.0-or-later
// DeepSpeed's configuration (JSON), 0.16. Source of keys: deepspeed.ai, "DeepSpeed Configuration JSON". JSON has no comments: what the file
// cannot say stands under "_not_said", which DeepSpeed passes over.
#include "json/pretty_json.h"
#include "launch/training_flags.h"

#include <array>

namespace shardscape {

namespace {

constexpr std::string_view software = "deepspeed-2022";
constexpr std::array<std::array<Axis, axisCount>, 1> orders{{{Axis::Tp, Axis::Cp, Axis::Ep, Axis::Dp, Axis::Pp}}};

Json zeroJson(const LaunchInput& input)
{
    const Parallelism& p = input.scenario.parallelism;
    Json zero = {{"stage", p.zeroStage}, {"overlap_comm", p.overlap.dp.value_or(input.inputs.software.overlapDp)}};
    if (input.scenario.workload.training()->offload)
        zero["offload_optimizer"] = {{"device", "cpu"}};
    if (p.hsdpShard && p.zeroStage == 3)
        zero["zero_hpz_partition_size"] = *p.hsdpShard;
    return zero;
}

void addGaps(const LaunchInput& input, CommandWriter& writer)
{
    const Parallelism& p = input.scenario.parallelism;
    const TrainingWorkload& w = *input.scenario.workload.training();
    writer.notExpressed("the model; the training script builds it");
    if (p.pp > 1)
        writer.notExpressed("pipeline parallelism over " + std::to_string(p.pp) + " stages; the script builds a PipelineModule");
    if (p.cp > 1)
        writer.notExpressed("context parallelism over " + std::to_string(p.cp) + " GPUs; the script sets up Ulysses");
    if (p.ep > 1)
        writer.notExpressed("expert parallelism over " + std::to_string(p.ep) + " GPUs; the script's MoE layers say it");
    if (w.recompute.kind != RecomputeKind::None)
        writer.notExpressed("recomputation (" + std::string{toText(w.recompute.kind == RecomputeKind::FullLayers ? RecomputeKind::Full
                                                                                                                : w.recompute.kind)} +
                            "); the script wraps its layers");
    if (w.precision != DataType::Bf16 && w.precision != DataType::Fp16 && w.precision != DataType::Fp32)
        writer.notExpressed("matrix products in " + std::string{toText(w.precision)});
    if (w.optimizer != Optimizer::Adam)
        writer.notExpressed("the optimizer " + std::string{toText(w.optimizer)});
    writer.notExpressed("sequences of " + std::to_string(w.sequenceTokens) + " tokens");
    addTrainingGaps(input, writer, orders);
}

std::string write(const LaunchInput& input, std::vector<std::string>& gaps)
{
    const Parallelism& p = input.scenario.parallelism;
    const TrainingWorkload& w = *input.scenario.workload.training();
    CommandWriter writer(""); // collects the gaps
    addGaps(input, writer);
    gaps = writer.gaps();
    Json json;
    json["train_batch_size"] = w.globalBatch;
    json["train_micro_batch_size_per_gpu"] = w.microBatch;
    json["gradient_accumulation_steps"] = std::max(1, w.globalBatch / std::max(1, w.microBatch * p.dp));
    json["zero_optimization"] = zeroJson(input);
    json["bf16"] = {{"enabled", w.precision != DataType::Fp32 && w.precision != DataType::Fp16}};
    json["fp16"] = {{"enabled", w.precision == DataType::Fp16}};
    json["data_types"] = {
        {"grad_accum_dtype", w.gradientDtype.value_or(input.inputs.software.gradientDtype) == DataType::Bf16 ? "bf16" : "fp32"}};
    json["optimizer"] = {{"type", "AdamW"}};
    if (p.tp > 1)
        json["tensor_parallel"] = {{"autotp_size", p.tp}};
    json["_not_said"] = gaps;
    return prettyJson(json) + '\n';
}

/// A member of a member, or null.
const Json* inside(const Json& json, std::string_view table, std::string_view key)
{
    const auto outer = json.find(table);
    if (outer == json.end() || !outer->is_object())
        return nullptr;
    const auto inner = outer->find(key);
    return inner == outer->end() ? nullptr : &*inner;
}

/// A whole number of the file; a wrong one is a problem, an absent or "auto" one is nothing.
std::optional<int> count(const Json* value, std::string_view key, LaunchReading& reading)
{
    if (value == nullptr || (value->is_string() && *value == "auto"))
        return std::nullopt;
    if (!value->is_number_integer() || value->get<long long>() < 0 || value->get<long long>() > 1'000'000'000) {
        reading.problems.push_back({.code = "launch-flag",
                                    .path = '/' + std::string{key},
                                    .message = value->dump() + " is no count",
                                    .hint = "a whole number, or \"auto\""});
        return std::nullopt;
    }
    reading.report.understood.push_back({std::string{key}, value->dump(), ""});
    return value->get<int>();
}

bool isOn(const Json& json, std::string_view table)
{
    const Json* enabled = inside(json, table, "enabled");
    return enabled != nullptr && enabled->is_boolean() && enabled->get<bool>();
}

const Json* member(const Json& json, std::string_view key)
{
    const auto found = json.find(key);
    return found == json.end() ? nullptr : &*found;
}

void readBatch(const Json& json, LaunchReading& reading, FlagReader& flags, TrainingWorkload& w)
{
    Parallelism& p = reading.scenario.parallelism;
    w.microBatch = std::max(1, count(member(json, "train_micro_batch_size_per_gpu"), "train_micro_batch_size_per_gpu", reading).value_or(1));
    const std::optional<int> all = count(member(json, "train_batch_size"), "train_batch_size", reading);
    const std::optional<int> steps = count(member(json, "gradient_accumulation_steps"), "gradient_accumulation_steps", reading);
    const long long each = static_cast<long long>(w.microBatch) * std::max(1, steps.value_or(1));
    if (all && steps && *all % each != 0)
        return flags.problem("/train_batch_size",
                             std::to_string(*all) + " is no multiple of micro-batch x accumulation steps = " + std::to_string(each),
                             "correct one of the three");
    fitDataParallel(reading, flags, all && steps ? *all / each * p.tp : 0);
    w.globalBatch = all.value_or(static_cast<int>(each * p.dp));
}

void readZero(const Json& json, LaunchReading& reading, TrainingWorkload& w)
{
    Parallelism& p = reading.scenario.parallelism;
    p.zeroStage = count(inside(json, "zero_optimization", "stage"), "zero_optimization/stage", reading).value_or(0);
    if (p.zeroStage > 3)
        reading.problems.push_back({.code = "launch-flag",
                                    .path = "/zero_optimization/stage",
                                    .message = std::to_string(p.zeroStage) + " is no stage of ZeRO",
                                    .hint = "0, 1, 2 or 3"});
    p.hsdpShard = count(inside(json, "zero_optimization", "zero_hpz_partition_size"), "zero_optimization/zero_hpz_partition_size", reading);
    if (const Json* overlap = inside(json, "zero_optimization", "overlap_comm"); overlap != nullptr && overlap->is_boolean())
        p.overlap.dp = overlap->get<bool>();
    if (const Json* offload = inside(json, "zero_optimization", "offload_optimizer"); offload != nullptr && offload->is_object())
        w.offload = offload->value("device", "none") != "none";
}

void read(LaunchReading& reading)
{
    FlagReader flags({}, {}, reading.report, reading.problems);
    TrainingWorkload& workload = beginTraining(reading, flags, software);
    const Result<Json> json = parseJson(reading.text);
    if (!json) {
        reading.problems.insert(reading.problems.end(), json.error().begin(), json.error().end());
        return;
    }
    reading.scenario.parallelism.tp =
        std::max(1, count(inside(*json, "tensor_parallel", "autotp_size"), "tensor_parallel/autotp_size", reading).value_or(1));
    readZero(*json, reading, workload);
    readBatch(*json, reading, flags, workload);
    workload.precision = isOn(*json, "bf16") ? DataType::Bf16 : isOn(*json, "fp16") ? DataType::Fp16 : DataType::Fp32;
    if (const Json* type = inside(*json, "data_types", "grad_accum_dtype"))
        workload.gradientDtype = *type == "bf16" ? DataType::Bf16 : DataType::Fp32;
    flags.assume("", reading.scenario.model.preset, "the model; the training script builds it");
    flags.assume("", std::to_string(workload.sequenceTokens), "tokens of a sequence, as in the scenario at hand");
}

bool isProgram(std::string_view) { return false; } // a file, not a command

} // namespace

LaunchEngine deepSpeedEngine()
{
    return {.target = LaunchTarget::DeepSpeed,
            .version = "DeepSpeed 0.16",
            .software = software,
            .training = true,
            .write = write,
            .isProgram = isProgram,
            .read = read};
}

} // namespace shardscape
