// SPDX-License-Identifier: GPL-3.0-or-later
// How much larger than usual a person set the text. Painters whose letters follow the zoom keep them between bounds in pixels; the bounds
// grow with this factor. Pure; any thread.
#pragma once

#include <QFont>
#include <QFontInfo>

#include <algorithm>

namespace shardscape {

/// Height of the font over that of the desktop's usual one; never below 0.6, so that no bound comes near zero.
[[nodiscard]] inline double textScale(const QFont& font)
{
    constexpr double usualPixels = 12.0; // 9 points at 96 dots per inch
    return std::max(0.6, QFontInfo(font).pixelSize() / usualPixels);
}

/// `wanted` pixels within bounds that hold at scale 1.
[[nodiscard]] inline int scaledPixels(double scale, double wanted, double least, double most)
{
    return static_cast<int>(std::clamp(wanted, least * scale, most * scale) + 0.5);
}

} // namespace shardscape
