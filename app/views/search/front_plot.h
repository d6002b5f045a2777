// SPDX-License-Identifier: GPL-3.0-or-later
// Where the plans of a search lie in a picture of two objectives: scales, ticks, positions and which point is under the pointer. A scale is
// logarithmic where its values are positive and lie a factor of twenty apart (not for memory). Values; any thread.
#pragma once

#include "search/search.h"

#include <QPointF>
#include <QPolygonF>
#include <QRectF>

#include <optional>
#include <vector>

namespace shardscape {

/// One axis: a range of values on a range of pixels.
class PlotScale {
public:
    PlotScale() = default;
    /// \param values at least one finite; others are left out. \param isBytes ticks on binary steps
    PlotScale(const std::vector<double>& values, double first, double last, bool isBytes);

    [[nodiscard]] double at(double value) const;
    [[nodiscard]] bool isLogarithmic() const { return m_isLog; }
    /// Round values inside the range, ascending; at most `most`, at least one.
    [[nodiscard]] std::vector<double> ticks(int most) const;

private:
    [[nodiscard]] double position(double value) const;

    bool m_isLog = false;
    double m_unit = 1; ///< ticks are round in this unit
    double m_low = 0, m_high = 1;
    double m_first = 0, m_last = 1;
};

/// What is drawn: plans of the front in its order, further ones, and the present plan.
struct FrontPicture {
    std::array<PlanQuantity, 2> objectives{PlanQuantity::StepTime, PlanQuantity::MemoryHeadroom};
    std::vector<SearchPoint> front{};
    std::vector<SearchPoint> others{};  ///< of the list of best plans, not on the front
    std::optional<SearchPoint> own;   ///< the present plan
    std::optional<std::uint64_t> nearest; ///< number of the plan that dominates it
    std::optional<std::uint64_t> picked;  ///< number of the plan that was clicked
    std::vector<PlanLimit> limits{};
    AcceleratorSpec accelerator{};    ///< for units

    [[nodiscard]] std::size_t size() const { return front.size() + others.size(); }
    /// Front first, then the others.
    [[nodiscard]] const SearchPoint& point(std::size_t index) const { return index < front.size() ? front[index] : others[index - front.size()]; }
};

class FrontPlot {
public:
    /// \param lineHeight of the painter's font, \param tickWidth of the widest text beside the vertical axis, both in pixels
    FrontPlot(const FrontPicture& picture, const QRectF& area, double lineHeight, double tickWidth);

    [[nodiscard]] QRectF panel() const { return m_panel; }
    [[nodiscard]] const PlotScale& scale(int axis) const { return axis == 0 ? m_x : m_y; }
    [[nodiscard]] QPointF at(const std::array<double, 2>& objective) const { return {m_x.at(objective[0]), m_y.at(objective[1])}; }
    /// The border of what some plan of the front reaches, as steps.
    [[nodiscard]] QPolygonF steps() const;
    /// The nearest point within reach of the pointer.
    [[nodiscard]] std::optional<std::size_t> pointAt(QPointF position) const;

private:
    const FrontPicture& m_picture;
    QRectF m_panel;
    PlotScale m_x, m_y;
};

} // namespace shardscape
