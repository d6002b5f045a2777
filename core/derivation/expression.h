// SPDX-License-Identifier: GPL-3.0-or-later
// The little language in which derivations write their formulas, and its evaluator. It serves the test that checks every recorded
// formula against its value, and the explain panel that shows a formula with its numbers inserted.
//
// Grammar: numbers (1, 0.5, 2e9), identifiers [A-Za-z_][A-Za-z0-9_]*, + - * / ^ (right-associative), parentheses, unary minus, and the
// functions min(a, b, ...), max(a, b, ...), ceil(x), floor(x), sqrt(x), log2(x), ln(x), exp(x), sum(a, b, ...).
#pragma once

#include "derivation/derivation.h"
#include "units/result.h"

namespace shardscape {

/// The value of `formula` with each identifier replaced by the term of that symbol.
/// Fails with code "formula" and the position when the text does not parse or a symbol has no term.
[[nodiscard]] Result<double> evaluateFormula(std::string_view formula, const std::vector<Term>& terms);

/// The formula with every identifier replaced by its value in short form, such as "2 * (8 - 1) / 8 * 1.07e9".
/// Identifiers without a term stay as they are.
[[nodiscard]] std::string insertValues(std::string_view formula, const std::vector<Term>& terms);

} // namespace shardscape
