// SPDX-License-Identifier: GPL-3.0-or-later
// Fixes of diagnostics in words. Pure functions, any thread.
#pragma once

#include "evaluate/fixes.h"

#include <QLocale>
#include <QString>

namespace shardscape {

/// What the fix does: "Put tp innermost in the axis order".
[[nodiscard]] QString fixName(const Fix& fix);
/// The inputs that change: "tp 16 → 8, dp 1 → 2"; long values are named without them. Empty when none is short.
[[nodiscard]] QString fixChanges(const Scenario& before, const Fix& fix);
/// What the most telling figure does: "step time −18.0 %"; empty where the plan had no figures.
[[nodiscard]] QString fixGain(const Fix& fix, const QLocale& locale = QLocale());

} // namespace shardscape
