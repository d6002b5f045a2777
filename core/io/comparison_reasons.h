// SPDX-License-Identifier: GPL-3.0-or-later
// Why a figure differs between two evaluations: the terms of its derivation that differ, each with what it alone does to the figure, and
// the terms behind those. Needs evaluations with derivations. Pure functions, any thread.
#pragma once

#include "evaluate/evaluation.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

/// A term of a formula whose value differs.
struct Reason {
    std::string symbol;
    std::string meaning;
    std::string unit;
    double a = 0.0; ///< 0 where only b has the term
    double b = 0.0;
    double effect = 0.0; ///< of this term alone on the value of the derivation it belongs to, in that one's unit
    std::string from;    ///< id of the derivation of the term in a (or b); empty for inputs
    int depth = 0;       ///< 0 = a term of the figure; 1 = a term of the reason above it; ...
};

/// One figure of both and why it differs.
struct FigureReasons {
    std::string id; ///< of the derivation in a
    std::string name;
    std::string unit;
    double a = 0.0;
    double b = 0.0;
    bool sameFormula = true; ///< false where the program computes the figure in another way in b
    std::vector<Reason> reasons; ///< largest |effect| first; the reasons of a reason follow it
};

/// What a table calls it: the symbol, and what it stands for.
[[nodiscard]] std::string labelOf(const Reason& reason);

struct ReasonOptions {
    int depth = 2;          ///< levels of terms behind terms
    std::size_t most = 6;   ///< terms of one derivation
    double least = 0.01;    ///< terms whose |effect| is below this share of the largest are left out
};

/// Nothing where either has no such derivation or the values are equal. The ids differ where the worst stage does.
[[nodiscard]] std::optional<FigureReasons> reasonsOf(const Evaluation& a, std::string_view idA, const Evaluation& b, std::string_view idB,
                                                     const ReasonOptions& options = {});

/// The figures that a person looks at first: step, or TTFT and TPOT; peak memory. Only those that differ.
[[nodiscard]] std::vector<FigureReasons> keyReasons(const Evaluation& a, const Evaluation& b, const ReasonOptions& options = {});

} // namespace shardscape
