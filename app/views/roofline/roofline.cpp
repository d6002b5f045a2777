// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/roofline/roofline.h"

#include "shell/translate.h"
#include "units/format.h"
#include "views/common/number_text.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace shardscape {

namespace {

constexpr double smallestRadius = 3.5;
constexpr double largestRadius = 13.0;

QString passName(const std::string& pass)
{
    if (pass == "forward")
        return tr("forward");
    if (pass == "input_gradient")
        return tr("input gradient");
    if (pass == "weight_gradient")
        return tr("weight gradient");
    return QString::fromStdString(pass);
}

RooflinePoint pointOf(const OpPoint& op, double bytesPerSecond, double all)
{
    RooflinePoint point{.name = tr("%1, %2").arg(QString::fromStdString(op.name).replace(QLatin1Char('_'), QLatin1Char(' ')), passName(op.pass)),
                        .kind = op.kind,
                        .pass = op.pass,
                        .calls = op.calls,
                        .time = op.time,
                        .share = all > 0 ? op.calls * op.time.inSeconds() / all : 0.0,
                        .derivation = QString::fromStdString(op.derivation)};
    const double seconds = op.time.inSeconds();
    if (op.flops > 0 && op.bytes > 0) {
        point.intensity = op.flops / op.bytes;
        point.rate = op.flops / seconds;
        point.roof = std::min(op.peakFlops, point.intensity * bytesPerSecond);
    } else {
        point.rate = op.bytes / seconds;
        point.roof = bytesPerSecond;
    }
    return point;
}

std::vector<double> powersOfTen(double from, double to)
{
    std::vector<double> ticks;
    for (int power = static_cast<int>(std::ceil(from - 1e-9)); power <= to + 1e-9; ++power)
        ticks.push_back(std::pow(10.0, power));
    return ticks;
}

} // namespace

Roofline rooflineOf(const Evaluation& evaluation)
{
    Roofline roofline;
    if (evaluation.inputs == nullptr || evaluation.ops.empty())
        return roofline;
    roofline.bytesPerSecond = evaluation.inputs->cluster.accelerator.memoryBandwidth.inBytesPerSecond();
    double all = 0;
    for (const OpPoint& op : evaluation.ops)
        all += op.calls * op.time.inSeconds();
    for (const OpPoint& op : evaluation.ops) {
        if (op.time.inSeconds() <= 0 || op.flops + op.bytes <= 0)
            continue;
        roofline.points.push_back(pointOf(op, roofline.bytesPerSecond, all));
        if (op.flops > 0 && std::find(roofline.peaks.begin(), roofline.peaks.end(), op.peakFlops) == roofline.peaks.end())
            roofline.peaks.push_back(op.peakFlops);
    }
    std::sort(roofline.peaks.begin(), roofline.peaks.end(), std::greater<>{});
    std::stable_sort(roofline.points.begin(), roofline.points.end(),
                     [](const RooflinePoint& a, const RooflinePoint& b) { return a.share > b.share; });
    return roofline;
}

RooflineGeometry::RooflineGeometry(const Roofline& roofline, const QRectF& area, double lineHeight, double digitWidth)
{
    const bool hasColumn = std::any_of(roofline.points.begin(), roofline.points.end(), [](const RooflinePoint& p) { return p.movesOnly(); });
    const double left = 11.0 * digitWidth;
    const double column = hasColumn ? std::max(9.0 * digitWidth, 2.0 * largestRadius + 8.0) : 0.0;
    constexpr double legendDigits = 20.0;
    const bool hasLegend = area.width() > 3.0 * legendDigits * digitWidth;
    m_plot = area.adjusted(left + (hasColumn ? column + 8.0 : 0.0), 0.6 * lineHeight,
                           hasLegend ? -legendDigits * digitWidth : -1.5 * digitWidth, -2.6 * lineHeight);
    if (hasLegend)
        m_legend = QRectF(m_plot.right() + digitWidth, m_plot.top(), (legendDigits - 1.0) * digitWidth, area.bottom() - m_plot.top());
    if (hasColumn)
        m_column = QRectF(area.left() + left, m_plot.top(), column, m_plot.height());
    const double peak = roofline.peaks.empty() ? 1e12 : roofline.peaks.front();
    double lowX = std::log10(std::max(roofline.ridge(), 1.0)) - 1.0;
    double highX = std::log10(std::max(roofline.ridge(), 1.0)) + 1.0;
    double lowY = std::log10(peak) - 2.0;
    for (const RooflinePoint& point : roofline.points) {
        if (point.movesOnly())
            continue;
        lowX = std::min(lowX, std::log10(point.intensity) - 0.2);
        highX = std::max(highX, std::log10(point.intensity) + 0.2);
        lowY = std::min(lowY, std::log10(std::max(point.rate, 1.0)) - 0.3);
    }
    m_fromX = lowX;
    m_toX = highX;
    m_fromY = lowY;
    m_toY = std::log10(peak) + 0.25;
    for (const RooflinePoint& point : roofline.points) {
        m_positions.push_back(position(point));
        m_radii.push_back(radius(point));
    }
}

double RooflineGeometry::x(double intensity) const
{
    return m_plot.left() + (std::log10(std::max(intensity, 1e-12)) - m_fromX) / (m_toX - m_fromX) * m_plot.width();
}

double RooflineGeometry::y(double rate) const
{
    return m_plot.bottom() - (std::log10(std::max(rate, 1e-12)) - m_fromY) / (m_toY - m_fromY) * m_plot.height();
}

QPointF RooflineGeometry::position(const RooflinePoint& point) const
{
    if (!point.movesOnly())
        return {x(point.intensity), std::clamp(y(point.rate), m_plot.top(), m_plot.bottom())};
    // The column is linear: its top is the whole memory bandwidth.
    return {m_column.center().x(), m_column.bottom() - std::clamp(point.achieved(), 0.0, 1.0) * m_column.height()};
}

double RooflineGeometry::radius(const RooflinePoint& point) const
{
    return smallestRadius + (largestRadius - smallestRadius) * std::sqrt(std::clamp(point.share, 0.0, 1.0));
}

std::optional<int> RooflineGeometry::pointAt(QPointF at) const
{
    std::optional<int> best;
    double nearest = 1e300;
    for (std::size_t i = 0; i < m_positions.size(); ++i) {
        const double distance = std::hypot(at.x() - m_positions[i].x(), at.y() - m_positions[i].y());
        if (distance <= m_radii[i] + 3.0 && distance < nearest) {
            nearest = distance;
            best = static_cast<int>(i);
        }
    }
    return best;
}

std::vector<double> RooflineGeometry::intensityTicks() const { return powersOfTen(m_fromX, m_toX); }
std::vector<double> RooflineGeometry::rateTicks() const { return powersOfTen(m_fromY, m_toY); }

QString describe(const RooflinePoint& point, const QLocale& locale)
{
    const QString share = percentText(point.share, locale);
    if (point.movesOnly())
        return tr("%1: %2, %3 of the memory bandwidth, %4 of the stage's computing time")
            .arg(point.name, rateText(BytesPerSecond::fromBytesPerSecond(point.rate), locale), percentText(point.achieved(), locale), share);
    return tr("%1: %2 at %3 FLOP per byte, %4 of the roof, %5 of the stage's computing time")
        .arg(point.name, QString::fromStdString(formatWorkRate(FlopsPerSecond::fromFlopsPerSecond(point.rate))),
             threeDigits(point.intensity, locale), percentText(point.achieved(), locale), share);
}

TableData rooflineTable(const Roofline& roofline, const QLocale& locale)
{
    TableData table;
    table.title = tr("Roofline");
    table.header = {tr("Operation"), tr("Kind"), tr("FLOP per byte"), tr("Achieved"), tr("Roof"), tr("Of the roof %"), tr("Time of a call"),
                    tr("Calls"),     tr("Share %")};
    table.textColumns = 2;
    for (const RooflinePoint& p : roofline.points) {
        const auto rate = [&](double value) {
            return p.movesOnly() ? rateText(BytesPerSecond::fromBytesPerSecond(value), locale)
                                 : QString::fromStdString(formatWorkRate(FlopsPerSecond::fromFlopsPerSecond(value)));
        };
        table.rows.push_back({p.name, QString::fromStdString(p.kind), p.movesOnly() ? QStringLiteral("–") : threeDigits(p.intensity, locale),
                              rate(p.rate), rate(p.roof), locale.toString(100.0 * p.achieved(), 'f', 1), timeText(p.time, locale),
                              threeDigits(p.calls, locale), locale.toString(100.0 * p.share, 'f', 1)});
    }
    std::vector<QString> figures;
    for (const RooflinePoint& p : roofline.points)
        figures.push_back(p.derivation);
    table.figureOf = [figures](int row, int column) { return column < 2 ? QString() : figures.at(static_cast<std::size_t>(row)); };
    return table;
}

} // namespace shardscape
