// SPDX-License-Identifier: GPL-3.0-or-later
// The values a sweep tries: from a list, from a range, or suggested for the input. Pure functions, any thread.
#pragma once

#include "sweep/sweep_input.h"

#include <string>
#include <vector>

namespace shardscape {

struct SweepAxis {
    SweepInput input;
    std::vector<SweepValue> values;
};

/// A range as a person gives it. Ends are numbers, or multiples of the present value such as "x0.25"; empty ends are suggested.
struct SweepRange {
    std::string from;
    std::string to;
    int steps = 0; ///< number of values; 0 = suggested
    bool isLogarithmic = false;
};
inline constexpr int maxSweepSteps = 1000;

/// Values from a list such as {"1", "x2", "8"} or {"1f1b", "zb-v"}; words need no quotes. Problems: multiples of what is no number.
[[nodiscard]] Result<SweepAxis> listedValues(const SweepBase& base, const SweepInput& input, const std::vector<std::string>& texts);

/// Values over a range, ends included, whole ones for inputs that are whole (so there may be fewer than asked for).
/// Problems: ends that are no numbers, equal or the wrong way round; steps outside of 2..maxSweepSteps; an end <= 0 on a logarithmic range.
[[nodiscard]] Result<SweepAxis> rangedValues(const SweepBase& base, const SweepInput& input, const SweepRange& range);

/// Values as one line of text: a list ("1,2,4", "x0.5,x2"), a range ("1024..65536" or, with a number of values, "x0.25..x4:17"), or nothing
/// for the suggested ones. A range over a factor of eight or more is logarithmic. Problems: those of listedValues() and rangedValues().
[[nodiscard]] Result<SweepAxis> readValues(const SweepBase& base, const SweepInput& input, std::string_view text);

/// What somebody would try first: powers of two around the present value for counts, all names for choices, a quarter to four times for
/// rates, equal steps for shares.
[[nodiscard]] SweepAxis suggestedValues(const SweepBase& base, const SweepInput& input);

/// The numbers of an axis in ascending order where the input takes whole numbers only, else nothing: samples for a break-even.
[[nodiscard]] std::vector<double> wholeSamples(const SweepBase& base, const SweepAxis& axis);

/// True where the input takes whole numbers only.
[[nodiscard]] bool isWhole(const SweepBase& base, const SweepInput& input);

} // namespace shardscape
