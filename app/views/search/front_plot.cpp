// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/search/front_plot.h"

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

constexpr double farApart = 20.0; ///< from this ratio on a scale is logarithmic
constexpr double reach = 9.0;     ///< pixels
constexpr double gib = 1024.0 * 1024.0 * 1024.0;

std::vector<double> thinned(std::vector<double> ticks, int most)
{
    while (static_cast<int>(ticks.size()) > std::max(1, most)) {
        std::vector<double> half;
        for (std::size_t i = 0; i < ticks.size(); i += 2)
            half.push_back(ticks[i]);
        ticks = std::move(half);
    }
    return ticks;
}

} // namespace

PlotScale::PlotScale(const std::vector<double>& values, double first, double last, bool isBytes)
    : m_unit{isBytes ? gib : 1.0}, m_first{first}, m_last{last}
{
    bool isEmpty = true;
    for (const double value : values) {
        if (!std::isfinite(value))
            continue;
        m_low = isEmpty ? value : std::min(m_low, value);
        m_high = isEmpty ? value : std::max(m_high, value);
        isEmpty = false;
    }
    m_isLog = !isBytes && m_low > 0.0 && m_high > farApart * m_low;
    if (m_isLog) {
        m_low /= 1.1;
        m_high *= 1.1;
        return;
    }
    const double margin = m_high > m_low ? 0.06 * (m_high - m_low) : std::max(0.05 * std::abs(m_high), 1e-12);
    m_low -= margin;
    m_high += margin;
}

double PlotScale::position(double value) const
{
    return m_isLog ? std::log(std::max(value, m_low) / m_low) / std::log(m_high / m_low) : (value - m_low) / (m_high - m_low);
}

double PlotScale::at(double value) const { return m_first + (m_last - m_first) * std::clamp(position(value), 0.0, 1.0); }

std::vector<double> PlotScale::ticks(int most) const
{
    std::vector<double> ticks;
    if (m_isLog) {
        for (const std::vector<double>& steps : {std::vector{1.0, 2.0, 5.0}, std::vector{1.0, 3.0}, std::vector{1.0}}) {
            ticks.clear();
            for (double decade = std::pow(10.0, std::floor(std::log10(m_low))); decade <= m_high; decade *= 10.0)
                for (const double step : steps)
                    if (decade * step >= m_low && decade * step <= m_high)
                        ticks.push_back(decade * step);
            if (static_cast<int>(ticks.size()) <= most)
                return ticks;
        }
        return thinned(std::move(ticks), most);
    }
    const double span = (m_high - m_low) / m_unit / std::max(1, most);
    const double decade = std::pow(10.0, std::floor(std::log10(span)));
    double step = decade;
    for (const double factor : {1.0, 2.0, 5.0, 10.0})
        if (step = factor * decade; step >= span)
            break;
    step *= m_unit;
    for (double tick = std::ceil(m_low / step) * step; tick <= m_high; tick += step)
        ticks.push_back(std::abs(tick) < 1e-9 * step ? 0.0 : tick);
    return ticks;
}

FrontPlot::FrontPlot(const FrontPicture& picture, const QRectF& area, double lineHeight, double tickWidth) : m_picture{picture}
{
    m_panel = area.adjusted(tickWidth + 10, 1.6 * lineHeight, -0.8 * lineHeight, -2.5 * lineHeight);
    if (m_panel.width() < 20 || m_panel.height() < 20)
        m_panel = QRectF(area.center() - QPointF(10, 10), QSizeF(20, 20));
    std::array<std::vector<double>, 2> values;
    const auto add = [&](const SearchPoint& point) {
        for (std::size_t axis = 0; axis < 2; ++axis)
            values[axis].push_back(point.objective[axis]);
    };
    std::for_each(picture.front.begin(), picture.front.end(), add);
    std::for_each(picture.others.begin(), picture.others.end(), add);
    if (picture.own)
        add(*picture.own);
    const auto isBytes = [&](std::size_t axis) { return picture.objectives[axis] == PlanQuantity::MemoryHeadroom; };
    m_x = PlotScale{values[0], m_panel.left(), m_panel.right(), isBytes(0)};
    m_y = PlotScale{values[1], m_panel.bottom(), m_panel.top(), isBytes(1)};
}

QPolygonF FrontPlot::steps() const
{
    QPolygonF line;
    for (const SearchPoint& point : m_picture.front) {
        const QPointF here = at(point.objective);
        if (!line.isEmpty())
            line << QPointF(here.x(), line.last().y());
        line << here;
    }
    return line;
}

std::optional<std::size_t> FrontPlot::pointAt(QPointF position) const
{
    std::optional<std::size_t> nearest;
    double least = reach * reach;
    for (std::size_t i = 0; i < m_picture.size(); ++i) {
        const QPointF offset = at(m_picture.point(i).objective) - position;
        const double distance = QPointF::dotProduct(offset, offset);
        if (distance < least) { // of points on one place the first, which is on the front
            least = distance;
            nearest = i;
        }
    }
    return nearest;
}

} // namespace shardscape
