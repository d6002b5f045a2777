// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/memory_strip.h"

#include "evaluate/memory_over_time.h"
#include "shell/translate.h"
#include "views/common/number_text.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace shardscape {

MemoryStrip memoryStrip(const Timeline& timeline, int stage, const StageMemory& memory, Bytes capacity)
{
    MemoryStrip strip;
    strip.stage = stage;
    strip.capacityBytes = capacity.inBytes();
    strip.inFlight = memory.inFlightMicrobatches;
    MemoryOverTime overTime = memoryOverTime(timeline, stage, memory);
    strip.fixedBytes = overTime.fixedBytes;
    strip.activations = std::move(overTime.activations);
    return strip;
}

namespace {

QString say(const char* text) { return tr(text); }

/// The highest activation value in every pixel column.
std::vector<double> columnPeaks(const TimelineGeometry& geometry, const MemoryCurve& curve)
{
    const QRectF strip = geometry.strip();
    const auto columns = static_cast<std::size_t>(std::max(1.0, std::ceil(strip.width())));
    std::vector<double> peaks(columns);
    auto at = std::upper_bound(curve.time.begin(), curve.time.end(), geometry.begin) - curve.time.begin();
    at = std::max<std::ptrdiff_t>(0, at - 1);
    for (std::size_t x = 0; x < columns; ++x) {
        const double until = geometry.timeAt(strip.left() + static_cast<double>(x) + 1.0);
        double peak = curve.bytes[static_cast<std::size_t>(at)];
        while (static_cast<std::size_t>(at) + 1 < curve.time.size() && curve.time[static_cast<std::size_t>(at) + 1] < until)
            peak = std::max(peak, curve.bytes[static_cast<std::size_t>(++at)]);
        peaks[x] = peak;
    }
    return peaks;
}

QPolygonF areaOf(const QRectF& strip, const std::vector<double>& peaks, double fixedBytes, double top)
{
    const auto y = [&](double bytes) { return strip.bottom() - strip.height() * std::min(1.0, bytes / top); };
    QPolygonF polygon;
    polygon << QPointF(strip.left(), y(fixedBytes));
    for (std::size_t x = 0; x < peaks.size(); ++x) {
        const double left = strip.left() + static_cast<double>(x);
        polygon << QPointF(left, y(fixedBytes + peaks[x])) << QPointF(std::min(left + 1.0, strip.right()), y(fixedBytes + peaks[x]));
    }
    polygon << QPointF(strip.right(), y(fixedBytes));
    return polygon;
}

/// Text on a ground of its own, so that it stays legible over lines and areas.
void paintNote(QPainter& painter, const QRectF& place, const QString& text, const Tokens& tokens, const QColor& ink)
{
    QColor ground = tokens.surface;
    ground.setAlpha(215);
    painter.fillRect(place.adjusted(-3.0, 0.0, 3.0, 0.0), ground);
    painter.setPen(ink);
    painter.drawText(place, Qt::AlignCenter, text);
}

/// The peak with its moment and what makes it, as far as there is room.
QString peakText(const MemoryStrip& data, const QFontMetricsF& metrics, double room)
{
    const QString amount = memoryText(Bytes::fromBytes(data.peakBytes()));
    const QString moment = timeText(Seconds::fromSeconds(data.activations.peakTime));
    const QString brief = say("Peak %1").arg(amount);
    if (data.activations.peak <= 0.0 || data.inFlight <= 0.0)
        return brief;
    const QString timed = say("Peak %1 at %2").arg(amount, moment);
    const QString whole = say("Peak %1 at %2, %3 micro-batches in flight").arg(amount, moment, QLocale().toString(data.inFlight, 'g', 4));
    if (metrics.horizontalAdvance(whole) <= room)
        return whole;
    return metrics.horizontalAdvance(timed) <= room ? timed : brief;
}

void paintLines(QPainter& painter, const TimelineGeometry& geometry, const MemoryStrip& data, const Tokens& tokens, double top)
{
    const QRectF strip = geometry.strip();
    const auto y = [&](double bytes) { return strip.bottom() - strip.height() * std::min(1.0, bytes / top); };
    const QFontMetricsF metrics(painter.font());
    QRectF capacityNote;
    if (data.capacityBytes > 0.0) {
        const double line = y(data.capacityBytes);
        painter.setPen(QPen(tokens.capacity, 2.0, Qt::DashLine));
        painter.drawLine(QPointF(strip.left(), line), QPointF(strip.right(), line));
        const QString text = say("Capacity %1").arg(memoryText(Bytes::fromBytes(data.capacityBytes)));
        const double width = metrics.horizontalAdvance(text);
        capacityNote = {strip.right() - width - 8.0, std::max(strip.top(), line + 3.0), width, metrics.height()};
        paintNote(painter, capacityNote, text, tokens, tokens.capacity);
    }
    const double peakX = geometry.xOf(data.activations.peakTime);
    if (peakX < strip.left() || peakX > strip.right())
        return;
    const double peakY = y(data.peakBytes());
    painter.setPen(QPen(tokens.surface, 1.0));
    painter.setBrush(tokens.text);
    painter.drawPolygon(QPolygonF({{peakX, peakY}, {peakX - 5.0, peakY - 8.0}, {peakX + 5.0, peakY - 8.0}}));
    const double right = capacityNote.isEmpty() ? strip.right() : capacityNote.left() - 8.0;
    const QString text = peakText(data, metrics, std::max(right - peakX, peakX - strip.left()) - 10.0);
    const double width = metrics.horizontalAdvance(text);
    const double left = peakX + 10.0 + width > right ? peakX - 10.0 - width : peakX + 10.0;
    paintNote(painter, {std::max(strip.left() + 3.0, left), std::max(strip.top(), peakY - metrics.height() - 2.0), width, metrics.height()},
              text, tokens, tokens.text);
}

} // namespace

void paintMemoryStrip(QPainter& painter, const TimelineGeometry& geometry, const MemoryStrip& data, const Tokens& tokens)
{
    const QRectF strip = geometry.strip();
    if (strip.height() < 1.0 || data.activations.time.empty())
        return;
    const double top = std::max({data.peakBytes() * 1.25, data.capacityBytes * 1.08, 1.0});
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(strip, tokens.surfaceAlt);
    const double fixedHeight = strip.height() * std::min(1.0, data.fixedBytes / top);
    const QRectF fixedRect(strip.left(), strip.bottom() - fixedHeight, strip.width(), fixedHeight);
    painter.fillRect(fixedRect, tokens.memory[static_cast<std::size_t>(MemoryPart::Weights)]);
    const QColor activation = tokens.memory[static_cast<std::size_t>(MemoryPart::Activations)];
    painter.setPen(Qt::NoPen);
    painter.setBrush(activation);
    painter.drawPolygon(areaOf(strip, columnPeaks(geometry, data.activations), data.fixedBytes, top));
    const QFontMetricsF metrics(painter.font());
    if (fixedHeight >= metrics.height() + 2.0) {
        painter.setPen(textOn(tokens.memory[static_cast<std::size_t>(MemoryPart::Weights)]));
        painter.drawText(fixedRect.adjusted(6.0, 0.0, -6.0, -1.0), Qt::AlignLeft | Qt::AlignBottom,
                         say("Weights, optimizer and what else stays: %1").arg(memoryText(Bytes::fromBytes(data.fixedBytes))));
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintLines(painter, geometry, data, tokens, top);
    painter.setPen(tokens.textMuted);
    painter.drawText(QRectF(geometry.area.left(), strip.top(), geometry.labelWidth - 6.0, strip.height()),
                     Qt::AlignRight | Qt::AlignVCenter | Qt::TextWordWrap, say("Memory\nstage %1").arg(data.stage));
    painter.restore();
}

} // namespace shardscape
