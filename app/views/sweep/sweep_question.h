// SPDX-License-Identifier: GPL-3.0-or-later
// What the sweep view asks and what comes back, as values that a thread of its own can work on. Pure; any thread.
#pragma once

#include "sweep/break_even.h"
#include "sweep/sensitivity.h"
#include "views/sweep/sweep_chart.h"

#include <QString>

#include <functional>
#include <variant>

namespace shardscape {

enum class SweepMode : unsigned char { Curve, Tornado, BreakEven, Grid };

struct SweepQuestion {
    SweepMode mode = SweepMode::Curve;
    SweepBase base;
    std::optional<SweepBase> baseline; ///< the other plan of a break-even
    QString nameA;                     ///< of the baseline
    QString nameB;                     ///< of the present plan
    SweepInput input;
    SweepInput second;
    std::string values; ///< as readValues()
    Figure figure = Figure::StepTime;
    bool keepGpus = false;
    double share = 0.2; ///< by which a tornado moves assumptions
};

/// A chart with the exports behind it, or the problems instead.
struct SweepAnswer {
    std::shared_ptr<const SweepChart> chart; ///< null = problems, or nothing yet
    Problems problems;
    bool isComplete = false;
    std::string json;
    std::string csv;
    double doneShare = 1.0; ///< of the evaluations
};

using SweepReport = std::function<void(SweepAnswer)>;

/// Works on one thread; calls `report` with charts so far. \param stop asks for an early end
[[nodiscard]] SweepAnswer answer(const SweepQuestion& question, const std::atomic<bool>& stop, const SweepReport& report);

} // namespace shardscape
