// SPDX-License-Identifier: GPL-3.0-or-later
// The throughput-latency curve as a plot: where points lie, what they are called, and the table twin. Values; any thread.
#pragma once

#include "evaluate/evaluation.h"
#include "views/common/table_data.h"

#include <QLocale>
#include <QPointF>
#include <QRectF>

#include <optional>

namespace shardscape {

/// Two panels over one logarithmic axis of concurrency: throughput per GPU (linear from 0) above TTFT and TPOT (logarithmic).
class CurvePlot {
public:
    /// \param lineHeight of the painter's font, logical pixels
    CurvePlot(const ThroughputLatency& curve, const QRectF& area, double lineHeight);

    [[nodiscard]] QRectF throughputPanel() const { return m_upper; }
    [[nodiscard]] QRectF latencyPanel() const { return m_lower; }
    [[nodiscard]] double x(int concurrency) const;
    [[nodiscard]] double throughputY(double tokensPerSecondPerGpu) const;
    [[nodiscard]] double latencyY(Seconds latency) const;
    [[nodiscard]] double mostThroughput() const { return m_most; }
    /// Powers of ten, in seconds, that the latency axis names.
    [[nodiscard]] std::vector<double> latencyTicks() const;
    /// Index of the point whose column is nearest to a position inside the panels.
    [[nodiscard]] std::optional<int> pointAt(QPointF position) const;

private:
    const ThroughputLatency& m_curve;
    QRectF m_upper, m_lower;
    double m_most = 1;
    double m_fastest = 1e-3, m_slowest = 1; ///< seconds, powers of ten
};

/// "memory: the largest concurrency whose KV cache fits" and the like; empty for an ordinary point.
[[nodiscard]] QString curveMark(const ThroughputLatency& curve, int index);
[[nodiscard]] QString curvePointText(const ThroughputLatency& curve, int index, const QLocale& locale = QLocale());
[[nodiscard]] TableData curveTable(const ThroughputLatency& curve, const QLocale& locale = QLocale());

} // namespace shardscape
