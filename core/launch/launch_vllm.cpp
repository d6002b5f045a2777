// SPDX-License-Identifier: GPL-3.0-or-later
// vLLM 0.10 (V1 engine). Source of flags and defaults: docs.vllm.ai, "vllm serve" and "Engine Arguments", v0.10.
#include "launch/serving_flags.h"

#include <array>

namespace shardscape {

namespace {

constexpr std::string_view software = "vllm-0.10";
constexpr std::string_view ownDefault = "the default of vLLM 0.10";
constexpr double defaultMemoryFraction = 0.9;
/// Of an API server on GPUs with 70 GiB and more.
constexpr int defaultBatchedTokens = 8192;

constexpr std::array<FormatName, 12> quantizations{{{"fp8", DataType::Fp8},
                                                    {"awq", DataType::Int4},
                                                    {"awq_marlin", DataType::Int4},
                                                    {"gptq", DataType::Int4},
                                                    {"gptq_marlin", DataType::Int4},
                                                    {"compressed-tensors", DataType::Int8},
                                                    {"modelopt_fp4", DataType::NvFp4},
                                                    {"mxfp4", DataType::Fp4},
                                                    {"modelopt", DataType::Fp8},
                                                    {"fbgemm_fp8", DataType::Fp8},
                                                    {"experts_int8", DataType::Int8},
                                                    {"bitsandbytes", DataType::Int4}}};

constexpr std::array<FormatName, 4> kvFormats{
    {{"auto", DataType::Bf16}, {"fp8", DataType::Fp8}, {"fp8_e4m3", DataType::Fp8}, {"fp8_e5m2", DataType::Fp8}}};

const std::vector<FlagSpec>& flagTable()
{
    using enum FlagKind;
    static const std::vector<FlagSpec> table{
        {"--model", Value, "the model"},
        {"--tensor-parallel-size", Value, "tensor parallel degree", {"-tp"}},
        {"--pipeline-parallel-size", Value, "pipeline parallel degree", {"-pp"}},
        {"--data-parallel-size", Value, "data parallel degree", {"-dp"}},
        {"--enable-expert-parallel", Switch, "experts are spread over all tp x dp GPUs"},
        {"--max-num-seqs", Value, "requests in flight in each replica"},
        {"--max-num-batched-tokens", Value, "tokens of one step, the chunk of a chunked prefill"},
        {"--enable-chunked-prefill", Switch, "prompts are cut into chunks"},
        {"--no-enable-chunked-prefill", Switch, "prompts run whole"},
        {"--gpu-memory-utilization", Value, "share of the GPU's memory the engine may use"},
        {"--quantization", Value, "number format of weights", {"-q"}},
        {"--kv-cache-dtype", Value, "number format of keys and values"},
        {"--dtype", OtherValue, "activations stay in 16 bits either way"},
        {"--max-model-len", OtherValue, "a limit; the traffic says how long requests are"},
        {"--distributed-executor-backend", OtherValue, "how processes are started"},
        {"--host", OtherValue, "of the server"},
        {"--port", OtherValue, "of the server"},
        {"--served-model-name", OtherValue, "of the server"},
        {"--api-key", OtherValue, "of the server"},
        {"--tokenizer", OtherValue, "says nothing about the split"},
        {"--download-dir", OtherValue, "says nothing about the split"},
        {"--seed", OtherValue, "says nothing about the split"},
        {"--block-size", OtherValue, "a cache block is smaller than this model of it resolves"},
        {"--swap-space", OtherValue, "host memory is not modeled"},
        {"--tool-call-parser", OtherValue, "of the server"},
        {"--reasoning-parser", OtherValue, "of the server"},
        {"--chat-template", OtherValue, "of the server"},
        {"--trust-remote-code", OtherSwitch, "says nothing about the split"},
        {"--enforce-eager", OtherSwitch, "CUDA graphs are taken as the software generation has them"},
        {"--enable-prefix-caching", OtherSwitch, "the scenario's shared prefixes say what is cached"},
        {"--no-enable-prefix-caching", OtherSwitch, "the scenario's shared prefixes say what is cached"},
        {"--enable-auto-tool-choice", OtherSwitch, "of the server"},
        {"--disable-log-requests", OtherSwitch, "of the server"},
        {"--disable-log-stats", OtherSwitch, "of the server"},
    };
    return table;
}

void writeExperts(const LaunchInput& input, CommandWriter& writer)
{
    const Parallelism& p = input.scenario.parallelism;
    if (!input.inputs.model.hasExperts())
        return;
    if (p.ep == p.tp * p.dp && p.ep > 1)
        writer.on("--enable-expert-parallel");
    else if (p.ep > 1)
        writer.notExpressed("expert parallelism over " + std::to_string(p.ep) + " GPUs; vLLM spreads experts over all tp x dp GPUs or none");
    else if (p.etp.value_or(1) != p.tp)
        writer.notExpressed("whole experts on every GPU; without expert parallelism vLLM splits them by tp");
}

std::string write(const LaunchInput& input, std::vector<std::string>& gaps)
{
    const Parallelism& p = input.scenario.parallelism;
    const InferenceWorkload& w = *input.scenario.workload.inference();
    CommandWriter writer("vllm serve");
    writer.word(modelArgument(input, writer));
    writer.flag("--tensor-parallel-size", static_cast<long long>(p.tp)).flag("--pipeline-parallel-size", static_cast<long long>(p.pp));
    writer.flag("--data-parallel-size", static_cast<long long>(p.dp));
    writeExperts(input, writer);
    writer.flag("--max-num-seqs", static_cast<long long>((w.concurrency + p.dp - 1) / p.dp));
    if (w.concurrency % p.dp != 0)
        writer.notExpressed("a concurrency that does not divide among the replicas; the limit of each is rounded up");
    if (w.chunkedPrefillTokens)
        writer.flag("--max-num-batched-tokens", static_cast<long long>(*w.chunkedPrefillTokens));
    else
        writer.on("--no-enable-chunked-prefill");
    writer.flag("--max-model-len", static_cast<long long>(w.promptTokens) + w.outputTokens);
    writer.flag("--gpu-memory-utilization", w.memoryFraction);
    writeFormats(w, quantizations, kvFormats, writer);
    if (static_cast<long long>(p.tp) * p.pp > input.inputs.cluster.gpusPerNode)
        writer.flag("--distributed-executor-backend", "ray"); // one engine over several nodes
    addServingGaps(input, writer);
    gaps = writer.gaps();
    return writer.text();
}

void readDegrees(LaunchReading& reading, FlagReader& flags)
{
    Parallelism& p = reading.scenario.parallelism;
    p.tp = flags.count("--tensor-parallel-size", 1, ownDefault);
    p.pp = flags.count("--pipeline-parallel-size", 1, ownDefault);
    p.dp = flags.count("--data-parallel-size", 1, ownDefault);
    if (flags.on("--enable-expert-parallel"))
        p.ep = p.tp * p.dp;
    else
        p.etp = p.tp;
}

void readLimits(FlagReader& flags, int replicas, InferenceWorkload& w)
{
    if (const auto each = flags.count("--max-num-seqs"))
        w.concurrency = *each * replicas;
    else
        flags.assume("--max-num-seqs", std::to_string(w.concurrency), "requests in flight, as in the scenario at hand");
    w.chunkedPrefillTokens.reset();
    if (!flags.on("--no-enable-chunked-prefill")) {
        (void)flags.on("--enable-chunked-prefill"); // the default of V1, listed if written
        w.chunkedPrefillTokens = flags.count("--max-num-batched-tokens", defaultBatchedTokens, ownDefault);
    }
    w.memoryFraction = flags.number("--gpu-memory-utilization", 0.01, 1.0).value_or(defaultMemoryFraction);
    if (!flags.has("--gpu-memory-utilization"))
        flags.assume("--gpu-memory-utilization", shortestNumber(defaultMemoryFraction), ownDefault);
    w.weightDtype = readFormat(flags, "--quantization", quantizations).value_or(DataType::Bf16);
    w.kvDtype = readFormat(flags, "--kv-cache-dtype", kvFormats).value_or(DataType::Bf16);
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
    readLimits(flags, reading.scenario.parallelism.dp, workload);
    fitNodes(reading, flags);
}

bool isProgram(std::string_view word) { return word == "vllm" || word == "vllm.entrypoints.openai.api_server" || word.ends_with("/vllm"); }

} // namespace

LaunchEngine vllmEngine()
{
    return {.target = LaunchTarget::Vllm,
            .version = "vLLM 0.10",
            .software = software,
            .training = false,
            .write = write,
            .isProgram = isProgram,
            .read = read};
}

} // namespace shardscape
