// SPDX-License-Identifier: GPL-3.0-or-later
// One accelerator: what its data sheet says and what it sustains. All rates are dense and in one direction; memory is what the driver
// reports, not the label. The efficiency constants are the one calibration of the program: one set per accelerator, none per case.
#pragma once

#include "model/data_type.h"
#include "units/quantity.h"

#include <map>
#include <string>
#include <vector>

namespace shardscape {

/// One named constant of a preset with its origin. `guess` marks values nobody published; evaluations list how much rests on them.
struct Constant {
    double value = 0.0;
    std::string source;
    bool guess = false;
};

struct AcceleratorSpec {
    std::string id;
    std::string name;
    std::string vendor;       ///< "nvidia", "amd", "intel", "google"
    std::string architecture; ///< "volta", "ampere", "ada", "hopper", "blackwell", "cdna2", "cdna3", "cdna4", "gaudi", "tpu"
    int year = 0;
    std::string source; ///< source and date of the sheet values
    Bytes memory;       ///< total as the driver reports it
    BytesPerSecond memoryBandwidth;
    std::map<DataType, FlopsPerSecond> peak; ///< dense matrix peak; a missing type is not supported
    int multiprocessors = 0;                 ///< SMs or CUs
    double tdpWatts = 0.0;
    double priceUsdPerHour = 0.0; ///< 0 = unknown
    std::string priceSource;      ///< who asks that price, and when

    /// Efficiency constants by name (see cost/efficiency.h for meanings), such as "gemm_bf16" or "hbm".
    std::map<std::string, Constant, std::less<>> constants;
    std::vector<std::string> unverified; ///< fields that no source confirms
};

} // namespace shardscape
