// SPDX-License-Identifier: GPL-3.0-or-later
// A chart of a sweep as a value: items that can be pointed at, each with a place and words, a table twin, and painting for screen and
// paper. One kind of chart a file; the canvas, the report and tests see only this. Any thread; painting needs a QGuiApplication.
#pragma once

#include "shell/tokens.h"
#include "sweep/break_even.h"
#include "sweep/sensitivity.h"
#include "views/common/table_data.h"

#include <QFont>
#include <QLocale>
#include <QRectF>

#include <memory>
#include <optional>

class QPainter;

namespace shardscape {

class SweepChart {
public:
    SweepChart() = default;
    SweepChart(const SweepChart&) = delete;
    SweepChart& operator=(const SweepChart&) = delete;
    virtual ~SweepChart() = default;

    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual int count() const = 0;
    /// Where an item reacts to the pointer.
    [[nodiscard]] virtual QRectF itemRect(int item, const QRectF& area, const QFont& font) const = 0;
    /// What a screen reader and the tool tip say of an item.
    [[nodiscard]] virtual QString itemText(int item, const QLocale& locale) const = 0;
    /// The item that an arrow key leads to; `item` itself at an end.
    [[nodiscard]] virtual int neighbor(int item, int right, int down) const = 0;
    /// What choosing an item stands for: changes to the scenario, or the input to look at; empty = nothing.
    [[nodiscard]] virtual std::vector<SweepChange> changesOf(int item) const = 0;
    [[nodiscard]] virtual TableData table(const QLocale& locale) const = 0;
    virtual void paint(QPainter& painter, const QRectF& area, const Tokens& tokens, std::optional<int> item, const QLocale& locale) const = 0;

    [[nodiscard]] std::optional<int> itemAt(QPointF position, const QRectF& area, const QFont& font) const
    {
        for (int item = 0; item < count(); ++item)
            if (itemRect(item, area, font).contains(position))
                return item;
        return std::nullopt;
    }
};

/// What all charts need beside their numbers.
struct ChartWords {
    QString first;                      ///< name of the input on the x axis
    QString second;                     ///< of a grid's other input
    std::optional<SweepValue> now = {}; ///< present value of the first input
    std::optional<SweepValue> nowSecond = {};
    QString nameA = {}; ///< of a break-even's plans
    QString nameB = {};
};

/// A figure over one input: impossible points are crosses on the axis, points that do not fit are hollow.
[[nodiscard]] std::shared_ptr<const SweepChart> curveChart(Sweep sweep, Figure figure, ChartWords words);
/// Two plans over one input, with the values at which they change places.
[[nodiscard]] std::shared_ptr<const SweepChart> breakEvenChart(BreakEven result, ChartWords words);
/// Bars of what each assumption does, largest first; at most `rows`, the rest is counted.
[[nodiscard]] std::shared_ptr<const SweepChart> tornadoChart(Sensitivity sensitivity, int rows = 14);
/// A figure over two inputs as a table of colors and numbers.
[[nodiscard]] std::shared_ptr<const SweepChart> gridChart(Sweep sweep, Figure figure, ChartWords words);

} // namespace shardscape
