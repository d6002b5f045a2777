// SPDX-License-Identifier: GPL-3.0-or-later
#include "units/format.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <string_view>

namespace shardscape {
namespace {

struct Scale {
    double factor;
    std::string_view unit;
};

/// Three significant digits; more before the point if there are more.
std::string threeDigits(double value)
{
    const double size = std::abs(value);
    const int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
    return fmt::format("{:.{}f}", value, decimals);
}

std::string notFinite(double value) { return std::isnan(value) ? "not a number" : value > 0 ? "infinite" : "minus infinite"; }

/// `scales` from large to small; the first whose rounded number is at least 1 is taken.
std::string scaled(double value, std::span<const Scale> scales)
{
    if (!std::isfinite(value))
        return notFinite(value);
    if (value == 0.0)
        return fmt::format("0 {}", scales.back().unit);
    for (const Scale& scale : scales)
        if (std::abs(value) >= 0.9995 * scale.factor)
            return fmt::format("{} {}", threeDigits(value / scale.factor), scale.unit);
    return fmt::format("{} {}", formatShort(value / scales.back().factor), scales.back().unit);
}

} // namespace

std::string formatMemory(Bytes amount)
{
    const double bytes = amount.inBytes();
    if (!std::isfinite(bytes))
        return notFinite(bytes);
    constexpr double kib = 1024.0;
    constexpr std::array<Scale, 4> scales{{{kib * kib * kib * kib, "TiB"}, {kib * kib * kib, "GiB"}, {kib * kib, "MiB"}, {kib, "KiB"}}};
    for (const Scale& scale : scales)
        if (std::abs(bytes) >= 0.99995 * scale.factor)
            return fmt::format("{:.1f} {}", bytes / scale.factor, scale.unit);
    return fmt::format("{:.0f} B", bytes);
}

std::string formatTraffic(Bytes amount)
{
    constexpr std::array<Scale, 6> scales{{{1e15, "PB"}, {1e12, "TB"}, {1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}, {1.0, "B"}}};
    return scaled(amount.inBytes(), scales);
}

std::string formatTime(Seconds time)
{
    constexpr std::array<Scale, 4> scales{{{1.0, "s"}, {1e-3, "ms"}, {1e-6, "us"}, {1e-9, "ns"}}};
    return time.inSeconds() == 0.0 ? "0 s" : scaled(time.inSeconds(), scales);
}

std::string formatRate(BytesPerSecond rate)
{
    constexpr std::array<Scale, 4> scales{{{1e12, "TB/s"}, {1e9, "GB/s"}, {1e6, "MB/s"}, {1.0, "B/s"}}};
    return scaled(rate.inBytesPerSecond(), scales);
}

std::string formatWork(Flops work)
{
    constexpr std::array<Scale, 7> scales{
        {{1e21, "ZFLOP"}, {1e18, "EFLOP"}, {1e15, "PFLOP"}, {1e12, "TFLOP"}, {1e9, "GFLOP"}, {1e6, "MFLOP"}, {1.0, "FLOP"}}};
    return scaled(work.inFlops(), scales);
}

std::string formatWorkRate(FlopsPerSecond rate)
{
    constexpr std::array<Scale, 4> scales{{{1e15, "PFLOP/s"}, {1e12, "TFLOP/s"}, {1e9, "GFLOP/s"}, {1.0, "FLOP/s"}}};
    return scaled(rate.inFlopsPerSecond(), scales);
}

std::string formatPercent(double ratio) { return std::isfinite(ratio) ? fmt::format("{:.1f} %", 100.0 * ratio) : notFinite(ratio); }

std::string formatCount(double count)
{
    if (!std::isfinite(count))
        return notFinite(count);
    if (std::abs(count) < 10'000.0)
        return formatShort(count);
    constexpr std::array<Scale, 4> scales{{{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1e3, "K"}}};
    return scaled(count, scales);
}

std::string formatShort(double value)
{
    if (!std::isfinite(value))
        return notFinite(value);
    if (value == std::nearbyint(value) && std::abs(value) < 1e6)
        return fmt::format("{:.0f}", value + 0.0); // + 0.0 turns -0 into 0
    if (std::abs(value) >= 1e-3 && std::abs(value) < 1e6)
        return fmt::format("{:.4g}", value);
    const std::string text = fmt::format("{:.3e}", value); // "1.074e+09"
    const std::size_t exponentAt = text.find('e');
    std::string digits = text.substr(0, exponentAt);
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.')
        digits.pop_back();
    int exponent = 0;
    const std::size_t numberAt = exponentAt + (text[exponentAt + 1] == '+' ? 2 : 1);
    std::from_chars(text.data() + numberAt, text.data() + text.size(), exponent);
    return fmt::format("{}e{}", digits, exponent);
}

std::string formatExact(double value)
{
    if (!std::isfinite(value))
        return notFinite(value);
    if (value == std::nearbyint(value) && std::abs(value) < 9007199254740992.0)
        return fmt::format("{:.0f}", value + 0.0);
    return fmt::format("{}", value);
}

} // namespace shardscape
