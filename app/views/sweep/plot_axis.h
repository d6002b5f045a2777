// SPDX-License-Identifier: GPL-3.0-or-later
// An axis of a plot: numbers, linear or logarithmic, or names at equal steps, with the places worth a label. A value; any thread.
#pragma once

#include "sweep/sweep_values.h"

#include <vector>

namespace shardscape {

class PlotAxis {
public:
    /// For the values of a sweep: logarithmic over a factor of eight or more, names at equal steps.
    explicit PlotAxis(const std::vector<SweepValue>& values);
    /// For figures: linear from 0 (or from below it) to a round number above all.
    explicit PlotAxis(const std::vector<double>& figures);

    /// Share of the axis' length, 0..1 inside.
    [[nodiscard]] double share(double number) const;
    /// Of the value at an index of the sweep.
    [[nodiscard]] double shareOf(std::size_t index) const;
    [[nodiscard]] bool hasNumbers() const { return m_isNumeric; }
    [[nodiscard]] double low() const { return m_low; }
    [[nodiscard]] double high() const { return m_high; }
    /// Round numbers inside, for a figure's axis.
    [[nodiscard]] std::vector<double> ticks() const;

private:
    std::vector<double> m_numbers; ///< of the values; empty for figures
    std::size_t m_count = 0;
    double m_low = 0.0;
    double m_high = 1.0;
    bool m_isNumeric = true;
    bool m_isLogarithmic = false;
};

} // namespace shardscape
