// SPDX-License-Identifier: GPL-3.0-or-later
// A derivation in words: what the explain panel shows and what it copies. Pure functions, any thread.
#pragma once

#include "derivation/derivation.h"

#include <QString>

namespace shardscape {

/// A value in its derivation's unit, such as "34.6 GiB", "5.13 s", "300 GB/s", "2.54 PFLOP" or "0.875".
[[nodiscard]] QString valueText(double value, const std::string& unit);

/// The formula with readable operators: "*" becomes "×", "-" becomes "−".
[[nodiscard]] QString formulaText(const std::string& formula);

/// "11.6 s to 13.1 s for eight of ten published figures" by the derivations of both ends of a band.
[[nodiscard]] QString bandText(const Derivation& low, const Derivation& high);

/// Name, value, formula, inserted values, terms, source and validity as plain text, one thing a line.
[[nodiscard]] QString explainText(const Derivation& derivation);

} // namespace shardscape
