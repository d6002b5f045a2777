// SPDX-License-Identifier: GPL-3.0-or-later
// TensorRT-LLM 1.0: `trtllm-serve` with the PyTorch backend. What has no flag stands in a YAML file beside it. Source of flags and
// defaults: nvidia.github.io/TensorRT-LLM, "trtllm-serve" and the LLM API reference, 1.0.
#include "launch/serving_flags.h"

#include <array>

namespace shardscape {

namespace {

constexpr std::string_view software = "trtllm-1.0";
constexpr std::string_view ownDefault = "the default of TensorRT-LLM 1.0";
constexpr double defaultMemoryFraction = 0.9;
constexpr int defaultTokens = 8192;

const std::vector<FlagSpec>& flagTable()
{
    using enum FlagKind;
    static const std::vector<FlagSpec> table{
        {"--model", Value, "the model"},
        {"--tp_size", Value, "tensor parallel degree; with attention DP that of the experts"},
        {"--pp_size", Value, "pipeline parallel degree"},
        {"--ep_size", Value, "expert parallel degree"},
        {"--max_batch_size", Value, "requests in flight"},
        {"--max_num_tokens", Value, "tokens of one step, the chunk of a chunked prefill"},
        {"--kv_cache_free_gpu_memory_fraction", Value, "share of the memory left by weights; taken as the share of all of it"},
        {"--backend", OtherValue, "the PyTorch backend is modeled"},
        {"--max_seq_len", OtherValue, "a limit; the traffic says how long requests are"},
        {"--max_beam_width", OtherValue, "one beam is modeled"},
        {"--gpus_per_node", OtherValue, "the cluster says it"},
        {"--extra_llm_api_options", OtherValue, "its settings are read where they stand in the text"},
        {"--host", OtherValue, "of the server"},
        {"--port", OtherValue, "of the server"},
        {"--tokenizer", OtherValue, "says nothing about the split"},
        {"--log_level", OtherValue, "of the server"},
        {"--trust_remote_code", OtherSwitch, "says nothing about the split"},
    };
    return table;
}

/// TensorRT-LLM's attention DP gives every GPU the attention of its own requests, whole.
bool isAttentionDp(const Parallelism& p) { return p.dp > 1 && p.ep > p.tp && p.tp == 1; }

/// The YAML beside the command; empty when nothing needs it.
std::string settings(const InferenceWorkload& w, bool attentionDp)
{
    std::string yaml;
    if (attentionDp)
        yaml += "enable_attention_dp: true\n";
    if (w.chunkedPrefillTokens)
        yaml += "enable_chunked_prefill: true\n";
    if (w.kvDtype == DataType::Fp8)
        yaml += "kv_cache_config:\n  dtype: fp8\n";
    return yaml;
}

std::string write(const LaunchInput& input, std::vector<std::string>& gaps)
{
    const Parallelism& p = input.scenario.parallelism;
    const InferenceWorkload& w = *input.scenario.workload.inference();
    const bool attentionDp = isAttentionDp(p);
    CommandWriter writer("trtllm-serve");
    writer.word(modelArgument(input, writer)).flag("--backend", "pytorch");
    writer.flag("--tp_size", static_cast<long long>(attentionDp ? p.tp * p.dp : p.tp)).flag("--pp_size", static_cast<long long>(p.pp));
    writer.flag("--ep_size", static_cast<long long>(p.ep));
    if (p.dp > 1 && p.ep > p.tp && !attentionDp)
        writer.notExpressed("attention split over " + std::to_string(p.tp) + " GPUs inside attention DP");
    const int replicas = attentionDp ? 1 : p.dp;
    if (replicas > 1)
        writer.notExpressed(std::to_string(replicas) + " replicas; start so many servers behind a balancer");
    const int batch = attentionDp ? p.dp : replicas; // the limit is that of each rank with attention DP
    writer.flag("--max_batch_size", static_cast<long long>((w.concurrency + batch - 1) / batch));
    if (w.concurrency % batch != 0)
        writer.notExpressed("a concurrency that does not divide among the replicas; the limit of each is rounded up");
    if (w.chunkedPrefillTokens)
        writer.flag("--max_num_tokens", static_cast<long long>(*w.chunkedPrefillTokens));
    writer.flag("--max_seq_len", static_cast<long long>(w.promptTokens) + w.outputTokens);
    writer.flag("--kv_cache_free_gpu_memory_fraction", w.memoryFraction);
    writer.notExpressed("a share of all memory; TensorRT-LLM's fraction counts what the weights leave, so check its log for the cache's size");
    if (w.weightDtype != DataType::Bf16)
        writer.notExpressed("weights in " + std::string{toText(w.weightDtype)} + "; name a checkpoint that is stored so");
    if (w.kvDtype != DataType::Bf16 && w.kvDtype != DataType::Fp8)
        writer.notExpressed("keys and values in " + std::string{toText(w.kvDtype)});
    if (const std::string yaml = settings(w, attentionDp); !yaml.empty()) {
        writer.before("cat > shardscape-options.yaml <<'YAML'\n" + yaml + "YAML\n");
        writer.flag("--extra_llm_api_options", "shardscape-options.yaml");
    }
    addServingGaps(input, writer);
    gaps = writer.gaps();
    return writer.text();
}

/// Whether a line of the text is `key: value`, indented or not.
bool hasSetting(std::string_view text, std::string_view line)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view one = text.substr(at, end - at);
        while (!one.empty() && (one.front() == ' ' || one.front() == '\t'))
            one.remove_prefix(1);
        while (!one.empty() && (one.back() == ' ' || one.back() == '\r'))
            one.remove_suffix(1);
        if (one == line)
            return true;
        at = end + 1;
    }
    return false;
}

bool readSetting(LaunchReading& reading, std::string_view line, std::string_view meaning)
{
    if (!hasSetting(reading.text, line))
        return false;
    const auto colon = line.find(": ");
    reading.report.understood.push_back(
        {std::string{line.substr(0, colon)}, std::string{line.substr(colon + 2)}, std::string{meaning}});
    return true;
}

void readDegrees(LaunchReading& reading, FlagReader& flags)
{
    Parallelism& p = reading.scenario.parallelism;
    p.tp = flags.count("--tp_size", 1, ownDefault);
    p.pp = flags.count("--pp_size", 1, ownDefault);
    p.ep = flags.count("--ep_size", 1, ownDefault);
    if (p.tp % p.ep != 0)
        return flags.problem("--ep_size", std::to_string(p.ep) + " does not divide tp " + std::to_string(p.tp), "correct one of them");
    if (readSetting(reading, "enable_attention_dp: true", "every GPU has the whole attention of its own requests")) {
        p.dp = p.tp;
        p.tp = 1;
        if (p.ep != p.dp)
            flags.problem("--ep_size", "attention DP with experts split by tensor parallelism is not modeled",
                          "write --ep_size " + std::to_string(p.dp));
        return;
    }
    if (p.tp > p.ep)
        p.etp = p.tp / p.ep;
}

void readLimits(LaunchReading& reading, FlagReader& flags, InferenceWorkload& w)
{
    if (const auto limit = flags.count("--max_batch_size"))
        w.concurrency = *limit * reading.scenario.parallelism.dp;
    else
        flags.assume("--max_batch_size", std::to_string(w.concurrency), "requests in flight, as in the scenario at hand");
    w.chunkedPrefillTokens.reset();
    if (readSetting(reading, "enable_chunked_prefill: true", "prompts are cut into chunks"))
        w.chunkedPrefillTokens = flags.count("--max_num_tokens", defaultTokens, ownDefault);
    else
        (void)flags.count("--max_num_tokens");
    w.memoryFraction = flags.number("--kv_cache_free_gpu_memory_fraction", 0.01, 1.0).value_or(defaultMemoryFraction);
    w.kvDtype = readSetting(reading, "dtype: fp8", "number format of keys and values") ? DataType::Fp8 : DataType::Bf16;
    flags.assume("", std::string{toText(w.weightDtype)}, "number format of weights, as in the scenario at hand; the checkpoint says it");
}

void read(LaunchReading& reading)
{
    FlagReader flags(flagTable(), reading.words, reading.report, reading.problems);
    InferenceWorkload& workload = beginServing(reading, flags, software);
    std::vector<std::string> words = flags.positional();
    std::erase(words, "serve");
    if (const auto model = flags.text("--model"))
        readModel(reading, flags, "--model", *model);
    else if (!words.empty())
        readModel(reading, flags, "MODEL", words.front());
    else
        flags.assume("MODEL", reading.scenario.model.preset, "the model, as in the scenario at hand");
    readDegrees(reading, flags);
    readLimits(reading, flags, workload);
    fitNodes(reading, flags);
}

bool isProgram(std::string_view word) { return word == "trtllm-serve" || word.ends_with("/trtllm-serve"); }

} // namespace

LaunchEngine tensorRtLlmEngine()
{
    return {.target = LaunchTarget::TensorRtLlm,
            .version = "TensorRT-LLM 1.0",
            .software = software,
            .training = false,
            .write = write,
            .isProgram = isProgram,
            .read = read};
}

} // namespace shardscape
