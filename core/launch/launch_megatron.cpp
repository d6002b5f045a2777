// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/megatron_arguments.h"

namespace shardscape {

namespace {

bool isProgram(std::string_view word)
{
    const auto slash = word.find_last_of('/');
    const std::string_view file = slash == std::string_view::npos ? word : word.substr(slash + 1);
    return file == "pretrain_gpt.py" || file == "pretrain_mamba.py" || file == "pretrain_bert.py";
}

} // namespace

LaunchEngine megatronEngine()
{
    return {.target = LaunchTarget::Megatron,
            .version = "Megatron Core 0.14",
            .software = megatronSoftware,
            .training = true,
            .write = writeMegatron,
            .isProgram = isProgram,
            .read = readMegatron};
}

} // namespace shardscape
