// SPDX-License-Identifier: GPL-3.0-or-later
#include "cost/expert_load.h"

#include <cmath>

namespace shardscape {

double chanceLoad(double rows, int ranks, const Efficiency& e)
{
    if (ranks <= 1 || rows <= 0.0 || e.moeChanceLoad <= 0.0)
        return 1.0;
    return 1.0 + e.moeChanceLoad * std::sqrt(2.0 * std::log(static_cast<double>(ranks)) / rows);
}

double routedRows(const FeedForwardSpec& f, const TrainingShape& shape, const Efficiency& e)
{
    const double rows = shape.tokens() / shape.tp * shape.etp * f.topK;
    return rows * shape.imbalance * chanceLoad(rows, shape.ep, e);
}

} // namespace shardscape
