// SPDX-License-Identifier: GPL-3.0-or-later
// torchtitan's configuration (TOML), as of October 2025. Source of keys: pytorch/torchtitan, torchtitan/config/job_config.py.
// Read are the tables and keys of one level that the file uses; other TOML is reported as ignored.
#include "launch/model_names.h"
#include "launch/training_flags.h"

#include <array>

namespace shardscape {

namespace {

constexpr std::string_view software = "fsdp2-2025";

/// Meshes of torchtitan, innermost first: pp outside dp_replicate and dp_shard, then cp, then tp.
constexpr std::array<std::array<Axis, axisCount>, 1> orders{{{Axis::Tp, Axis::Cp, Axis::Ep, Axis::Dp, Axis::Pp}}};

struct ScheduleName {
    ScheduleKind kind;
    std::string_view name;
};
constexpr std::array<ScheduleName, 6> schedules{{{ScheduleKind::OneFOneB, "1F1B"},
                                                 {ScheduleKind::Interleaved, "Interleaved1F1B"},
                                                 {ScheduleKind::GPipe, "GPipe"},
                                                 {ScheduleKind::ZbV, "ZBVZeroBubble"},
                                                 {ScheduleKind::DualPipeV, "DualPipeV"},
                                                 {ScheduleKind::ZbH1, "InterleavedZeroBubble"}}};

using Keys = std::vector<FlagSpec>;

/// A key of the file as a flag: "[parallelism] tensor_parallel_degree" is --parallelism.tensor_parallel_degree, as on the command line.
const Keys& keyTable()
{
    using enum FlagKind;
    static const Keys table{
        {"--model.name", OtherValue, "the family; the flavor says the size"},
        {"--model.flavor", OtherValue, "named after the size"},
        {"--model.hf_assets_path", Value, "the model"},
        {"--model.tokenizer_path", OtherValue, "says nothing about the split"},
        {"--parallelism.data_parallel_replicate_degree", Value, "replicas of the shards"},
        {"--parallelism.data_parallel_shard_degree", Value, "ranks that share the parameters; -1 = all that are left"},
        {"--parallelism.fsdp_reshard_after_forward", Value, "whether parameters are dropped after the forward pass"},
        {"--parallelism.tensor_parallel_degree", Value, "tensor parallel degree"},
        {"--parallelism.context_parallel_degree", Value, "context parallel degree"},
        {"--parallelism.pipeline_parallel_degree", Value, "pipeline parallel degree"},
        {"--parallelism.pipeline_parallel_schedule", Value, "pipeline schedule"},
        {"--parallelism.pipeline_parallel_microbatch_size", Value, "sequences of a micro-batch"},
        {"--parallelism.expert_parallel_degree", Value, "expert parallel degree"},
        {"--parallelism.enable_async_tensor_parallel", Value, "tensor parallel transfers under matrix products"},
        {"--training.local_batch_size", Value, "sequences of a rank in one pass"},
        {"--training.global_batch_size", Value, "sequences of a step"},
        {"--training.seq_len", Value, "tokens of a sequence"},
        {"--training.mixed_precision_param", Value, "number format of parameters"},
        {"--training.mixed_precision_reduce", Value, "number format of gradients in the reduction"},
        {"--training.steps", OtherValue, "one step is modeled"},
        {"--training.max_norm", OtherValue, "says nothing about the split"},
        {"--training.dataset", OtherValue, "data loading is not modeled"},
        {"--activation_checkpoint.mode", Value, "what is computed again"},
        {"--activation_checkpoint.selective_ac_option", OtherValue, "taken as the attention core"},
        {"--optimizer.name", Value, "optimizer"},
        {"--optimizer.lr", OtherValue, "says nothing about the split"},
        {"--model.converters", Value, "float8 or not"},
        {"--compile.enable", OtherValue, "kernels are taken as the software generation has them"},
    };
    return table;
}

/// The TOML as it grows, table by table.
class TomlWriter {
public:
    void table(std::string_view name) { m_text += (m_text.empty() ? "[" : "\n[") + std::string{name} + "]\n"; }
    void number(std::string_view key, long long value) { line(key, std::to_string(value)); }
    void text(std::string_view key, std::string_view value) { line(key, '"' + std::string{value} + '"'); }
    void flag(std::string_view key, bool value) { line(key, value ? "true" : "false"); }
    void line(std::string_view key, std::string_view value) { m_text += std::string{key} + " = " + std::string{value} + '\n'; }
    [[nodiscard]] const std::string& all() const { return m_text; }

private:
    std::string m_text;
};

void writeParallelism(const LaunchInput& input, TomlWriter& toml, CommandWriter& writer)
{
    const Parallelism& p = input.scenario.parallelism;
    const TrainingWorkload& w = *input.scenario.workload.training();
    const int shard = p.zeroStage == 3 ? p.hsdpShard.value_or(p.dp * p.cp) / p.cp : 1;
    toml.table("parallelism");
    toml.number("data_parallel_replicate_degree", p.dp / std::max(1, shard));
    toml.number("data_parallel_shard_degree", shard);
    toml.number("tensor_parallel_degree", p.tp);
    toml.number("context_parallel_degree", p.cp);
    toml.number("pipeline_parallel_degree", p.pp);
    toml.number("expert_parallel_degree", p.ep);
    toml.flag("enable_async_tensor_parallel", input.scenario.parallelism.overlap.tp.value_or(input.inputs.software.overlapTp));
    if (p.pp > 1) {
        const auto found =
            std::find_if(schedules.begin(), schedules.end(), [&](const ScheduleName& one) { return one.kind == p.schedule; });
        if (found == schedules.end())
            writer.notExpressed("the schedule " + std::string{toText(p.schedule)});
        else
            toml.text("pipeline_parallel_schedule", found->name);
        toml.number("pipeline_parallel_microbatch_size", w.microBatch);
        if (p.vpp != 1 && p.vpp != 2)
            writer.notExpressed(std::to_string(p.vpp) + " chunks a rank; name the split points instead");
    }
    if (p.zeroStage == 1 || p.zeroStage == 2)
        writer.notExpressed("ZeRO stage " + std::to_string(p.zeroStage) + "; torchtitan shards parameters, too, or nothing");
    if (p.stageLayers)
        writer.notExpressed("layers of each stage; write module_fqns_per_model_part");
    if (p.tp > 1 && !p.sequenceParallel)
        writer.notExpressed("tensor without sequence parallelism");
}

void writeTraining(const LaunchInput& input, TomlWriter& toml, CommandWriter& writer)
{
    const Parallelism& p = input.scenario.parallelism;
    const TrainingWorkload& w = *input.scenario.workload.training();
    toml.table("training");
    toml.number("local_batch_size", p.pp > 1 ? w.globalBatch / std::max(1, p.dp) : w.microBatch);
    toml.number("global_batch_size", w.globalBatch);
    toml.number("seq_len", w.sequenceTokens);
    toml.text("mixed_precision_param", w.precision == DataType::Fp32 ? "float32" : "bfloat16");
    toml.text("mixed_precision_reduce",
              w.gradientDtype.value_or(input.inputs.software.gradientDtype) == DataType::Bf16 ? "bfloat16" : "float32");
    toml.table("activation_checkpoint");
    if (w.recompute.kind == RecomputeKind::FullLayers)
        writer.notExpressed("recomputation of the first " + std::to_string(w.recompute.fullLayersPerStage) + " layers of a stage");
    toml.text("mode", w.recompute.kind == RecomputeKind::None        ? "none"
                      : w.recompute.kind == RecomputeKind::Selective ? "selective"
                                                                     : "full");
    toml.table("optimizer");
    toml.text("name", "AdamW");
    if (w.optimizer != Optimizer::Adam)
        writer.notExpressed("the optimizer " + std::string{toText(w.optimizer)});
    if (w.offload)
        writer.notExpressed("optimizer states in host memory");
    if (w.precision != DataType::Bf16 && w.precision != DataType::Fp32 && w.precision != DataType::Fp8 && w.precision != DataType::MxFp8)
        writer.notExpressed("matrix products in " + std::string{toText(w.precision)});
}

std::string write(const LaunchInput& input, std::vector<std::string>& gaps)
{
    const TrainingWorkload& w = *input.scenario.workload.training();
    CommandWriter writer(""); // collects the gaps; the text itself is TOML
    TomlWriter toml;
    toml.table("model");
    if (const auto hub = hubName(input.scenario.model.preset))
        toml.text("hf_assets_path", *hub);
    else
        writer.notExpressed("the model; write its name, flavor and hf_assets_path");
    if (w.precision == DataType::Fp8)
        toml.line("converters", "[\"quantize.linear.float8\"]");
    if (w.precision == DataType::MxFp8)
        toml.line("converters", "[\"quantize.linear.mx\"]");
    writeParallelism(input, toml, writer);
    writeTraining(input, toml, writer);
    addTrainingGaps(input, writer, orders);
    gaps = writer.gaps();
    const ProcessGrid grid = processGrid(input);
    std::string text = "# torchrun --nnodes " + std::to_string(grid.nodes) + " --nproc-per-node " + std::to_string(grid.perNode) +
                       " -m torchtitan.train --job.config_file THIS_FILE\n";
    for (const std::string& gap : gaps)
        text += "# not said by this file: " + gap + '\n';
    return text + toml.all();
}

/// The words after -m torchtitan.train, or the lines of the TOML as such words.
struct Settings {
    std::vector<ShellWord> words;
};

std::string trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos)
        return {};
    return std::string{text.substr(first, text.find_last_not_of(" \t\r") - first + 1)};
}

std::string withoutQuotes(std::string text)
{
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front())
        return text.substr(1, text.size() - 2);
    return text;
}

/// The part of a line in front of its comment; a # inside quotes is none.
std::string_view withoutComment(std::string_view line)
{
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (quote == 0 && line[i] == '#')
            return line.substr(0, i);
        if (quote == 0 && (line[i] == '"' || line[i] == '\''))
            quote = line[i];
        else if (line[i] == quote)
            quote = 0;
    }
    return line;
}

Settings settingsOf(LaunchReading& reading)
{
    Settings settings;
    std::string table;
    int number = 0;
    for (std::size_t at = 0; at < reading.text.size();) {
        const std::size_t end = std::min(reading.text.find('\n', at), reading.text.size());
        const std::string line = trimmed(withoutComment(reading.text.substr(at, end - at)));
        at = end + 1;
        ++number;
        if (line.empty())
            continue;
        if (line.front() == '[' && line.back() == ']') {
            table = trimmed(std::string_view{line}.substr(1, line.size() - 2));
            continue;
        }
        const auto equals = line.find('=');
        if (equals == std::string::npos) {
            reading.report.ignored.push_back({line, "", "line " + std::to_string(number) + " is no key"});
            continue;
        }
        const std::string key = "--" + table + '.' + trimmed(std::string_view{line}.substr(0, equals));
        settings.words.push_back({.text = key + '=' + withoutQuotes(trimmed(std::string_view{line}.substr(equals + 1))), .line = number});
    }
    return settings;
}

bool readFlag(FlagReader& flags, std::string_view name, bool fallback)
{
    const std::optional<std::string> text = flags.text(name);
    return text ? *text == "true" : fallback;
}

void readSchedule(Parallelism& p, FlagReader& flags)
{
    const std::string name = flags.text("--parallelism.pipeline_parallel_schedule").value_or("1F1B");
    const auto found = std::find_if(schedules.begin(), schedules.end(), [&](const ScheduleName& one) { return one.name == name; });
    if (found == schedules.end())
        return flags.problem("pipeline_parallel_schedule", "'" + name + "' is not known here",
                             "known: 1F1B, Interleaved1F1B, GPipe, ZBVZeroBubble, DualPipeV, InterleavedZeroBubble");
    p.schedule = found->kind;
    const bool twoChunks = p.schedule == ScheduleKind::Interleaved || p.schedule == ScheduleKind::ZbV || p.schedule == ScheduleKind::DualPipeV;
    p.vpp = twoChunks && p.pp > 1 ? 2 : 1;
}

void readDegrees(LaunchReading& reading, FlagReader& flags)
{
    Parallelism& p = reading.scenario.parallelism;
    constexpr std::string_view own = "the default of torchtitan";
    p.tp = flags.count("--parallelism.tensor_parallel_degree", 1, own);
    p.cp = flags.count("--parallelism.context_parallel_degree", 1, own);
    p.pp = flags.count("--parallelism.pipeline_parallel_degree", 1, own);
    p.ep = flags.count("--parallelism.expert_parallel_degree").value_or(1);
    p.sequenceParallel = p.tp > 1;
    p.overlap.tp = readFlag(flags, "--parallelism.enable_async_tensor_parallel", false);
    readSchedule(p, flags);
    const int replicas = flags.count("--parallelism.data_parallel_replicate_degree", 1, own);
    const int shard = flags.count("--parallelism.data_parallel_shard_degree", -1).value_or(-1);
    long long processes = startedProcesses(reading);
    if (processes == 0 && shard > 0)
        processes = static_cast<long long>(replicas) * shard * p.tp * p.cp * p.pp;
    fitDataParallel(reading, flags, processes);
    p.zeroStage = shard == 1 ? 0 : 3;
    if (replicas > 1 && p.zeroStage == 3) {
        if (p.dp % replicas != 0)
            return flags.problem("data_parallel_replicate_degree",
                                 std::to_string(replicas) + " does not divide the data parallel degree " + std::to_string(p.dp), "correct it");
        p.hsdpShard = p.dp / replicas * p.cp;
    }
}

void readWorkload(FlagReader& flags, const Parallelism& p, TrainingWorkload& w)
{
    if (const auto tokens = flags.count("--training.seq_len"))
        w.sequenceTokens = *tokens;
    else
        flags.assume("seq_len", std::to_string(w.sequenceTokens), "tokens of a sequence, as in the scenario at hand");
    const int local = flags.count("--training.local_batch_size", 1, "one sequence, because the file does not say it");
    w.microBatch = p.pp > 1 ? flags.count("--parallelism.pipeline_parallel_microbatch_size", 1, "the default of torchtitan") : local;
    w.globalBatch = flags.count("--training.global_batch_size", -1).value_or(-1);
    if (w.globalBatch <= 0) {
        w.globalBatch = local * p.dp;
        flags.assume("global_batch_size", std::to_string(w.globalBatch), "one pass of every rank, as torchtitan does by itself");
    }
    const std::string converters = flags.text("--model.converters").value_or("");
    const bool wide = flags.text("--training.mixed_precision_param").value_or("bfloat16") == "float32";
    w.precision = converters.find("float8") != std::string::npos ? DataType::Fp8
                  : converters.find("mx") != std::string::npos   ? DataType::MxFp8
                  : wide                                         ? DataType::Fp32
                                                                 : DataType::Bf16;
    w.gradientDtype = flags.text("--training.mixed_precision_reduce").value_or("float32") == "bfloat16" ? DataType::Bf16 : DataType::Fp32;
    const std::string mode = flags.text("--activation_checkpoint.mode").value_or("selective");
    if (mode != "none" && mode != "selective" && mode != "full")
        return flags.problem("activation_checkpoint.mode", "'" + mode + "' is not known", "known: none, selective, full");
    w.recompute.kind = mode == "none" ? RecomputeKind::None : mode == "selective" ? RecomputeKind::Selective : RecomputeKind::Full;
    w.attention = AttentionImplementation::Flash;
    (void)flags.text("--optimizer.name");
}

void read(LaunchReading& reading)
{
    Settings file;
    if (reading.words.empty())
        file = settingsOf(reading);
    FlagReader flags(keyTable(), reading.words.empty() ? std::span<const ShellWord>(file.words) : reading.words, reading.report,
                     reading.problems);
    TrainingWorkload& workload = beginTraining(reading, flags, software);
    if (const auto path = flags.text("--model.hf_assets_path")) {
        if (const auto preset = presetOfModel(*path, reading.library))
            reading.scenario.model = {.preset = *preset, .inlineJson = {}};
        else
            flags.problem("model.hf_assets_path", "the model '" + *path + "' is none of the presets", "import its config.json and leave this key away");
    } else {
        flags.assume("", reading.scenario.model.preset, "the model, as in the scenario at hand");
    }
    readDegrees(reading, flags);
    readWorkload(flags, reading.scenario.parallelism, workload);
}

bool isProgram(std::string_view word) { return word == "torchtitan.train" || word.ends_with("torchtitan/train.py"); }

} // namespace

LaunchEngine torchTitanEngine()
{
    return {.target = LaunchTarget::TorchTitan,
            .version = "torchtitan of October 2025",
            .software = software,
            .training = true,
            .write = write,
            .isProgram = isProgram,
            .read = read};
}

} // namespace shardscape
