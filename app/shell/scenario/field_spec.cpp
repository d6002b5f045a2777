// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/scenario/field_spec.h"

#include <algorithm>
#include <numeric>

namespace shardscape {

Facts factsOf(const Inputs& inputs)
{
    Facts facts{.gpus = inputs.cluster.gpus(), .layers = inputs.model.layers(), .maxPositions = inputs.model.maxPositions};
    for (const LayerSpec& kind : inputs.model.kinds) {
        if (kind.attention.kind != AttentionKind::None)
            facts.heads = std::gcd(facts.heads, kind.attention.heads);
        facts.experts = std::gcd(facts.experts, kind.feedForward.experts);
    }
    return facts;
}

Neighbors neighborsAmong(const std::vector<int>& sorted, int value)
{
    Neighbors near;
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), value);
    near.sensible = at != sorted.end() && *at == value;
    if (at != sorted.begin())
        near.below = *(at - 1);
    const auto next = near.sensible ? at + 1 : at;
    if (next != sorted.end())
        near.above = *next;
    return near;
}

Neighbors neighborMultiples(int unit, int value)
{
    Neighbors near;
    near.sensible = value > 0 && value % unit == 0;
    const int floor = value / unit * unit;
    const int below = near.sensible ? floor - unit : floor;
    if (below >= unit)
        near.below = below;
    if (floor <= std::numeric_limits<int>::max() - unit)
        near.above = floor + unit;
    return near;
}

Neighbors neighborPowersOfTwo(int value)
{
    Neighbors near; // every value is sensible; the powers are only where the arrows stop
    long long power = 1;
    while (power * 2 < value)
        power *= 2;
    if (power < value)
        near.below = static_cast<int>(power);
    const long long above = power <= value && power * 2 > value ? power * 2 : power * 2 == value ? power * 4 : power;
    near.above = static_cast<int>(std::min<long long>(above, std::numeric_limits<int>::max()));
    return near;
}

} // namespace shardscape
