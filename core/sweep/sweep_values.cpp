// SPDX-License-Identifier: GPL-3.0-or-later
#include "sweep/sweep_values.h"

#include "json/strict_json.h"
#include "units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace shardscape {
namespace {

constexpr int usualSteps = 9;
constexpr double usualSpan = 4.0; ///< rates are tried from 1/4 to 4 times

std::optional<double> numberIn(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value) ? std::optional{value} : std::nullopt;
}

SweepValue ofNumber(double number)
{
    const bool isInteger = number == std::floor(number) && std::abs(number) < 9e15;
    return {isInteger ? std::to_string(static_cast<long long>(number)) : Json(number).dump(), number};
}

SweepValue ofText(std::string_view text)
{
    if (const auto number = numberIn(text))
        return ofNumber(*number);
    return {parseJson(text) ? std::string{text} : Json(text).dump(), std::nullopt};
}

Problem badValue(const SweepInput& input, std::string message, std::string hint)
{
    return {Severity::Error, "sweep-value", input.path, std::move(message), std::move(hint)};
}

/// A number, or "x0.25" of the present value.
Result<double> endOf(const SweepBase& base, const SweepInput& input, const std::string& text)
{
    if (const auto number = numberIn(text))
        return *number;
    const auto factor = text.size() > 1 && text.front() == 'x' ? numberIn(std::string_view{text}.substr(1)) : std::nullopt;
    if (!factor)
        return failure(badValue(input, fmt::format("'{}' is no number", text.substr(0, 80)), "write a number, or x2 for twice the present value"));
    const auto present = presentValue(base, input);
    if (!present || !present->number)
        return failure(badValue(input, fmt::format("'{}' is a multiple of a value that is no number", text), "write a number"));
    return *factor * *present->number;
}

void addUnlessThere(std::vector<SweepValue>& values, const SweepValue& value)
{
    if (std::find(values.begin(), values.end(), value) == values.end())
        values.push_back(value);
}

template <class E> std::vector<SweepValue> allNames()
{
    std::vector<SweepValue> values;
    for (const auto& entry : EnumNames<E>::table)
        values.push_back({Json(entry.text).dump(), std::nullopt});
    return values;
}

std::vector<SweepValue> words(std::initializer_list<const char*> texts)
{
    std::vector<SweepValue> values;
    for (const char* text : texts)
        values.push_back(ofText(text));
    return values;
}

/// Inputs whose values are few and known.
std::vector<SweepValue> choicesOf(std::string_view path)
{
    if (path == "/parallelism/schedule") {
        std::vector<SweepValue> all = allNames<ScheduleKind>();
        all.pop_back(); // forward-only: not for training
        return all;
    }
    if (path == "/parallelism/sequence_parallel")
        return words({"false", "true"});
    if (path == "/parallelism/zero_stage")
        return words({"0", "1", "2", "3"});
    if (path == "/workload/precision")
        return words({"fp32", "fp16", "bf16", "fp8", "mxfp8", "nvfp4"});
    if (path == "/workload/recompute")
        return allNames<RecomputeKind>();
    if (path == "/workload/attention")
        return allNames<AttentionImplementation>();
    if (path == "/workload/optimizer")
        return allNames<Optimizer>();
    if (path == "/workload/weight_dtype")
        return words({"bf16", "fp8", "int8", "int4", "fp4"});
    if (path == "/workload/kv_dtype")
        return words({"bf16", "fp8"});
    if (path == "/workload/moe_imbalance")
        return words({"1", "1.1", "1.25", "1.5", "2", "3", "4"});
    if (path == "/workload/memory_fraction")
        return words({"0.7", "0.75", "0.8", "0.85", "0.9", "0.95"});
    if (path == "/workload/chunked_prefill_tokens")
        return words({"null", "256", "512", "1024", "2048", "4096", "8192"});
    return {};
}

bool isDegree(std::string_view path)
{
    for (const std::string_view degree : {"/parallelism/tp", "/parallelism/cp", "/parallelism/ep", "/parallelism/etp", "/parallelism/pp",
                                          "/parallelism/dp", "/parallelism/vpp"})
        if (path == degree)
            return true;
    return false;
}

/// Doublings and halvings of the present value, at most `each` to either side.
std::vector<SweepValue> doublings(double present, int each, double least, double most)
{
    std::vector<SweepValue> values;
    double lowest = present;
    for (int i = 0; i < each && lowest / 2.0 >= least && lowest / 2.0 == std::floor(lowest / 2.0); ++i)
        lowest /= 2.0;
    for (double value = lowest; value <= std::min(most, present * std::pow(2.0, each)); value *= 2.0)
        values.push_back(ofNumber(value));
    return values;
}

std::vector<SweepValue> powersOfTwo(double present, double most)
{
    std::vector<SweepValue> values;
    for (double value = 1.0; value <= most; value *= 2.0) {
        if (present < value && (values.empty() || *values.back().number < present))
            values.push_back(ofNumber(present));
        addUnlessThere(values, ofNumber(value));
    }
    return values;
}

/// Replica by replica: from an eighth of the GPUs to eight times as many.
std::vector<SweepValue> gpuCounts(const SweepBase& base)
{
    const auto gpus = static_cast<double>(base.scenario.parallelism.worldSize());
    const double perReplica = gpus / base.scenario.parallelism.dp;
    return doublings(gpus, 3, perReplica, static_cast<double>(worldSizeLimit));
}

std::vector<SweepValue> spread(double from, double to, int steps, bool isLogarithmic, bool whole)
{
    std::vector<SweepValue> values;
    for (int i = 0; i < steps; ++i) {
        const double share = static_cast<double>(i) / (steps - 1);
        double value = isLogarithmic ? from * std::pow(to / from, share) : from + (to - from) * share;
        if (i == steps - 1)
            value = to; // not a digit beside it
        addUnlessThere(values, ofNumber(whole ? std::round(value) : value));
    }
    return values;
}

std::string trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t");
    return begin == std::string_view::npos ? std::string{} : std::string{text.substr(begin, text.find_last_not_of(" \t") - begin + 1)};
}

constexpr double logarithmicFrom = 8.0; ///< ratio of the ends of a range

Result<SweepAxis> rangeOf(const SweepBase& base, const SweepInput& input, std::string_view from, std::string_view rest)
{
    SweepRange range{.from = trimmed(from), .to = trimmed(rest.substr(0, rest.find(':')))};
    if (const std::size_t colon = rest.find(':'); colon != std::string_view::npos) {
        const auto steps = numberIn(trimmed(rest.substr(colon + 1)));
        if (!steps || *steps != std::floor(*steps) || *steps < 2 || *steps > maxSweepSteps)
            return failure(badValue(input, "the number of values behind the colon is no whole number that can be used",
                                    fmt::format("choose 2 to {}", maxSweepSteps)));
        range.steps = static_cast<int>(*steps);
    }
    auto axis = rangedValues(base, input, range);
    if (!axis)
        return axis;
    const double low = *axis->values.front().number;
    range.isLogarithmic = low > 0.0 && *axis->values.back().number / low >= logarithmicFrom;
    return range.isLogarithmic ? rangedValues(base, input, range) : axis;
}

} // namespace

std::vector<double> wholeSamples(const SweepBase& base, const SweepAxis& axis)
{
    std::vector<double> samples;
    for (const SweepValue& value : axis.values)
        if (value.number && isWhole(base, axis.input))
            samples.push_back(*value.number);
    std::sort(samples.begin(), samples.end());
    return samples.size() > 1 ? samples : std::vector<double>{};
}

Result<SweepAxis> readValues(const SweepBase& base, const SweepInput& input, std::string_view text)
{
    const std::string line = trimmed(text);
    if (line.empty()) {
        SweepAxis axis = suggestedValues(base, input);
        if (axis.values.empty())
            return failure(badValue(input, "no values can be suggested for it", "list some, such as 1,2,4"));
        return axis;
    }
    if (const std::size_t dots = line.find(".."); dots != std::string::npos)
        return rangeOf(base, input, std::string_view{line}.substr(0, dots), std::string_view{line}.substr(dots + 2));
    std::vector<std::string> texts;
    for (std::size_t begin = 0; begin <= line.size();) {
        const std::size_t end = std::min(line.find(',', begin), line.size());
        if (std::string part = trimmed(std::string_view{line}.substr(begin, end - begin)); !part.empty())
            texts.push_back(std::move(part));
        begin = end + 1;
    }
    return listedValues(base, input, texts);
}

bool isWhole(const SweepBase& base, const SweepInput& input)
{
    if (input.kind != SweepInputKind::Scenario)
        return input.kind != SweepInputKind::Assumption;
    const auto present = presentValue(base, input);
    return present && present->number && present->text.find_first_of(".eE") == std::string::npos;
}

Result<SweepAxis> listedValues(const SweepBase& base, const SweepInput& input, const std::vector<std::string>& texts)
{
    SweepAxis axis{input, {}};
    Problems problems;
    for (const std::string& text : texts) {
        const bool isMultiple = text.size() > 1 && text.front() == 'x' && numberIn(std::string_view{text}.substr(1));
        if (!isMultiple) {
            addUnlessThere(axis.values, ofText(text));
            continue;
        }
        const auto number = endOf(base, input, text);
        if (number)
            addUnlessThere(axis.values, ofNumber(isWhole(base, input) ? std::round(*number) : *number));
        else
            problems.insert(problems.end(), number.error().begin(), number.error().end());
    }
    if (axis.values.empty() && problems.empty())
        problems.push_back(badValue(input, "there are no values to try", "list some, such as 1,2,4"));
    if (!problems.empty())
        return failure(std::move(problems));
    return axis;
}

Result<SweepAxis> rangedValues(const SweepBase& base, const SweepInput& input, const SweepRange& range)
{
    const SweepAxis usual = suggestedValues(base, input);
    const bool hasNumbers = !usual.values.empty() && usual.values.front().number && usual.values.back().number;
    if (!hasNumbers && (range.from.empty() || range.to.empty()))
        return failure(badValue(input, "no range can be suggested for it", "give both ends, or a list of values"));
    const auto from = range.from.empty() ? Result<double>{*usual.values.front().number} : endOf(base, input, range.from);
    const auto to = range.to.empty() ? Result<double>{*usual.values.back().number} : endOf(base, input, range.to);
    Problems problems;
    for (const auto* end : {&from, &to})
        if (!*end)
            problems.insert(problems.end(), end->error().begin(), end->error().end());
    const int steps = range.steps == 0 ? usualSteps : range.steps;
    if (steps < 2 || steps > maxSweepSteps)
        problems.push_back(badValue(input, fmt::format("{} steps", steps), fmt::format("choose 2 to {}", maxSweepSteps)));
    if (from && to && !(*from < *to))
        problems.push_back(badValue(input, fmt::format("the range from {} to {} is empty", formatShort(*from), formatShort(*to)),
                                    "the first end must be below the second"));
    if (from && range.isLogarithmic && !(*from > 0.0))
        problems.push_back(badValue(input, "a logarithmic range cannot begin at or below 0", "begin above 0"));
    if (!problems.empty())
        return failure(std::move(problems));
    return SweepAxis{input, spread(*from, *to, steps, range.isLogarithmic, isWhole(base, input))};
}

SweepAxis suggestedValues(const SweepBase& base, const SweepInput& input)
{
    if (input.kind == SweepInputKind::StrongScaling || input.kind == SweepInputKind::WeakScaling)
        return {input, gpuCounts(base)};
    const auto present = presentValue(base, input);
    if (input.kind == SweepInputKind::Assumption) {
        const auto assumption = findAssumption(*base.inputs, input.path);
        if (!assumption)
            return {input, {}};
        const double from = std::max(assumption->value / usualSpan, assumption->least);
        const double to = std::min(assumption->value * usualSpan, assumption->most);
        const bool isShare = assumption->most <= 1.0;
        return {input, spread(from, std::max(to, from * 1.0001), usualSteps, !isShare, false)};
    }
    if (auto choices = choicesOf(input.path); !choices.empty())
        return {input, std::move(choices)};
    if (isDegree(input.path)) {
        const double gpus = static_cast<double>(base.scenario.parallelism.worldSize());
        const double degree = present && present->number ? *present->number : 1.0;
        const bool isDp = input.path == "/parallelism/dp";
        return {input, powersOfTwo(degree, isDp ? std::max(8.0, 4.0 * degree) : std::min(std::max(gpus, 2.0), 4.0 * std::max(8.0, degree)))};
    }
    if (!present || !present->number || !(*present->number > 0.0))
        return {input, present ? std::vector<SweepValue>{*present} : std::vector<SweepValue>{}};
    if (isWhole(base, input))
        return {input, doublings(*present->number, 3, 1.0, 1e9)};
    return {input, spread(*present->number / usualSpan, *present->number * usualSpan, usualSteps, true, false)};
}

} // namespace shardscape
