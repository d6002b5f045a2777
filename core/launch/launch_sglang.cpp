// SPDX-License-Identifier: GPL-3.0-or-later
// SGLang 0.4. Source of flags and defaults: docs.sglang.ai, "Server Arguments", v0.4.
#include "launch/serving_flags.h"

#include <array>

namespace shardscape {

namespace {

constexpr std::string_view software = "sglang-0.4";
constexpr std::string_view ownDefault = "the default of SGLang 0.4";
constexpr double defaultMemoryFraction = 0.88; ///< mem_fraction_static of one GPU; it shrinks by the degrees, which is not followed here
constexpr int defaultChunk = 8192;

constexpr std::array<FormatName, 8> quantizations{{{"fp8", DataType::Fp8},
                                                   {"w8a8_int8", DataType::Int8},
                                                   {"awq", DataType::Int4},
                                                   {"gptq", DataType::Int4},
                                                   {"gptq_marlin", DataType::Int4},
                                                   {"modelopt_fp4", DataType::NvFp4},
                                                   {"mxfp4", DataType::Fp4},
                                                   {"modelopt", DataType::Fp8}}};
constexpr std::array<FormatName, 3> kvFormats{{{"auto", DataType::Bf16}, {"fp8_e4m3", DataType::Fp8}, {"fp8_e5m2", DataType::Fp8}}};

const std::vector<FlagSpec>& flagTable()
{
    using enum FlagKind;
    static const std::vector<FlagSpec> table{
        {"--model-path", Value, "the model", {"--model"}},
        {"--tp-size", Value, "tensor parallel degree; with DP attention that of the experts", {"--tp", "--tensor-parallel-size"}},
        {"--pp-size", Value, "pipeline parallel degree", {"--pp", "--pipeline-parallel-size"}},
        {"--dp-size", Value, "data parallel degree", {"--dp", "--data-parallel-size"}},
        {"--ep-size", Value, "expert parallel degree", {"--ep", "--expert-parallel-size"}},
        {"--enable-dp-attention", Switch, "attention is data parallel inside the tp group"},
        {"--max-running-requests", Value, "requests in flight"},
        {"--chunked-prefill-size", Value, "tokens of a chunk of prefill; -1 = prompts run whole"},
        {"--mem-fraction-static", Value, "share of the GPU's memory for weights and cache"},
        {"--quantization", Value, "number format of weights"},
        {"--kv-cache-dtype", Value, "number format of keys and values"},
        {"--dtype", OtherValue, "activations stay in 16 bits either way"},
        {"--context-length", OtherValue, "a limit; the traffic says how long requests are"},
        {"--nnodes", OtherValue, "follows from the degrees"},
        {"--node-rank", OtherValue, "of one process"},
        {"--dist-init-addr", OtherValue, "of one process"},
        {"--host", OtherValue, "of the server"},
        {"--port", OtherValue, "of the server"},
        {"--served-model-name", OtherValue, "of the server"},
        {"--attention-backend", OtherValue, "kernels are taken as the software generation has them"},
        {"--moe-a2a-backend", OtherValue, "dispatch is taken as the software generation has it"},
        {"--deepep-mode", OtherValue, "dispatch is taken as the software generation has it"},
        {"--cuda-graph-max-bs", OtherValue, "CUDA graphs are taken as the software generation has them"},
        {"--schedule-policy", OtherValue, "requests run in the order they come"},
        {"--trust-remote-code", OtherSwitch, "says nothing about the split"},
        {"--disable-cuda-graph", OtherSwitch, "CUDA graphs are taken as the software generation has them"},
        {"--disable-radix-cache", OtherSwitch, "the scenario's shared prefixes say what is cached"},
        {"--enable-metrics", OtherSwitch, "of the server"},
        {"--enable-torch-compile", OtherSwitch, "kernels are taken as the software generation has them"},
    };
    return table;
}

/// Attention split over tp GPUs in each of dp replicas whose experts are spread over all of them: SGLang calls the product its tp.
bool isDpAttention(const Parallelism& p) { return p.dp > 1 && p.ep > p.tp; }

std::string write(const LaunchInput& input, std::vector<std::string>& gaps)
{
    const Parallelism& p = input.scenario.parallelism;
    const InferenceWorkload& w = *input.scenario.workload.inference();
    const bool dpAttention = isDpAttention(p);
    CommandWriter writer("python3 -m sglang.launch_server");
    writer.flag("--model-path", modelArgument(input, writer));
    writer.flag("--tp-size", static_cast<long long>(dpAttention ? p.tp * p.dp : p.tp));
    writer.flag("--pp-size", static_cast<long long>(p.pp)).flag("--dp-size", static_cast<long long>(p.dp));
    writer.flag("--ep-size", static_cast<long long>(p.ep));
    if (dpAttention)
        writer.on("--enable-dp-attention");
    const int share = dpAttention ? 1 : p.dp; // the limit is that of the server with DP attention, of a replica without
    writer.flag("--max-running-requests", static_cast<long long>((w.concurrency + share - 1) / share));
    if (w.concurrency % share != 0)
        writer.notExpressed("a concurrency that does not divide among the replicas; the limit of each is rounded up");
    writer.flag("--chunked-prefill-size", static_cast<long long>(w.chunkedPrefillTokens.value_or(-1)));
    writer.flag("--mem-fraction-static", w.memoryFraction);
    writeFormats(w, quantizations, kvFormats, writer);
    const long long engineGpus = p.worldSize() / (dpAttention ? 1 : p.dp);
    if (const int perNode = input.inputs.cluster.gpusPerNode; engineGpus > perNode) {
        writer.flag("--nnodes", (engineGpus + perNode - 1) / perNode).flag("--node-rank", 0LL);
        writer.flag("--dist-init-addr", "HEAD_NODE:5000");
        writer.notExpressed("the other nodes: run it on each with its own --node-rank, and put the first node's address for HEAD_NODE");
    }
    if (p.etp && *p.etp != 1 && input.inputs.model.hasExperts() && *p.etp * p.ep != p.tp)
        writer.notExpressed("expert tensor parallelism over " + std::to_string(*p.etp) + " GPUs; SGLang splits experts by tp / ep");
    addServingGaps(input, writer);
    gaps = writer.gaps();
    return writer.text();
}

void readDegrees(LaunchReading& reading, FlagReader& flags)
{
    Parallelism& p = reading.scenario.parallelism;
    p.tp = flags.count("--tp-size", 1, ownDefault);
    p.pp = flags.count("--pp-size", 1, ownDefault);
    p.dp = flags.count("--dp-size", 1, ownDefault);
    p.ep = flags.count("--ep-size", 1, ownDefault);
    if (flags.on("--enable-dp-attention")) {
        if (p.tp % p.dp != 0)
            return flags.problem("--dp-size", "DP attention needs a dp that divides tp, and " + std::to_string(p.dp) + " does not divide " +
                                                  std::to_string(p.tp),
                                 "correct one of them");
        p.tp /= p.dp;
        return;
    }
    if (p.tp % p.ep != 0)
        return flags.problem("--ep-size", std::to_string(p.ep) + " does not divide tp " + std::to_string(p.tp), "correct one of them");
    if (p.tp > p.ep)
        p.etp = p.tp / p.ep;
}

void readLimits(FlagReader& flags, int replicas, InferenceWorkload& w)
{
    if (const auto limit = flags.count("--max-running-requests"))
        w.concurrency = *limit * replicas;
    else
        flags.assume("--max-running-requests", std::to_string(w.concurrency), "requests in flight, as in the scenario at hand");
    const std::optional<int> chunk = flags.count("--chunked-prefill-size", -1);
    if (chunk == 0)
        flags.problem("--chunked-prefill-size", "a chunk of 0 tokens does nothing", "write -1 for whole prompts");
    w.chunkedPrefillTokens = chunk == -1 ? std::nullopt : std::optional(chunk.value_or(defaultChunk));
    if (!chunk)
        flags.assume("--chunked-prefill-size", std::to_string(defaultChunk), ownDefault);
    w.memoryFraction = flags.number("--mem-fraction-static", 0.01, 1.0).value_or(defaultMemoryFraction);
    if (!flags.has("--mem-fraction-static"))
        flags.assume("--mem-fraction-static", shortestNumber(defaultMemoryFraction), ownDefault);
    w.weightDtype = readFormat(flags, "--quantization", quantizations).value_or(DataType::Bf16);
    w.kvDtype = readFormat(flags, "--kv-cache-dtype", kvFormats).value_or(DataType::Bf16);
}

void read(LaunchReading& reading)
{
    FlagReader flags(flagTable(), reading.words, reading.report, reading.problems);
    InferenceWorkload& workload = beginServing(reading, flags, software);
    if (const auto model = flags.text("--model-path"))
        readModel(reading, flags, "--model-path", *model);
    else
        flags.assume("--model-path", reading.scenario.model.preset, "the model, as in the scenario at hand");
    readDegrees(reading, flags);
    const bool dpAttention = flags.has("--enable-dp-attention");
    readLimits(flags, dpAttention ? 1 : reading.scenario.parallelism.dp, workload);
    fitNodes(reading, flags);
}

bool isProgram(std::string_view word) { return word == "sglang.launch_server" || word == "sglang_router.launch_server" || word == "sglang"; }

} // namespace

LaunchEngine sglangEngine()
{
    return {.target = LaunchTarget::SgLang,
            .version = "SGLang 0.4",
            .software = software,
            .training = false,
            .write = write,
            .isProgram = isProgram,
            .read = read};
}

} // namespace shardscape
