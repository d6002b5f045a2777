// SPDX-License-Identifier: GPL-3.0-or-later
// The log of a vLLM server (0.8 to 0.11): its arguments, its cache, and the throughput it reports every ten seconds; and the result that
// `vllm bench serve` prints. Format: vllm-project/vllm, vllm/v1/metrics/loggers.py, entrypoints/utils.py, benchmarks/serve.py. Pure.
#pragma once

#include "intake/intake.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

class VllmLog {
public:
    void line(std::string_view line);
    [[nodiscard]] bool found() const { return !m_samples.empty() || !m_benchmark.empty() || !m_arguments.empty() || m_cacheTokens > 0; }
    /// The server's arguments as a scenario; throughput at its busiest, or the benchmark's figures, as measurements.
    void finish(const IntakeBase& base, Intake& intake) const;

private:
    struct Sample {
        double tokensPerSecond = 0;
        double running = 0;
    };

    void benchmarkLine(std::string_view line);
    [[nodiscard]] std::string command() const;
    void finishBenchmark(Intake& intake) const;
    void finishSamples(Intake& intake) const;

    std::map<std::string, std::string, std::less<>> m_arguments; ///< names as in Python: tensor_parallel_size
    std::map<int, std::vector<Sample>> m_samples;                ///< by engine (data parallel rank)
    std::map<std::string, double, std::less<>> m_benchmark;
    double m_cacheTokens = 0;
    double m_cacheGibibytes = 0;
    bool m_argumentsAreOwn = false; ///< what was given on the command line, not the whole configuration
};

/// The top-level scalars of a Python dict or of "name=value, ..." pairs; nested values are passed over.
[[nodiscard]] std::map<std::string, std::string, std::less<>> pythonScalars(std::string_view text, char assignment);

} // namespace shardscape
