// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison as tables for people: inputs that differ, figures with their change and whether that is better, and why a figure changed.
// Used by the view, the report and tests. Pure functions, any thread.
#pragma once

#include "io/comparison.h"
#include "views/common/table_data.h"

#include <QLocale>

#include <optional>

namespace shardscape {

/// Whether more of an output is better; nothing where neither is, such as for a count of micro-batches.
[[nodiscard]] std::optional<bool> moreIsBetter(const std::string& path);

/// "Step time", "Step: TP communication, exposed", of a pointer into the evaluation.
[[nodiscard]] QString outputName(const std::string& path);

/// Derivation behind an output of an evaluation; empty where none is known.
[[nodiscard]] QString outputDerivation(const std::string& path, const Evaluation& evaluation);

/// "▲ +12.3 %, worse"; "new" where the baseline has nothing of it.
[[nodiscard]] QString changeWords(const OutputDifference& output, const QLocale& locale = QLocale());

/// The outputs that change by at least `threshold` of the baseline's value, largest first.
[[nodiscard]] std::vector<OutputDifference> shownOutputs(const Comparison& comparison, double threshold);

[[nodiscard]] TableData inputTable(const Comparison& comparison);
[[nodiscard]] TableData outputTable(const std::vector<OutputDifference>& outputs, const QLocale& locale = QLocale());
/// Terms of terms are indented by their depth.
[[nodiscard]] TableData reasonTable(const FigureReasons& figure, const QLocale& locale = QLocale());

/// "3 inputs differ. Step time 5.13 s → 4.40 s (−14.2 %), peak memory ...".
[[nodiscard]] QString comparisonSummary(const Comparison& comparison, const QLocale& locale = QLocale());

} // namespace shardscape
