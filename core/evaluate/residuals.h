// SPDX-License-Identifier: GPL-3.0-or-later
// How far published measurements lie from the model, by kind of figure and run: the source of every uncertainty band. The table is
// generated from the validation cases (`shardscape validate --residuals`, written by scripts/accuracy) and kept as a preset; a test fails
// while it is older than the model. Pure, any thread.
#pragma once

#include "evaluate/evaluation.h"
#include "evaluate/validation.h"

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

enum class BandFigure : unsigned char { Step, Ttft, Tpot, Throughput, Memory };

template <> struct EnumNames<BandFigure> {
    static constexpr std::array<EnumName<BandFigure>, 5> table{{{BandFigure::Step, "step"},
                                                                {BandFigure::Ttft, "ttft"},
                                                                {BandFigure::Tpot, "tpot"},
                                                                {BandFigure::Throughput, "throughput"},
                                                                {BandFigure::Memory, "memory"}}};
};

inline constexpr double bandCoverage = 0.8; ///< share of the published figures that lie in a band

/// Residuals of one class of published figures. Factors on the prediction; low <= 1 <= high, so that a band always holds its prediction.
struct ResidualClass {
    int rows = 0;
    int leftOut = 0; ///< figures that no consistent model gives; not among the rows
    double low = 1;
    double high = 1;
    bool operator==(const ResidualClass&) const = default;
};

struct ResidualTable {
    std::map<std::string, ResidualClass, std::less<>> classes; ///< by ids such as "step/dense/hopper"
    std::set<std::string, std::less<>> accelerators;           ///< whose times have been compared with published ones
    bool operator==(const ResidualTable&) const = default;
};

/// The classes a figure of a scenario belongs to, most specific first: figure, kind of run (dense, moe, fsdp, long-context), and the
/// accelerator's architecture, or "unknown" for an accelerator without compared figures. Steps of a scenario with calibration factors
/// belong to "calibrated", whose residuals are those of runs predicted from another run of the same stack.
[[nodiscard]] std::vector<std::string> residualClasses(BandFigure figure, const Scenario& scenario, const Inputs& inputs, bool isKnown);

/// The residuals of all cases. Classes of unknown accelerators come from predicting every case once more without the constants of its
/// accelerator, as the model would have without its measurements. Quantiles of measured / predicted at 0.1 and 0.9, the rank rounded
/// outwards for n + 1 values, so that small classes are wide.
[[nodiscard]] ResidualTable residualsOf(std::span<const ValidationCase> cases);

/// The band of a figure: of the most specific class with at least ten rows, else of the widest of its classes. Without a table or class
/// there is no band (rows 0).
[[nodiscard]] Band bandOf(BandFigure figure, const Scenario& scenario, const Inputs& inputs);

} // namespace shardscape
