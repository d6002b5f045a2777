// SPDX-License-Identifier: GPL-3.0-or-later
// Laws that every evaluation keeps, whatever the scenario. Used by the test over random scenarios and by the fuzz target of scenario files.
#pragma once

#include "evaluate/evaluation.h"
#include "io/evaluation_json.h"
#include "json/strict_json.h"

#include <cmath>
#include <optional>
#include <string>

namespace shardscape::test {

/// The JSON pointer of the first number that is negative or lost (the writer turns what is not finite into null); nothing when all is well.
inline std::optional<std::string> badNumber(const Json& value, const std::string& path)
{
    if (value.is_null() || (value.is_number() && !(value.get<double>() >= 0)))
        return path + " is " + value.dump();
    if (!value.is_structured())
        return std::nullopt;
    for (const auto& [key, child] : value.items())
        if (auto bad = badNumber(child, path + "/" + key))
            return bad;
    return std::nullopt;
}

inline bool nearly(double a, double b)
{
    return std::abs(a - b) <= 1e-9 * std::max({std::abs(a), std::abs(b), 1e-12});
}

inline double sumOf(const std::vector<TimePart>& parts)
{
    double sum = 0;
    for (const TimePart& part : parts)
        sum += part.time.inSeconds();
    return sum;
}

inline std::optional<std::string> brokenMemoryLaw(const MemoryReport& memory, bool fits)
{
    Bytes most;
    for (const StageMemory& stage : memory.byStage)
        most = std::max(most, stage.total());
    if (memory.byStage.empty() || most != memory.peak)
        return "the peak is not that of the fullest stage";
    if (fits != (memory.verdict != FitVerdict::DoesNotFit))
        return "the verdict contradicts `fits`";
    return std::nullopt;
}

inline std::optional<std::string> brokenTimeLaw(const Evaluation& e)
{
    if (e.training.has_value() == e.inference.has_value())
        return "an evaluation is of training or of inference";
    if (e.pipeline.bubbleFraction >= 1)
        return "the bubble is the whole step";
    if (const auto& t = e.training) {
        if (!nearly(sumOf(t->breakdown), t->step.inSeconds()))
            return "the parts of the step do not add up to it";
        // The shares are of the bf16 peak, which fp8 passes; MFU and HFU count the whole of causal attention, of which half is done.
        const DataType precision = e.scenario.workload.training()->precision;
        const bool isWide = precision == DataType::Bf16 || precision == DataType::Fp16 || precision == DataType::Fp32;
        if ((isWide && t->mfuCausal > 1) || t->mfuCausal > t->mfu * (1 + 1e-9))
            return "more floating-point operations than the GPU can do";
        // ZB-H2 and ZB-V run without a barrier between steps: the next one begins before the last stage of this one has ended.
        const bool overlapsNext = e.pipeline.schedule == ScheduleKind::ZbH2 || e.pipeline.schedule == ScheduleKind::ZbV;
        if (!overlapsNext && e.pipeline.makespan > t->step * (1 + 1e-9))
            return "the step is shorter than its pipeline";
    }
    if (e.inference && (e.inference->prefixHitRate > 1 || !(e.inference->tpot.inSeconds() > 0)))
        return "a hit rate above 1, or tokens that take no time";
    return std::nullopt;
}

/// \return nothing, or which law is broken and where
inline std::optional<std::string> brokenLaw(const Evaluation& evaluation, const std::string& json)
{
    const auto parsed = parseJson(json);
    if (!parsed)
        return "the evaluation is no JSON";
    if (auto bad = badNumber(*parsed, ""))
        return bad;
    if (auto broken = brokenMemoryLaw(evaluation.memory, evaluation.fits))
        return broken;
    return brokenTimeLaw(evaluation);
}

} // namespace shardscape::test
