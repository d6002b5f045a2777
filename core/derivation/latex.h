// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of derivations as LaTeX, for papers and slides. Pure functions.
#pragma once

#include "derivation/derivation.h"

#include <string>
#include <string_view>

namespace shardscape {

/// The formula in math mode: fractions, roots and powers set as such, symbols upright with their underscores. A text that is no formula
/// comes back as text.
[[nodiscard]] std::string formulaToLatex(std::string_view formula);

/// An align environment: the symbol with its formula, with the values put in, and the result.
/// \param value of the derivation with its unit, as a person reads it: "5.13 s"
[[nodiscard]] std::string derivationToLatex(const Derivation& derivation, std::string_view value);

} // namespace shardscape
