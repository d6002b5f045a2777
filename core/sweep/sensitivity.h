// SPDX-License-Identifier: GPL-3.0-or-later
// Which assumptions matter most for a figure: each is moved down and up by the same share, alone, and the figure evaluated again. The
// rows of a tornado chart. The same for any number of threads.
#pragma once

#include "sweep/sweep.h"

namespace shardscape {

struct AssumptionEffect {
    Assumption assumption;
    double low = 0.0;  ///< values tried; nearer than asked where a share may not exceed 1 or a ratio not fall below 1
    double high = 0.0;
    std::optional<double> atLow;  ///< the figure with the low value; nothing where the plan is impossible with it
    std::optional<double> atHigh;
    bool fitsAtLow = false;
    bool fitsAtHigh = false;
};

/// Largest distance of either end from `value`; 0 where the assumption changes nothing.
[[nodiscard]] double swingOf(const AssumptionEffect& effect, double value);

struct SensitivityRequest {
    SweepBase base;
    Figure figure = Figure::StepTime;
    double share = 0.2; ///< by which every assumption is moved, > 0 and < 1
    int threads = 1;    ///< 0 = as many as the machine has
};

struct Sensitivity {
    Figure figure = Figure::StepTime;
    double share = 0.2;
    double value = 0.0;                    ///< of the scenario itself
    std::vector<AssumptionEffect> effects; ///< that change the figure; largest swing first, equal ones by path
    int withoutEffect = 0;                 ///< assumptions that do not
    std::optional<FigureRange> range;      ///< in which measurements lie: what all assumptions together miss
    bool isComplete = false;
};

using SensitivityProgress = std::function<void(std::size_t done, std::size_t all)>;

/// Problems: those of the scenario itself, "no-figure" where it has none, "out-of-range" for the share.
[[nodiscard]] Result<Sensitivity> sensitivityOf(const SensitivityRequest& request, const std::atomic<bool>* stop = nullptr,
                                                const SensitivityProgress& progress = {});

} // namespace shardscape
