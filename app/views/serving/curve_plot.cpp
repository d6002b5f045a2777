// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/serving/curve_plot.h"

#include "evaluate/explanations.h"

#include "shell/translate.h"
#include "views/common/number_text.h"

#include <algorithm>
#include <cmath>

#include <array>

namespace shardscape {

namespace {

QString translated(const char* text) { return tr(text); }

QString limitName(ServingLimit limit)
{
    switch (limit) {
    case ServingLimit::Latency: return translated("latency and weights");
    case ServingLimit::Compute: return translated("matrix products");
    case ServingLimit::Memory: return translated("full KV cache");
    }
    return {};
}

} // namespace

CurvePlot::CurvePlot(const ThroughputLatency& curve, const QRectF& area, double lineHeight) : m_curve(curve)
{
    const double left = 4.6 * lineHeight; // room for "100 ms" and "12.3k"
    const double axis = 2.4 * lineHeight;
    const double gap = 1.6 * lineHeight;
    const QRectF inner = area.adjusted(left, 1.6 * lineHeight, -1.2 * lineHeight, -axis);
    const double half = std::max(1.0, (inner.height() - gap) / 2.0);
    m_upper = QRectF(inner.left(), inner.top(), std::max(1.0, inner.width()), half);
    m_lower = QRectF(inner.left(), m_upper.bottom() + gap, m_upper.width(), half);
    double fastest = 1e300;
    double slowest = 0.0;
    for (const ConcurrencyPoint& point : curve.points) {
        m_most = std::max(m_most, point.outputTokensPerSecondPerGpu);
        fastest = std::min({fastest, point.ttft.inSeconds(), point.tpot.inSeconds()});
        slowest = std::max({slowest, point.ttft.inSeconds(), point.tpot.inSeconds()});
    }
    if (slowest > 0.0) {
        m_fastest = std::pow(10.0, std::floor(std::log10(std::max(fastest, 1e-9))));
        m_slowest = std::max(10.0 * m_fastest, std::pow(10.0, std::ceil(std::log10(slowest))));
    }
}

double CurvePlot::x(int concurrency) const
{
    if (m_curve.points.empty())
        return m_upper.left();
    const double last = std::log2(std::max(2, m_curve.points.back().concurrency));
    return m_upper.left() + m_upper.width() * std::log2(std::max(1, concurrency)) / last;
}

double CurvePlot::throughputY(double rate) const { return m_upper.bottom() - m_upper.height() * rate / m_most; }

double CurvePlot::latencyY(Seconds latency) const
{
    const double share = std::log10(std::max(latency.inSeconds(), 1e-12) / m_fastest) / std::log10(m_slowest / m_fastest);
    return m_lower.bottom() - m_lower.height() * share;
}

std::vector<double> CurvePlot::latencyTicks() const
{
    std::vector<double> ticks;
    for (double tick = m_fastest; tick <= m_slowest * 1.0001; tick *= 10.0)
        ticks.push_back(tick);
    return ticks;
}

std::optional<int> CurvePlot::pointAt(QPointF position) const
{
    const QRectF reach = m_upper.united(m_lower).adjusted(-8, -8, 8, 8);
    if (m_curve.points.empty() || !reach.contains(position))
        return std::nullopt;
    const auto distance = [&](const ConcurrencyPoint& point) { return std::abs(x(point.concurrency) - position.x()); };
    const auto nearest = std::min_element(m_curve.points.begin(), m_curve.points.end(),
                                          [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
    return static_cast<int>(nearest - m_curve.points.begin());
}

QString curveMark(const ThroughputLatency& curve, int index)
{
    QStringList marks;
    if (index == curve.chosen)
        marks << translated("this scenario");
    if (index == curve.memoryLimited)
        marks << translated("most requests whose KV cache fits");
    if (index == curve.computeLimited)
        marks << translated("from here on matrix products bound the step");
    return marks.join(QStringLiteral(", "));
}

QString curvePointText(const ThroughputLatency& curve, int index, const QLocale& locale)
{
    const ConcurrencyPoint& point = curve.points[static_cast<std::size_t>(index)];
    QString text =
        translated("Concurrency %1: %2 output tokens/s per GPU, %3 per user; first token after %4, then one every %5; bound by %6")
            .arg(locale.toString(point.concurrency), countText(point.outputTokensPerSecondPerGpu, locale),
                 countText(point.outputTokensPerSecondPerUser, locale), timeText(point.ttft, locale), timeText(point.tpot, locale),
                 limitName(point.limit));
    const QString mark = curveMark(curve, index);
    return mark.isEmpty() ? text : text + QStringLiteral(" – ") + mark;
}

TableData curveTable(const ThroughputLatency& curve, const QLocale& locale)
{
    TableData table;
    table.title = translated("Throughput and latency over concurrency");
    table.header = {translated("Bound by"),    translated("Mark"),     translated("Concurrency"),      translated("TTFT ms"),
                    translated("TPOT ms"),     translated("Tokens/s"), translated("Tokens/s per GPU"), translated("Tokens/s per user"),
                    translated("All-reduce %")};
    table.textColumns = 2;
    for (std::size_t i = 0; i < curve.points.size(); ++i) {
        const ConcurrencyPoint& point = curve.points[i];
        table.rows.push_back(
            {limitName(point.limit), curveMark(curve, static_cast<int>(i)), locale.toString(point.concurrency),
             locale.toString(point.ttft.inMilliseconds(), 'f', 1), locale.toString(point.tpot.inMilliseconds(), 'f', 2),
             locale.toString(point.outputTokensPerSecond, 'f', 0), locale.toString(point.outputTokensPerSecondPerGpu, 'f', 1),
             locale.toString(point.outputTokensPerSecondPerUser, 'f', 1), locale.toString(100.0 * point.allReduceShare, 'f', 1)});
    }
    std::vector<int> concurrency;
    for (const ConcurrencyPoint& point : curve.points)
        concurrency.push_back(point.concurrency);
    table.figureOf = [concurrency](int row, int column) {
        constexpr std::array figures{"inference/ttft", "inference/tpot",           "inference/throughput", "inference/throughput_per_gpu",
                                     "inference/tpot", "inference/tpot/tp_exposed"};
        constexpr int firstFigure = 3;
        if (column < firstFigure)
            return QString();
        return QString::fromStdString(
            figureAt(concurrency.at(static_cast<std::size_t>(row)), figures.at(static_cast<std::size_t>(column - firstFigure))));
    };
    return table;
}

} // namespace shardscape
