// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sweep/plot_axis.h"

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

constexpr double logarithmicFrom = 8.0;
constexpr double wantedTicks = 4.0;

/// 1, 2 or 5 times a power of ten, at least `length` / wantedTicks.
double roundStep(double length)
{
    const double rough = length / wantedTicks;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (power * factor >= rough)
            return power * factor;
    return 10.0 * power;
}

} // namespace

PlotAxis::PlotAxis(const std::vector<SweepValue>& values) : m_count(values.size())
{
    m_isNumeric = !values.empty() && std::all_of(values.begin(), values.end(), [](const SweepValue& each) { return each.number.has_value(); });
    if (!m_isNumeric)
        return;
    for (const SweepValue& each : values)
        m_numbers.push_back(*each.number);
    const auto [low, high] = std::minmax_element(m_numbers.begin(), m_numbers.end());
    m_low = *low;
    m_high = *high > *low ? *high : *low + 1.0;
    m_isLogarithmic = m_low > 0.0 && m_high / m_low >= logarithmicFrom;
}

PlotAxis::PlotAxis(const std::vector<double>& figures)
{
    double low = 0.0;
    double high = 0.0;
    for (const double figure : figures)
        if (std::isfinite(figure)) {
            low = std::min(low, figure);
            high = std::max(high, figure);
        }
    if (!(high > low))
        high = low + 1.0;
    const double step = roundStep(high - low);
    m_low = std::floor(low / step) * step;
    m_high = std::ceil(high / step * (1.0 - 1e-12)) * step;
}

double PlotAxis::share(double number) const
{
    if (m_isLogarithmic)
        return std::log(std::max(number, m_low * 1e-6) / m_low) / std::log(m_high / m_low);
    return (number - m_low) / (m_high - m_low);
}

double PlotAxis::shareOf(std::size_t index) const
{
    if (m_isNumeric)
        return m_count == 1 ? 0.5 : share(m_numbers[index]);
    return (static_cast<double>(index) + 0.5) / static_cast<double>(std::max<std::size_t>(1, m_count));
}

std::vector<double> PlotAxis::ticks() const
{
    std::vector<double> ticks;
    const double step = roundStep(m_high - m_low);
    for (double tick = m_low; tick <= m_high + 0.001 * step; tick += step)
        ticks.push_back(std::abs(tick) < 1e-9 * step ? 0.0 : tick);
    return ticks;
}

} // namespace shardscape
