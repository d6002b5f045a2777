// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/calibration_json.h"

#include "evaluate/calibration.h"

#include <array>

namespace shardscape {
namespace {

struct MeasuredKey {
    std::string_view key;
    std::optional<double> MeasuredRun::*member;
    NumberRange range;
};

constexpr NumberRange seconds{1e-9, 1e9};
constexpr NumberRange rates{1e-9, 1e15};

constexpr std::array<MeasuredKey, 6> measuredKeys{{{"step_seconds", &MeasuredRun::stepSeconds, seconds},
                                                   {"tokens_per_second_per_gpu", &MeasuredRun::tokensPerSecondPerGpu, rates},
                                                   {"ttft_seconds", &MeasuredRun::ttftSeconds, seconds},
                                                   {"tpot_seconds", &MeasuredRun::tpotSeconds, seconds},
                                                   {"output_tokens_per_second", &MeasuredRun::outputTokensPerSecond, rates},
                                                   {"memory_bytes", &MeasuredRun::memoryBytes, {1.0, 1e15}}}};

CalibrationFactors readFactors(const Json& json, const std::string& path, Problems& problems)
{
    CalibrationFactors factors;
    ObjectReader reader{json, path, problems};
    if (!reader.isObject())
        return factors;
    for (const auto& factor : EnumNames<CalibrationFactor>::table) {
        const FactorBounds bounds = factorBounds(factor.value);
        factors[factor.value] = reader.optionalNumber(factor.text, 1.0, {bounds.low, bounds.high});
    }
    factors.extraMemory = Bytes::fromBytes(reader.optionalNumber("extra_memory_bytes", 0.0, {-1e15, 1e15}));
    reader.finish();
    return factors;
}

} // namespace

Calibration readCalibration(const Json& json, const std::string& path, Problems& problems)
{
    Calibration calibration;
    ObjectReader reader{json, path, problems};
    if (!reader.isObject())
        return calibration;
    calibration.name = reader.optionalString("name");
    calibration.fittedOn = reader.optionalString("fitted_on");
    for (const MeasuredKey& each : measuredKeys)
        if (reader.optionalValue(each.key) != nullptr)
            calibration.measured.*each.member = reader.requiredNumber(each.key, each.range);
    calibration.measured.ncclTests = reader.optionalString("nccl_tests");
    if (const Json* factors = reader.optionalValue("factors"))
        calibration.factors = readFactors(*factors, reader.pathOf("factors"), problems);
    reader.finish();
    return calibration;
}

Json calibrationToJson(const Calibration& calibration)
{
    Json json = Json::object();
    if (!calibration.name.empty())
        json["name"] = calibration.name;
    for (const MeasuredKey& each : measuredKeys)
        if (const std::optional<double>& value = calibration.measured.*each.member)
            json[std::string{each.key}] = *value;
    if (!calibration.measured.ncclTests.empty())
        json["nccl_tests"] = calibration.measured.ncclTests;
    if (!calibration.fittedOn.empty())
        json["fitted_on"] = calibration.fittedOn;
    if (!calibration.factors)
        return json;
    Json& factors = json["factors"] = Json::object();
    for (const auto& factor : EnumNames<CalibrationFactor>::table)
        factors[std::string{factor.text}] = (*calibration.factors)[factor.value];
    factors["extra_memory_bytes"] = calibration.factors->extraMemory.inBytes();
    return json;
}

} // namespace shardscape
