// SPDX-License-Identifier: GPL-3.0-or-later
// A model's sizes as Megatron's arguments say them. For launch_megatron.cpp.
#pragma once

#include "launch/launch_engine.h"

namespace shardscape {

/// Writes the sizes of `model`; what Megatron's arguments cannot say is among the gaps.
void writeMegatronModel(const TransformerSpec& model, CommandWriter& writer);

/// Sets the model that the arguments describe: the preset with these sizes, or an inline description. Without --num-layers the model at
/// hand stays, and that is listed as assumed.
void readMegatronModel(LaunchReading& reading, FlagReader& flags);

/// The arguments above as rows for the engine's table.
[[nodiscard]] const std::vector<FlagSpec>& megatronModelFlags();

} // namespace shardscape
