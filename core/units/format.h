// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers and quantities as people read them: the same text in the window, the report, the command line and diagnostics. Always with a
// decimal point and without thousands separators, whatever the locale. Pure and thread-safe.
#pragma once

#include "units/quantity.h"

#include <string>

namespace shardscape {

/// Memory in binary units with one decimal: "34.6 GiB", "512.0 MiB", "96 B".
[[nodiscard]] std::string formatMemory(Bytes amount);

/// Traffic and sizes in decimal units with three significant digits: "1.37 GB", "810 GB", "16.8 MB".
[[nodiscard]] std::string formatTraffic(Bytes amount);

/// Time in the unit that suits it, three significant digits: "5.13 s", "64.2 ms", "6.40 us".
[[nodiscard]] std::string formatTime(Seconds time);

/// A transfer rate of one direction: "300 GB/s", "50.0 GB/s".
[[nodiscard]] std::string formatRate(BytesPerSecond rate);

/// Work and its rate: "2.54 PFLOP", "989 TFLOP/s".
[[nodiscard]] std::string formatWork(Flops work);
[[nodiscard]] std::string formatWorkRate(FlopsPerSecond rate);

/// A ratio as per cent with one decimal: "42.3 %".
[[nodiscard]] std::string formatPercent(double ratio);

/// A count with K, M, B, T (thousand, million, billion, trillion) and three significant digits; whole numbers below 10 000 in full.
[[nodiscard]] std::string formatCount(double count);

/// A number in short form, four significant digits: "8", "0.875", "1.074e9". Whole numbers below a million in full.
[[nodiscard]] std::string formatShort(double value);

/// The shortest text that reads back as the same double; whole numbers below 2^53 without exponent or point.
[[nodiscard]] std::string formatExact(double value);

} // namespace shardscape
