// SPDX-License-Identifier: GPL-3.0-or-later
// The log of Megatron-LM (Megatron Core 0.6 to 0.14): the arguments it prints at the start, and of each iteration its time, throughput and
// memory. Format: NVIDIA/Megatron-LM, megatron/training/training.py (training_log) and arguments.py (_print_args). Pure.
#pragma once

#include "intake/intake.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

class MegatronLog {
public:
    void line(std::string_view line);
    [[nodiscard]] bool found() const { return !m_milliseconds.empty(); }
    /// The middle iteration's time after warming up; the run's plan where the log prints its arguments.
    void finish(const IntakeBase& base, Intake& intake) const;

private:
    void argument(std::string_view line);
    [[nodiscard]] std::string command() const;
    [[nodiscard]] std::vector<double> steady(const std::vector<double>& all) const;

    std::map<std::string, std::string, std::less<>> m_arguments; ///< by the name in the log: tensor_model_parallel_size
    std::vector<double> m_milliseconds;
    std::vector<double> m_teraflops;
    double m_reservedMebibytes = 0;
    double m_globalBatch = 0;
};

} // namespace shardscape
