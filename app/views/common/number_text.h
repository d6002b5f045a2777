// SPDX-License-Identifier: GPL-3.0-or-later
// The core's texts of quantities (units/format.h) for the window and the report: with the decimal point of a locale, plus the names of
// memory parts and parts of time. The window passes the user's locale, files pass QLocale::c(). Pure functions, any thread.
#pragma once

#include "cost/memory.h"
#include "units/quantity.h"

#include <QLocale>
#include <QString>

namespace shardscape {

/// As formatMemory, formatTraffic, formatRate, formatTime, formatPercent and formatCount of the core.
[[nodiscard]] QString memoryText(Bytes amount, const QLocale& locale = QLocale());
[[nodiscard]] QString trafficText(double bytes, const QLocale& locale = QLocale());
[[nodiscard]] QString rateText(BytesPerSecond rate, const QLocale& locale = QLocale());
[[nodiscard]] QString timeText(Seconds time, const QLocale& locale = QLocale());
[[nodiscard]] QString percentText(double ratio, const QLocale& locale = QLocale());
[[nodiscard]] QString countText(double count, const QLocale& locale = QLocale());

/// A change as signed percent of the old value: "+1.8 %", "0.0 %".
[[nodiscard]] QString changeText(double before, double after, const QLocale& locale = QLocale());

/// A number with three significant digits, never in scientific notation below 10^7.
[[nodiscard]] QString threeDigits(double value, const QLocale& locale = QLocale());

/// Both ends of a range, the unit once where it is the same: "11.6–13.1 s" of "11.6 s" and "13.1 s", "990 ms–1.05 s".
[[nodiscard]] QString rangeText(const QString& low, const QString& high);

/// The name of a memory part for a person.
[[nodiscard]] QString memoryPartName(MemoryPart part);

/// One letter that stands for a memory part beside its color: W G O A K B R.
[[nodiscard]] QChar memoryPartLetter(MemoryPart part);

/// The name of a breakdown key such as "tp_exposed"; an unknown key is shown as its own words.
[[nodiscard]] QString timePartName(const std::string& key);

} // namespace shardscape
