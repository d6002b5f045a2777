// SPDX-License-Identifier: GPL-3.0-or-later
// The arguments of Megatron-LM with Megatron Core 0.14 that Shardscape writes and reads. Source of names and defaults: NVIDIA/Megatron-LM,
// megatron/training/arguments.py, core 0.14. For launch_megatron.cpp.
#pragma once

#include "launch/launch_engine.h"

#include <array>

namespace shardscape {

inline constexpr std::string_view megatronSoftware = "megatron-2025";

/// Rank orders of Megatron, innermost first: the usual one, and that of --use-tp-pp-dp-mapping.
inline constexpr std::array<std::array<Axis, axisCount>, 2> megatronOrders{
    {{Axis::Tp, Axis::Cp, Axis::Ep, Axis::Dp, Axis::Pp}, {Axis::Tp, Axis::Cp, Axis::Ep, Axis::Pp, Axis::Dp}}};

/// All known arguments, those of the model's sizes included.
[[nodiscard]] const std::vector<FlagSpec>& megatronFlags();

/// The command, started by torchrun.
[[nodiscard]] std::string writeMegatron(const LaunchInput& input, std::vector<std::string>& gaps);
void readMegatron(LaunchReading& reading);

} // namespace shardscape
