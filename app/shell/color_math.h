// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of color: contrast as WCAG 2.2 defines it, and OKLab, where equal steps look equal. Pure functions, any thread.
#pragma once

#include <QColor>

namespace shardscape {

/// Lightness 0..1, green-red and blue-yellow of a color. Source: B. Ottosson, "A perceptual color space for image processing" (2020).
struct Oklab {
    double lightness = 0.0;
    double a = 0.0;
    double b = 0.0;
};

[[nodiscard]] Oklab toOklab(const QColor& color);
[[nodiscard]] QColor fromOklab(const Oklab& color);

/// From `from` (share 0) to `to` (share 1) along a straight line in OKLab.
[[nodiscard]] QColor mixInOklab(const QColor& from, const QColor& to, double share);

/// Relative luminance 0..1. Source: WCAG 2.2, definition of relative luminance.
[[nodiscard]] double luminance(const QColor& color);

/// 1 (same) to 21 (black on white). Source: WCAG 2.2, definition of contrast ratio.
[[nodiscard]] double contrastRatio(const QColor& a, const QColor& b);

} // namespace shardscape
