// SPDX-License-Identifier: GPL-3.0-or-later
// Where two plans change places: the values of one input at which the figure of one becomes better than that of the other. Found by
// looking at samples over a range and halving every interval in which the sign changes. The same for any number of threads.
#pragma once

#include "sweep/sweep.h"

namespace shardscape {

struct BreakEvenRequest {
    SweepBase a;
    SweepBase b;
    SweepInput input; ///< of both
    double from = 0.0;
    double to = 0.0;
    bool isLogarithmic = true;
    Figure figure = Figure::StepTime;
    int samples = 33;    ///< looked at before halving; crossings closer than two samples may be missed
    int threads = 1;     ///< 0 = as many as the machine has
    std::vector<double> values = {}; ///< samples to look at instead, ascending: for inputs that take few values, such as GPU counts
};

/// Both plans at one value of the input.
struct BreakEvenSample {
    double value = 0.0;
    SweepPoint a;
    SweepPoint b;
};

/// Who is better at a sample. Only a plan that exists has a figure; one that does not fit is compared all the same and marked.
enum class Better : unsigned char { Neither, A, B, Unknown };
template <> struct EnumNames<Better> {
    static constexpr std::array<EnumName<Better>, 4> table{
        {{Better::Neither, "equal"}, {Better::A, "a"}, {Better::B, "b"}, {Better::Unknown, "unknown"}}};
};
[[nodiscard]] Better betterAt(const BreakEvenSample& sample, Figure figure);

/// A change of places between two neighboring values.
struct Crossing {
    BreakEvenSample below; ///< last sample at which one plan is better
    BreakEvenSample above; ///< first at which the other is
    double value = 0.0;    ///< between them; for whole inputs the first value of the other side
    bool isJump = false;   ///< the figures do not meet there: one of them jumps
};

struct BreakEven {
    Figure figure = Figure::StepTime;
    SweepInput input;
    std::vector<BreakEvenSample> samples; ///< ascending
    std::vector<Crossing> crossings;      ///< ascending
    bool isComplete = false;
};

/// One sentence: where they meet, or that they do not and who is better, or that there are several places.
[[nodiscard]] std::string statementOf(const BreakEven& result, const std::string& nameA, const std::string& nameB);

/// Problems: an empty range, samples outside of 2..maxSweepSteps, a range from 0 or below on a logarithmic scale.
[[nodiscard]] Result<BreakEven> findBreakEven(const BreakEvenRequest& request, const std::atomic<bool>* stop = nullptr);

} // namespace shardscape
