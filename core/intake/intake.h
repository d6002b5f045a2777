// SPDX-License-Identifier: GPL-3.0-or-later
// Any text or PDF that a person has at hand, told apart by its content and understood: what it says, what had to be assumed, what was left
// aside. Nothing of it is ever run and nothing is applied: the result is a value. Pure; any thread.
#pragma once

#include "io/preset_library.h"
#include "launch/flag_reader.h"
#include "plan/scenario.h"
#include "units/enum_names.h"
#include "units/result.h"

#include <atomic>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace shardscape {

enum class IntakeKind : unsigned char { Scenario, Report, HfConfig, Topology, Command, MegatronLog, VllmLog, NcclTests, GpuList };

template <> struct EnumNames<IntakeKind> {
    static constexpr std::array<EnumName<IntakeKind>, 9> table{{{IntakeKind::Scenario, "scenario"},
                                                                {IntakeKind::Report, "report"},
                                                                {IntakeKind::HfConfig, "hf-config"},
                                                                {IntakeKind::Topology, "nvidia-smi-topo"},
                                                                {IntakeKind::Command, "command"},
                                                                {IntakeKind::MegatronLog, "megatron-log"},
                                                                {IntakeKind::VllmLog, "vllm-log"},
                                                                {IntakeKind::NcclTests, "nccl-tests"},
                                                                {IntakeKind::GpuList, "nvidia-smi-list"}}};
};

/// Logs are read line by line up to this size; everything else is held in memory and must be smaller.
inline constexpr std::size_t maxLogBytes = 1u << 30;

struct Intake {
    IntakeKind kind = IntakeKind::Scenario;
    std::string source;               ///< in words, with the version whose documentation it was read by: "vLLM 0.10"
    std::optional<Scenario> scenario; ///< the base with what the text says; nothing = the text only measures
    bool whole = false;               ///< the scenario owes nothing to the base
    MeasuredRun measured;             ///< what a log or a benchmark measured
    LaunchReport report;
};

struct IntakeBase {
    const Scenario& scenario; ///< what the text does not say stays as it is here
    const PresetLibrary& library;
    std::string modelName = "imported model"; ///< of a config.json, which does not say one
    const std::atomic<bool>* cancel = nullptr; ///< set by another thread to stop a long log
};

/// Reads until the end of the stream. Problems: nothing known in the text, binary data, too large, cancelled, and those of the readers of
/// each kind, all at once.
[[nodiscard]] Result<Intake> takeIn(std::istream& in, const IntakeBase& base);
[[nodiscard]] Result<Intake> takeIn(std::string_view text, const IntakeBase& base);

} // namespace shardscape
