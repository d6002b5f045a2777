// SPDX-License-Identifier: GPL-3.0-or-later
#include "sweep/break_even.h"

#include "units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace shardscape {
namespace {

constexpr double closeness = 1e-9;  ///< of the ends of a crossing, relative
constexpr double jumpSize = 1e-6;   ///< relative difference of the figures at a crossing that is no meeting
constexpr int mostHalvings = 80;

class Finder {
public:
    Finder(const BreakEvenRequest& request, const std::atomic<bool>* stop)
        : m_request{request}, m_stop{stop}, m_isWhole{isWhole(request.a, request.input)}
    {
    }

    BreakEven run()
    {
        BreakEven result{m_request.figure, m_request.input, {}, {}, false};
        const std::vector<double> values = sampleValues();
        result.samples.resize(values.size());
        std::vector<char> reached(values.size(), 0);
        forEachIndex(values.size(), m_request.threads, m_stop, [&](std::size_t i) {
            result.samples[i] = sampleAt(values[i]);
            reached[i] = 1;
        });
        result.isComplete = std::find(reached.begin(), reached.end(), 0) == reached.end();
        if (result.isComplete)
            findCrossings(result);
        return result;
    }

private:
    [[nodiscard]] bool isStopped() const { return m_stop != nullptr && m_stop->load(); }

    [[nodiscard]] std::vector<double> sampleValues() const
    {
        if (!m_request.values.empty())
            return m_request.values;
        std::vector<double> values;
        for (int i = 0; i < m_request.samples; ++i) {
            const double share = static_cast<double>(i) / (m_request.samples - 1);
            double value = m_request.isLogarithmic ? m_request.from * std::pow(m_request.to / m_request.from, share)
                                                   : m_request.from + (m_request.to - m_request.from) * share;
            if (i == m_request.samples - 1)
                value = m_request.to;
            value = m_isWhole ? std::round(value) : value;
            if (values.empty() || value > values.back())
                values.push_back(value);
        }
        return values;
    }

    [[nodiscard]] BreakEvenSample sampleAt(double value) const
    {
        const std::string text = formatExact(value);
        const std::vector<SweepChange> change{{m_request.input, {text, value}}};
        return {value, pointOf(changed(m_request.a, change)), pointOf(changed(m_request.b, change))};
    }

    /// Neighbors of which one plan is better at one and the other at the other; samples at which they are equal or unknown stand between.
    void findCrossings(BreakEven& result) const
    {
        const BreakEvenSample* last = nullptr;
        bool isCut = false; // an unknown sample lies between: there is nothing to halve
        for (const BreakEvenSample& sample : result.samples) {
            const Better better = betterAt(sample, m_request.figure);
            isCut = isCut || better == Better::Unknown;
            if (better == Better::Neither || better == Better::Unknown)
                continue;
            if (last != nullptr && betterAt(*last, m_request.figure) != better && !isCut) {
                if (isStopped()) {
                    result.isComplete = false;
                    return;
                }
                result.crossings.push_back(halved(*last, sample));
            }
            last = &sample;
            isCut = false;
        }
    }

    [[nodiscard]] double middle(double low, double high) const
    {
        if (m_isWhole)
            return std::floor((low + high) / 2.0);
        return m_request.isLogarithmic ? std::sqrt(low * high) : (low + high) / 2.0;
    }

    [[nodiscard]] Crossing halved(BreakEvenSample low, BreakEvenSample high) const
    {
        const Better atLow = betterAt(low, m_request.figure);
        std::optional<double> equal;
        for (int i = 0; i < mostHalvings && !isStopped(); ++i) {
            const double value = middle(low.value, high.value);
            if (!(value > low.value) || !(value < high.value) || high.value - low.value <= closeness * std::abs(high.value))
                break;
            BreakEvenSample sample = sampleAt(value);
            const Better better = betterAt(sample, m_request.figure);
            if (better == Better::Neither)
                equal = value;
            if (better == Better::Neither || better == Better::Unknown)
                break;
            (better == atLow ? low : high) = std::move(sample);
        }
        Crossing crossing{std::move(low), std::move(high), 0.0, false};
        crossing.value = equal ? *equal : m_isWhole ? crossing.above.value : middle(crossing.below.value, crossing.above.value);
        const double a = *crossing.above.a[m_request.figure];
        const double b = *crossing.above.b[m_request.figure];
        crossing.isJump = !m_isWhole && !equal && std::abs(a - b) > jumpSize * std::max(std::abs(a), std::abs(b));
        return crossing;
    }

    const BreakEvenRequest& m_request;
    const std::atomic<bool>* m_stop;
    bool m_isWhole;
};

std::string valueText(const SweepInput& input, double value)
{
    const std::string unit = unitOf(input);
    if (unit == "bytes_per_second")
        return formatRate(BytesPerSecond::fromBytesPerSecond(value));
    if (unit == "seconds")
        return formatTime(Seconds::fromSeconds(value));
    if (unit == "bytes")
        return formatMemory(Bytes::fromBytes(value));
    return formatShort(value);
}

} // namespace

Better betterAt(const BreakEvenSample& sample, Figure figure)
{
    const auto a = sample.a[figure];
    const auto b = sample.b[figure];
    if (!a || !b || !std::isfinite(*a) || !std::isfinite(*b))
        return Better::Unknown;
    if (*a == *b)
        return Better::Neither;
    return (*a > *b) == isGain(figure) ? Better::A : Better::B;
}

std::string statementOf(const BreakEven& result, const std::string& nameA, const std::string& nameB)
{
    const auto range = [&] {
        return fmt::format("from {} to {}", valueText(result.input, result.samples.front().value),
                           valueText(result.input, result.samples.back().value));
    };
    const auto name = [&](Better better) { return better == Better::A ? nameA : nameB; };
    if (!result.isComplete)
        return "The comparison was stopped before it was done.";
    if (result.crossings.size() > 1) {
        std::string places;
        for (const Crossing& each : result.crossings)
            places += (places.empty() ? "" : ", ") + valueText(result.input, each.value);
        return fmt::format("The plans change places {} times: at {} of {}.", result.crossings.size(), places, result.input.path);
    }
    if (result.crossings.size() == 1) {
        const Crossing& only = result.crossings.front();
        return fmt::format("{} is better below {} of {}, {} above{}.", name(betterAt(only.below, result.figure)),
                           valueText(result.input, only.value), result.input.path, name(betterAt(only.above, result.figure)),
                           only.isJump ? "; the figures jump there" : "");
    }
    bool isKnown = false;
    Better better = Better::Neither;
    for (const BreakEvenSample& sample : result.samples)
        if (const Better each = betterAt(sample, result.figure); each != Better::Unknown) {
            isKnown = true;
            better = each != Better::Neither ? each : better;
        }
    if (!isKnown)
        return fmt::format("There is nothing to compare {}: at no value both plans are possible.", range());
    if (better == Better::Neither)
        return fmt::format("Both plans are equal {}.", range());
    return fmt::format("There is no break-even: {} is better all the way {}.", name(better), range());
}

Result<BreakEven> findBreakEven(const BreakEvenRequest& request, const std::atomic<bool>* stop)
{
    const auto bad = [&](std::string message, std::string hint) {
        return failure(Problem{Severity::Error, "sweep-value", request.input.path, std::move(message), std::move(hint)});
    };
    if (!std::isfinite(request.from) || !std::isfinite(request.to) || !(request.from < request.to))
        return bad("the range is empty", "the first end must be below the second");
    if (!std::is_sorted(request.values.begin(), request.values.end()) || request.values.size() == 1)
        return bad("the values are not at least two in ascending order", "sort them");
    if (request.isLogarithmic && !(request.from > 0.0))
        return bad("a logarithmic range cannot begin at or below 0", "begin above 0, or take equal steps");
    if (request.samples < 2 || request.samples > maxSweepSteps)
        return bad(fmt::format("{} samples", request.samples), fmt::format("choose 2 to {}", maxSweepSteps));
    return Finder{request, stop}.run();
}

} // namespace shardscape
