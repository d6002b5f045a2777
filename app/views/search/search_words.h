// SPDX-License-Identifier: GPL-3.0-or-later
// Names and values of a search for a person. Pure functions, any thread.
#pragma once

#include "search/front_position.h"

#include <QLocale>
#include <QString>

namespace shardscape {

/// "Step time"
[[nodiscard]] QString quantityName(PlanQuantity quantity);
/// "higher is better" or "lower is better"
[[nodiscard]] QString quantityDirection(PlanQuantity quantity);
/// A value with its unit: "19.8 s", "22.6 GiB", "731 tokens/s".
[[nodiscard]] QString quantityText(PlanQuantity quantity, double value, const AcceleratorSpec& accelerator, const QLocale& locale = QLocale());
/// The unit a column of that quantity has in its head; empty for times and memory, whose cells bring it along.
[[nodiscard]] QString quantityUnit(PlanQuantity quantity, const AcceleratorSpec& accelerator);

/// "dp 8 × tp 8 × cp 2 × pp 8 = 1024"; degrees of 1 are left out.
[[nodiscard]] QString planArithmetic(const Parallelism& parallelism, const QLocale& locale = QLocale());
/// The rest of a plan in short: "interleaved v8, ZeRO-2, micro-batch 1, recompute selective".
[[nodiscard]] QString planChoices(const Scenario& plan);

/// "Micro-batch" of the key "micro_batch"; the key itself where it has no other name.
[[nodiscard]] QString inputName(std::string_view key);
/// "tp 16 → 8, pp 1 → 2"
[[nodiscard]] QString changeWords(const std::vector<PlanDifference>& changes);
/// Why candidates were rejected, in words, from the code that the search counts.
[[nodiscard]] QString rejectionText(const std::string& code);

/// "19.8 s (−12.0 %)", of a value against another one.
[[nodiscard]] QString quantityAgainst(PlanQuantity quantity, double value, double before, const AcceleratorSpec& accelerator,
                                      const QLocale& locale = QLocale());

/// Why a plan is not on the front, or that it is.
[[nodiscard]] QString positionWords(const FrontPosition& position, const SearchRequest& request, const AcceleratorSpec& accelerator,
                                    const QLocale& locale = QLocale());

} // namespace shardscape
