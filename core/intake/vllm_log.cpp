// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/vllm_log.h"

#include "intake/log_text.h"
#include "launch/shell_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace shardscape {

namespace {

constexpr std::size_t mostSamples = 200'000;

/// Arguments that say something about the plan; the rest of a configuration is the server's own business.
constexpr std::array<std::string_view, 11> planArguments{
    "tensor_parallel_size", "pipeline_parallel_size", "data_parallel_size",     "enable_expert_parallel", "max_num_seqs", "max_num_batched_tokens",
    "enable_chunked_prefill", "gpu_memory_utilization", "quantization", "kv_cache_dtype", "max_model_len"};

struct BenchmarkKey {
    std::string_view text;
    std::string_view key;
};

constexpr std::array<BenchmarkKey, 6> benchmarkKeys{{{"Successful requests:", "requests"},
                                                     {"Total input tokens:", "input"},
                                                     {"Total generated tokens:", "output"},
                                                     {"Output token throughput (tok/s):", "throughput"},
                                                     {"Mean TTFT (ms):", "ttft"},
                                                     {"Mean TPOT (ms):", "tpot"}}};

} // namespace

void VllmLog::benchmarkLine(std::string_view line)
{
    for (const BenchmarkKey& one : benchmarkKeys)
        if (const auto value = numberAfter(line, one.text))
            m_benchmark[std::string{one.key}] = *value;
}

void VllmLog::line(std::string_view line)
{
    if (const auto at = line.find("non-default args: {"); at != std::string_view::npos) {
        m_arguments = pythonScalars(line.substr(at + 19), ':');
        m_argumentsAreOwn = true;
    } else if (const auto config = line.find(" with config: "); config != std::string_view::npos && !m_argumentsAreOwn &&
               line.find("LLM engine") != std::string_view::npos) {
        m_arguments = pythonScalars(line.substr(config + 14), '=');
    }
    m_cacheTokens = numberAfter(line, "GPU KV cache size:").value_or(m_cacheTokens);
    m_cacheGibibytes = numberAfter(line, "Available KV cache memory:").value_or(m_cacheGibibytes);
    const auto tokens = numberAfter(line, "Avg generation throughput:");
    const auto running = numberAfter(line, "Running:");
    const auto engine = static_cast<int>(std::min(numberAfter(line, "Engine ").value_or(0.0), 65'535.0));
    if (tokens && running && m_samples[engine].size() < mostSamples)
        m_samples[engine].push_back({*tokens, *running});
    benchmarkLine(line);
}

std::string VllmLog::command() const
{
    std::string command = "vllm serve";
    const auto model = m_arguments.find("model");
    if (model != m_arguments.end())
        command += ' ' + quoteForShell(model->second);
    for (const std::string_view name : planArguments) {
        const auto found = m_arguments.find(name);
        if (found == m_arguments.end() || found->second == "None" || found->second.empty())
            continue;
        std::string flag{name};
        std::replace(flag.begin(), flag.end(), '_', '-');
        if (found->second == "False") {
            if (name == "enable_chunked_prefill")
                command += " --no-" + flag;
        } else {
            command += " --" + flag + (found->second == "True" ? "" : ' ' + quoteForShell(found->second));
        }
    }
    return command;
}

void VllmLog::finishBenchmark(Intake& intake) const
{
    const auto value = [&](std::string_view key) {
        const auto found = m_benchmark.find(key);
        return found == m_benchmark.end() || found->second <= 0 ? std::optional<double>{} : std::optional(found->second);
    };
    auto& understood = intake.report.understood;
    if (const auto ttft = value("ttft")) {
        intake.measured.ttftSeconds = *ttft / 1e3;
        understood.push_back({"Mean TTFT (ms)", shownNumber(*ttft), "time to first token"});
    }
    if (const auto tpot = value("tpot")) {
        intake.measured.tpotSeconds = *tpot / 1e3;
        understood.push_back({"Mean TPOT (ms)", shownNumber(*tpot), "time per output token"});
    }
    if (const auto throughput = value("throughput")) {
        intake.measured.outputTokensPerSecond = *throughput;
        understood.push_back({"Output token throughput (tok/s)", shownNumber(*throughput), "output tokens per second, over all GPUs"});
    }
    const auto requests = value("requests");
    InferenceWorkload* workload = intake.scenario ? std::get_if<InferenceWorkload>(&intake.scenario->workload.kind) : nullptr;
    const auto each = [&](const char* key, const char* name, int InferenceWorkload::*member) {
        const auto total = value(key);
        if (!total || !requests)
            return;
        const int tokens = std::max(1, static_cast<int>(std::lround(*total / *requests)));
        understood.push_back({name, shownNumber(*total), fmt::format("{} tokens a request", tokens)});
        if (workload != nullptr)
            workload->*member = tokens;
    };
    each("input", "Total input tokens", &InferenceWorkload::promptTokens);
    each("output", "Total generated tokens", &InferenceWorkload::outputTokens);
}

void VllmLog::finishSamples(Intake& intake) const
{
    double throughput = 0;
    double running = 0;
    std::size_t used = 0;
    for (const auto& [engine, samples] : m_samples) {
        double most = 0;
        for (const Sample& sample : samples)
            most = std::max(most, sample.running);
        std::vector<double> rates;
        std::vector<double> counts;
        for (const Sample& sample : samples)
            if (sample.running >= 0.5 * most && sample.tokensPerSecond > 0) {
                rates.push_back(sample.tokensPerSecond);
                counts.push_back(sample.running);
            }
        if (rates.empty())
            continue;
        used += rates.size();
        throughput += medianOf(rates);
        running += medianOf(counts);
    }
    if (used == 0)
        return;
    auto& report = intake.report;
    report.understood.push_back({"Avg generation throughput", shownNumber(throughput),
                                 fmt::format("output tokens per second, the middle one of {} reports{}", used,
                                             m_samples.size() > 1 ? fmt::format(", added over {} engines", m_samples.size()) : "")});
    report.assumed.push_back({"Running", shownNumber(running), "requests in flight; reports with less than half of the most were left out"});
    if (!intake.measured.outputTokensPerSecond)
        intake.measured.outputTokensPerSecond = throughput;
    if (intake.scenario && intake.scenario->workload.inference() != nullptr)
        std::get<InferenceWorkload>(intake.scenario->workload.kind).concurrency = std::max(1, static_cast<int>(std::lround(running)));
}

void VllmLog::finish(const IntakeBase& base, Intake& intake) const
{
    intake.kind = IntakeKind::VllmLog;
    intake.source = m_benchmark.empty() ? "vLLM log" : "vLLM log with benchmark";
    if (m_arguments.count("model") != 0)
        takeInCommand(command(), base, intake);
    if (m_cacheTokens > 0)
        intake.report.understood.push_back({"GPU KV cache size", shownNumber(m_cacheTokens), "tokens; compare with the capacity among the key figures"});
    if (m_cacheGibibytes > 0)
        intake.report.understood.push_back({"Available KV cache memory (GiB)", shownNumber(m_cacheGibibytes), "of one GPU; compare with the memory view"});
    finishBenchmark(intake);
    finishSamples(intake);
    if (!intake.scenario && intake.measured != MeasuredRun{})
        intake.report.assumed.push_back({"", "", "the server ran the plan of the scenario at hand; its arguments are not in the log"});
}

} // namespace shardscape
