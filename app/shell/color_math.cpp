// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/color_math.h"

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

double toLinear(double encoded) { return encoded <= 0.04045 ? encoded / 12.92 : std::pow((encoded + 0.055) / 1.055, 2.4); }

float toEncoded(double linear)
{
    const double clipped = std::clamp(linear, 0.0, 1.0);
    return static_cast<float>(clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * std::pow(clipped, 1.0 / 2.4) - 0.055);
}

} // namespace

Oklab toOklab(const QColor& color)
{
    const double r = toLinear(color.redF());
    const double g = toLinear(color.greenF());
    const double b = toLinear(color.blueF());
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {.lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            .a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            .b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

QColor fromOklab(const Oklab& color)
{
    const auto cube = [](double x) { return x * x * x; };
    const double l = cube(color.lightness + 0.3963377774 * color.a + 0.2158037573 * color.b);
    const double m = cube(color.lightness - 0.1055613458 * color.a - 0.0638541728 * color.b);
    const double s = cube(color.lightness - 0.0894841775 * color.a - 1.2914855480 * color.b);
    return QColor::fromRgbF(toEncoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                            toEncoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                            toEncoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

QColor mixInOklab(const QColor& from, const QColor& to, double share)
{
    const Oklab a = toOklab(from);
    const Oklab b = toOklab(to);
    return fromOklab(
        {.lightness = std::lerp(a.lightness, b.lightness, share), .a = std::lerp(a.a, b.a, share), .b = std::lerp(a.b, b.b, share)});
}

double luminance(const QColor& color)
{
    return 0.2126 * toLinear(color.redF()) + 0.7152 * toLinear(color.greenF()) + 0.0722 * toLinear(color.blueF());
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

} // namespace shardscape
