// SPDX-License-Identifier: GPL-3.0-or-later
// Uncertainty bands of an evaluation's figures, and the verdict on memory that follows from them. Any thread.
#pragma once

#include "evaluate/evaluation.h"

#include <string>
#include <vector>

namespace shardscape {

/// Gives every time and memory figure its band and decides the memory verdict by it. Needs training or inference and memory of `e` to be
/// there. Derivations "<figure>/low" and "<figure>/high" when log is not null.
void addBands(Evaluation& e, DerivationLog* log);

/// A figure of the evaluation JSON with the range that measurements of it lie in.
struct FigureBand {
    std::string key; ///< path in the evaluation JSON, such as "training.step_seconds"
    double low = 0;
    double high = 0;
    const Band* band = nullptr; ///< never null; of the evaluation
};

/// All figures that have a band: times, memory, and the rates that follow from a time.
[[nodiscard]] std::vector<FigureBand> figureBands(const Evaluation& e);

/// Share of the time that rests on constants nobody has measured, at most 1.
[[nodiscard]] double guessedTotal(const std::vector<GuessedShare>& guesses);

/// The band of one figure, or null. The pointer is into `bands`.
[[nodiscard]] const FigureBand* findBand(const std::vector<FigureBand>& bands, std::string_view key);

} // namespace shardscape
