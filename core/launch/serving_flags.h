// SPDX-License-Identifier: GPL-3.0-or-later
// What serving engines have in common when a plan becomes a command and back. For the engines of this folder.
#pragma once

#include "launch/launch_engine.h"

namespace shardscape {

/// The model as the engine finds it: the hub's name, or the preset's id or model's name with a remark among the gaps.
[[nodiscard]] std::string modelArgument(const LaunchInput& input, CommandWriter& writer);

/// Says what no serving command can: traffic, placement, and axis orders other than the engine's (tp inside pp inside dp).
void addServingGaps(const LaunchInput& input, CommandWriter& writer);

/// Sets the model that a command names; one that is no preset is a problem.
void readModel(LaunchReading& reading, FlagReader& flags, std::string_view flag, const std::string& name);

/// Makes the scenario one of inference if it was not, with typical traffic, and lists what a command cannot say as assumed. Axis order,
/// schedule and software generation become the engine's; degrees 1, so that the command's are all that count.
[[nodiscard]] InferenceWorkload& beginServing(LaunchReading& reading, FlagReader& flags, std::string_view software);

/// Sets the node count that the degrees need, and lists it as assumed.
void fitNodes(LaunchReading& reading, FlagReader& flags);

/// Engine names of weight and KV number formats.
struct FormatName {
    std::string_view name;
    DataType type;
};

/// Reads a format by name; an unknown one is a problem that lists the known ones.
[[nodiscard]] std::optional<DataType> readFormat(FlagReader& flags, std::string_view flag, std::span<const FormatName> names);
/// The first name of a format; nothing = the engine has none.
[[nodiscard]] std::optional<std::string_view> formatName(DataType type, std::span<const FormatName> names);

/// Writes --quantization and --kv-cache-dtype, as vLLM and SGLang both call them; weights in bf16 need no flag, and a format that the
/// engine has no name for is a gap.
void writeFormats(const InferenceWorkload& workload, std::span<const FormatName> weights, std::span<const FormatName> kv,
                  CommandWriter& writer);

} // namespace shardscape
