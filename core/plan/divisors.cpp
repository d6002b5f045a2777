// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/divisors.h"

#include <algorithm>

namespace shardscape {

std::vector<int> divisorsOf(int n)
{
    std::vector<int> small;
    std::vector<int> large;
    for (int d = 1; d <= n / d; ++d) {
        if (n % d != 0)
            continue;
        small.push_back(d);
        if (d != n / d)
            large.push_back(n / d);
    }
    small.insert(small.end(), large.rbegin(), large.rend());
    return small;
}

std::string nearestDivisors(int n, int wanted)
{
    const std::vector<int> all = divisorsOf(n);
    const auto above = std::lower_bound(all.begin(), all.end(), wanted);
    if (above == all.end())
        return std::to_string(all.back());
    if (above == all.begin())
        return std::to_string(all.front());
    return std::to_string(*(above - 1)) + " or " + std::to_string(*above);
}

} // namespace shardscape
