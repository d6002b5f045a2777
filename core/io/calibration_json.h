// SPDX-License-Identifier: GPL-3.0-or-later
// The "calibration" of a scenario, and the same object in a user's preset file. Include it in .cpp files only.
//
// {"name": "...", "step_seconds": 5.2, "tokens_per_second_per_gpu", "ttft_seconds", "tpot_seconds", "output_tokens_per_second",
//  "memory_bytes", "nccl_tests": "lines", "fitted_on": "...",
//  "factors": null | {"gemm": 1.02, "memory_bandwidth": 1, "link": 0.93, "overhead": 1.1, "extra_memory_bytes": 0}}; every key is optional.
#pragma once

#include "json/strict_json.h"
#include "plan/calibration.h"

namespace shardscape {

[[nodiscard]] Calibration readCalibration(const Json& json, const std::string& path, Problems& problems);
[[nodiscard]] Json calibrationToJson(const Calibration& calibration);

} // namespace shardscape
