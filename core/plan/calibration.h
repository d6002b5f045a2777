// SPDX-License-Identifier: GPL-3.0-or-later
// A user's own measurements and the few factors fitted from them. The factors multiply the efficiency constants of the presets
// (evaluate/calibration.h); a calibration without factors changes nothing.
#pragma once

#include "units/enum_names.h"
#include "units/quantity.h"

#include <optional>
#include <string>

namespace shardscape {

/// What a run of one's own can tell about a machine and its software; more than this a handful of measured figures does not determine.
enum class CalibrationFactor : unsigned char {
    Gemm,            ///< sustained shares of the matrix peak, attention kernels included
    MemoryBandwidth, ///< sustained shares of the memory bandwidth
    Link,            ///< sustained shares of links and NICs
    Overhead,        ///< launches, host times, start-ups, stragglers: more than 1 is slower
};
inline constexpr std::size_t calibrationFactorCount = 4;

template <> struct EnumNames<CalibrationFactor> {
    static constexpr std::array<EnumName<CalibrationFactor>, calibrationFactorCount> table{{{CalibrationFactor::Gemm, "gemm"},
                                                                                            {CalibrationFactor::MemoryBandwidth, "memory_bandwidth"},
                                                                                            {CalibrationFactor::Link, "link"},
                                                                                            {CalibrationFactor::Overhead, "overhead"}}};
};

struct CalibrationFactors {
    std::array<double, calibrationFactorCount> value{1.0, 1.0, 1.0, 1.0}; ///< by CalibrationFactor; 1 = the presets
    Bytes extraMemory;                                                    ///< per GPU on top of what the model counts; may be negative

    [[nodiscard]] double& operator[](CalibrationFactor factor) { return value[static_cast<std::size_t>(factor)]; }
    [[nodiscard]] double operator[](CalibrationFactor factor) const { return value[static_cast<std::size_t>(factor)]; }
    bool operator==(const CalibrationFactors&) const = default;
};

/// Measured figures of one run; what was not measured is empty.
struct MeasuredRun {
    std::optional<double> stepSeconds;
    std::optional<double> tokensPerSecondPerGpu;
    std::optional<double> ttftSeconds;
    std::optional<double> tpotSeconds;
    std::optional<double> outputTokensPerSecond;
    std::optional<double> memoryBytes; ///< of the fullest GPU, as nvidia-smi shows it
    std::string ncclTests;             ///< lines as nccl-tests prints them
    bool operator==(const MeasuredRun&) const = default;
};

struct Calibration {
    std::string name; ///< such as "our H100 pods, October"
    MeasuredRun measured;
    std::optional<CalibrationFactors> factors; ///< nothing = measured but not applied
    std::string fittedOn;                      ///< the plan that ran, in words, for whoever reads the file
    bool operator==(const Calibration&) const = default;
};

} // namespace shardscape
