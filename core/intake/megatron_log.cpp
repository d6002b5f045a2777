// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/megatron_log.h"

#include "intake/log_text.h"
#include "launch/megatron_arguments.h"
#include "launch/shell_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace shardscape {

namespace {

constexpr std::size_t warmUp = 3; ///< iterations in which kernels are chosen and memory pools grow
constexpr std::size_t mostIterations = 1'000'000;

/// Names in the printed arguments whose flag is called differently, and those that are derived and would contradict their flag.
std::string flagOf(std::string_view argument)
{
    std::string flag = "--";
    for (const char c : argument)
        flag += c == '_' ? '-' : c;
    return flag;
}

const FlagSpec* specOf(const std::string& flag)
{
    for (const FlagSpec& spec : megatronFlags())
        if (spec.name == flag || std::find(spec.aliases.begin(), spec.aliases.end(), flag) != spec.aliases.end())
            return &spec;
    return nullptr;
}

} // namespace

void MegatronLog::argument(std::string_view line)
{
    // "  tensor_model_parallel_size ...................... 8", after an optional "[rank]:" of the launcher
    const auto dots = line.find(" ...");
    if (dots == std::string_view::npos || m_arguments.size() > 4000)
        return;
    std::string_view name = trimmed(line.substr(0, dots));
    if (const auto space = name.find_last_of(" :"); space != std::string_view::npos)
        name.remove_prefix(space + 1);
    const auto end = line.find_first_not_of('.', dots + 1);
    if (name.empty() || end == std::string_view::npos || line[end] != ' ')
        return;
    m_arguments.emplace(std::string{name}, std::string{trimmed(line.substr(end))});
}

void MegatronLog::line(std::string_view line)
{
    if (line.find(" ...") != std::string_view::npos)
        argument(line);
    if (const auto reserved = numberAfter(line, "max reserved:"))
        m_reservedMebibytes = std::max(m_reservedMebibytes, *reserved);
    const auto time = numberAfter(line, "elapsed time per iteration (ms)");
    if (!time || *time <= 0 || m_milliseconds.size() >= mostIterations)
        return;
    m_milliseconds.push_back(*time);
    auto flops = numberAfter(line, "throughput per GPU (TFLOP/s/GPU)");
    if (!flops)
        flops = numberAfter(line, "TFLOPs"); // the DeepSpeed fork's name
    if (flops)
        m_teraflops.push_back(*flops);
    m_globalBatch = numberAfter(line, "global batch size").value_or(m_globalBatch);
}

std::vector<double> MegatronLog::steady(const std::vector<double>& all) const
{
    const std::size_t skip = all.size() > 2 * warmUp ? warmUp : all.size() > 1 ? 1 : 0;
    return {all.begin() + static_cast<std::ptrdiff_t>(skip), all.end()};
}

std::string MegatronLog::command() const
{
    const auto world = m_arguments.find("world_size");
    std::string command = world == m_arguments.end() ? std::string{} : "srun --ntasks " + quoteForShell(world->second) + ' ';
    command += "python pretrain_gpt.py";
    const auto grouped = m_arguments.find("group_query_attention");
    for (const auto& [name, value] : m_arguments) {
        const std::string flag = flagOf(name);
        const FlagSpec* spec = specOf(flag);
        if (spec == nullptr || value == "None" || value == "False" || value.empty())
            continue;
        if (name == "num_query_groups" && (grouped == m_arguments.end() || grouped->second != "True"))
            continue; // printed as 1 although it does not hold
        if (spec->kind == FlagKind::Switch && value == "True")
            command += ' ' + flag;
        else if (spec->kind == FlagKind::Value)
            command += ' ' + flag + ' ' + quoteForShell(value.substr(value.rfind("AttnBackend.", 0) == 0 ? 12 : 0));
    }
    return command;
}

void MegatronLog::finish(const IntakeBase& base, Intake& intake) const
{
    intake.kind = IntakeKind::MegatronLog;
    intake.source = "Megatron-LM log";
    auto& report = intake.report;
    const std::vector<double> times = steady(m_milliseconds);
    intake.measured.stepSeconds = medianOf(times) / 1e3;
    report.understood.push_back({"elapsed time per iteration (ms)", shownNumber(medianOf(times)),
                                 fmt::format("time of a step, the middle one of {} iterations", times.size())});
    if (m_milliseconds.size() > times.size())
        report.assumed.push_back({"", std::to_string(m_milliseconds.size() - times.size()), "first iterations left out, in which the run warms up"});
    if (!m_teraflops.empty())
        report.understood.push_back({"throughput per GPU (TFLOP/s/GPU)", shownNumber(medianOf(steady(m_teraflops))),
                                     "says the same as the step's time, so it is not fitted once more"});
    if (m_reservedMebibytes > 0)
        report.understood.push_back({"max reserved (MB)", shownNumber(m_reservedMebibytes),
                                     "memory that PyTorch holds at most; not fitted, because nvidia-smi shows 1 to 3 GiB more, the CUDA context and NCCL"});
    if (m_arguments.count("tensor_model_parallel_size") != 0)
        takeInCommand(command(), base, intake);
    const TrainingWorkload* training = base.scenario.workload.training();
    if (!intake.scenario && m_globalBatch > 0 && (training == nullptr || training->globalBatch != static_cast<int>(m_globalBatch)))
        report.assumed.push_back({"global batch size", shownNumber(m_globalBatch),
                                  training == nullptr ? "the scenario at hand does not train: open that of this run before calibrating"
                                                      : fmt::format("the scenario at hand has {}: set it to that of this run before calibrating",
                                                                    training->globalBatch)});
    else if (!intake.scenario)
        report.assumed.push_back({"", "", "the run had the plan of the scenario at hand; the log does not print its arguments"});
}

} // namespace shardscape
