// SPDX-License-Identifier: GPL-3.0-or-later
// The operations of a step under the roofs of their accelerator: arithmetic intensity against achieved rate, both logarithmic. Values and
// geometry without a window; used by the canvas, the painter and tests. Any thread.
#pragma once

#include "evaluate/evaluation.h"
#include "views/common/table_data.h"

#include <QLocale>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

namespace shardscape {

/// One operation in one pass.
struct RooflinePoint {
    QString name;         ///< "mlp_up, forward"
    std::string kind;     ///< as OpPoint::kind
    std::string pass;     ///< as OpPoint::pass
    double intensity = 0; ///< FLOP per byte; 0 where nothing is computed
    double rate = 0;      ///< FLOP/s; of an operation that only moves bytes, bytes/s
    double roof = 0;      ///< what the sheet allows at this intensity, in the rate's unit
    double calls = 0;
    Seconds time;         ///< of one call
    double share = 0;     ///< of the time of all operations of the stage
    QString derivation;

    [[nodiscard]] bool movesOnly() const { return intensity <= 0; }
    [[nodiscard]] double achieved() const { return roof > 0 ? rate / roof : 0.0; }
};

struct Roofline {
    double bytesPerSecond = 0;         ///< of the memory, data sheet
    std::vector<double> peaks;         ///< FLOP/s of the number formats in use, highest first
    std::vector<RooflinePoint> points; ///< most time first
    [[nodiscard]] double ridge() const { return peaks.empty() || bytesPerSecond <= 0 ? 0.0 : peaks.front() / bytesPerSecond; }
};

/// Empty where the evaluation lists no operations.
[[nodiscard]] Roofline rooflineOf(const Evaluation& evaluation);

/// Maps intensity and rate to the plot. Operations that only move bytes stand in a column of their own left of the axis, at the height of
/// their share of the memory bandwidth under the column's roof.
class RooflineGeometry {
public:
    RooflineGeometry() = default;
    /// \param lineHeight of a line of text, \param digitWidth of a digit: they decide the margins
    RooflineGeometry(const Roofline& roofline, const QRectF& area, double lineHeight, double digitWidth);

    [[nodiscard]] QRectF plot() const { return m_plot; }
    [[nodiscard]] QRectF column() const { return m_column; } ///< of operations without arithmetic; empty where there are none
    [[nodiscard]] QRectF legend() const { return m_legend; } ///< right of the plot; empty where there is no room for one
    [[nodiscard]] double x(double intensity) const;
    [[nodiscard]] double y(double rate) const;
    [[nodiscard]] QPointF position(const RooflinePoint& point) const;
    [[nodiscard]] double radius(const RooflinePoint& point) const;
    [[nodiscard]] std::optional<int> pointAt(QPointF position) const;
    /// Powers of ten inside the axes.
    [[nodiscard]] std::vector<double> intensityTicks() const;
    [[nodiscard]] std::vector<double> rateTicks() const;

private:
    QRectF m_plot;
    QRectF m_column;
    QRectF m_legend;
    double m_fromX = 0, m_toX = 1, m_fromY = 0, m_toY = 1; ///< decimal logarithms
    std::vector<QPointF> m_positions;
    std::vector<double> m_radii;
};

/// "mlp_up, forward: 612 TFLOP/s at 890 FLOP/byte, 62 % of the roof, 14 % of the time"
[[nodiscard]] QString describe(const RooflinePoint& point, const QLocale& locale = QLocale());

[[nodiscard]] TableData rooflineTable(const Roofline& roofline, const QLocale& locale = QLocale());

} // namespace shardscape
