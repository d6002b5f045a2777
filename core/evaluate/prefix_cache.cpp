// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/prefix_cache.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace shardscape {
namespace {

/// A run of prefixes with nearly the same popularity; exact for the first hundred, geometric beyond, so that any number is quick.
struct Band {
    double count = 0;
    double popularity = 0; ///< of one prefix
};

std::vector<Band> popularityBands(double prefixes, double exponent)
{
    std::vector<Band> bands;
    double total = 0;
    double first = 1.0;
    while (first <= prefixes) {
        const double width = first < 100.0 ? 1.0 : std::floor(first * 0.02);
        const double count = std::min(width, prefixes - first + 1.0);
        const double popularity = std::pow(first + (count - 1.0) / 2.0, -exponent);
        bands.push_back({count, popularity});
        total += count * popularity;
        first += count;
    }
    for (Band& band : bands)
        band.popularity /= total;
    return bands;
}

double cachedPrefixes(const std::vector<Band>& bands, double time)
{
    double cached = 0;
    for (const Band& band : bands)
        cached += band.count * -std::expm1(-band.popularity * time);
    return cached;
}

} // namespace

double prefixHitRate(const PrefixCacheLoad& load)
{
    if (load.prefixes < 1.0 || load.room <= 0.0)
        return 0.0;
    if (load.room >= load.prefixes)
        return 1.0;
    const std::vector<Band> bands = popularityBands(std::floor(load.prefixes), load.zipfExponent);
    double low = 0.0;
    double high = 1.0;
    for (int i = 0; i < 200 && cachedPrefixes(bands, high) < load.room; ++i)
        high *= 2.0;
    for (int i = 0; i < 100; ++i) {
        const double middle = (low + high) / 2.0;
        (cachedPrefixes(bands, middle) < load.room ? low : high) = middle;
    }
    double hits = 0;
    for (const Band& band : bands)
        hits += band.count * band.popularity * -std::expm1(-band.popularity * high);
    return std::clamp(hits, 0.0, 1.0);
}

} // namespace shardscape
