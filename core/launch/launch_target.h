// SPDX-License-Identifier: GPL-3.0-or-later
// The engines whose launch commands Shardscape writes and reads.
#pragma once

#include "units/enum_names.h"

namespace shardscape {

enum class LaunchTarget : unsigned char { Vllm, SgLang, TensorRtLlm, Megatron, TorchTitan, DeepSpeed, MegatronBridge, Slurm };

template <> struct EnumNames<LaunchTarget> {
    static constexpr std::array<EnumName<LaunchTarget>, 8> table{{{LaunchTarget::Vllm, "vllm"},
                                                                  {LaunchTarget::SgLang, "sglang"},
                                                                  {LaunchTarget::TensorRtLlm, "tensorrt-llm"},
                                                                  {LaunchTarget::Megatron, "megatron"},
                                                                  {LaunchTarget::TorchTitan, "torchtitan"},
                                                                  {LaunchTarget::DeepSpeed, "deepspeed"},
                                                                  {LaunchTarget::MegatronBridge, "megatron-bridge"},
                                                                  {LaunchTarget::Slurm, "slurm"}}};
};

} // namespace shardscape
