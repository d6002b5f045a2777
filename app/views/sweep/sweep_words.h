// SPDX-License-Identifier: GPL-3.0-or-later
// Names and numbers of a sweep for people: inputs, figures, values and what became of a point. Used by the charts, the view and the
// report. Pure functions, any thread.
#pragma once

#include "sweep/break_even.h"
#include "sweep/sensitivity.h"

#include <QLocale>
#include <QString>

namespace shardscape {

/// "Tokens of a sequence", "Bandwidth of a NIC, one direction".
[[nodiscard]] QString inputName(const SweepInput& input, const Inputs* inputs = nullptr);
[[nodiscard]] QString figureName(Figure figure);
/// With the unit: "5.13 s".
[[nodiscard]] QString figureText(Figure figure, double value, const QLocale& locale = QLocale());
[[nodiscard]] QString sweepValueText(const SweepInput& input, const SweepValue& value, const QLocale& locale = QLocale());
/// "fits", "does not fit", or why there is no such plan.
[[nodiscard]] QString stateWords(const SweepPoint& point);

} // namespace shardscape
