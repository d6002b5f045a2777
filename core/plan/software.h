// SPDX-License-Identifier: GPL-3.0-or-later
// A software generation: what a release of Megatron, TensorRT-LLM or vLLM overlaps, fuses and costs on the host. The same plan ran
// 17 to 100 % apart under different releases, so this is a declared input with a source, never a hidden factor.
#pragma once

#include "hardware/accelerator.h"
#include "model/data_type.h"

#include <string>

namespace shardscape {

struct SoftwareSpec {
    std::string id;
    std::string name;
    std::string source;
    bool forTraining = true;
    int year = 0;
    bool overlapTp = false; ///< GEMM-overlapped tensor-parallel collectives
    bool overlapDp = false; ///< bucketed gradient reduction and parameter gathering
    bool overlapPp = false; ///< asynchronous pipeline sends
    bool overlapCp = true;
    bool overlapEp = false; ///< expert all-to-all under the other micro-batch
    bool deduplicatingDispatch = false; ///< DeepEP / HybridEP style dispatch
    DataType gradientDtype = DataType::Fp32;
    /// Host and kernel constants by name (see cost/efficiency.h), such as "exposed_tp" or "host_floor_moe_forward_seconds".
    std::map<std::string, Constant, std::less<>> constants;
};

} // namespace shardscape
