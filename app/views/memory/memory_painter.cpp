// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/memory/memory_painter.h"

#include "views/common/fitting_text.h"
#include "views/common/hatch.h"
#include "views/common/number_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

/// The pattern that tells a part from its neighbors without color.
Hatch hatchOf(MemoryPart part)
{
    constexpr std::array<Hatch, memoryPartCount> hatches{Hatch::None,     Hatch::Rising, Hatch::Falling, Hatch::Horizontal,
                                                         Hatch::Vertical, Hatch::Dots,   Hatch::Cross};
    return hatches[static_cast<std::size_t>(part)];
}

QColor faded(const QColor& color, const QColor& ground, double keep)
{
    const auto mix = [keep](float a, float b) { return static_cast<float>(keep * a + (1.0 - keep) * b); };
    return QColor::fromRgbF(mix(color.redF(), ground.redF()), mix(color.greenF(), ground.greenF()), mix(color.blueF(), ground.blueF()));
}

constexpr double swatchGap = 5.0;  ///< between a legend's swatch and its text
constexpr double legendGap = 14.0; ///< between two entries of the legend
constexpr double rowGap = 3.0;

QString legendText(MemoryPart part) { return QStringLiteral("%1 %2").arg(memoryPartLetter(part)).arg(memoryPartName(part)); }

bool isUsed(const MemoryBars& bars, MemoryPart part)
{
    return std::any_of(bars.stages.begin(), bars.stages.end(), [part](const StageMemory& stage) { return stage[part] > Bytes{}; });
}

/// Lines of text below the bars: their names, and totals and headroom where bars are wide enough for usual figures.
int labelLines(double pitch, const QFontMetricsF& metrics)
{
    if (pitch < metrics.horizontalAdvance(QStringLiteral("00.0 GiB")) + 4)
        return 1;
    return pitch < metrics.horizontalAdvance(QStringLiteral("00.0 GiB (00.0 %)")) + 4 ? 2 : 3;
}

class BarsPainter {
public:
    BarsPainter(QPainter& painter, const QRectF& area, const MemoryPicture& picture)
        : m_painter(painter), m_picture(picture), m_bars(picture.bars), m_tokens(picture.tokens), m_area(area), m_metrics(painter.font()),
          m_geometry(memoryPlotRect(area, painter.font(), picture.bars), picture.bars.count(), picture.scaleTop)
    {
    }

    void paint()
    {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        paintScale();
        if (m_geometry.isStrip())
            paintStrip();
        else
            for (int column = 0; column < m_geometry.columns(); ++column)
                paintBar(column);
        if (m_picture.baseline != nullptr && m_picture.baseline->count() > 0)
            paintBaseline(*m_picture.baseline);
        paintCapacity();
        paintLegend();
        m_painter.restore();
    }

private:
    void paintScale()
    {
        const double topGib = m_picture.scaleTop.inGiB();
        double step = std::pow(10.0, std::floor(std::log10(topGib / 2.0)));
        const double fits = std::max(2.0, m_geometry.plot().height() / (2.2 * m_metrics.height()));
        for (const double factor : {1.0, 2.0, 5.0, 10.0, 20.0})
            if (topGib / (step * factor) <= fits) {
                step *= factor;
                break;
            }
        const QRectF& plot = m_geometry.plot();
        for (int i = 0; i * step <= topGib * 1.0001; ++i) {
            const double y = m_geometry.yOf(Bytes::fromGiB(i * step));
            m_painter.setPen(QPen(m_tokens.line, 1));
            m_painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
            m_painter.setPen(m_tokens.textMuted);
            m_painter.drawText(QRectF(m_area.left(), y - m_metrics.height() / 2, plot.left() - m_area.left() - 6, m_metrics.height()),
                               Qt::AlignRight | Qt::AlignVCenter, m_picture.locale.toString(i * step, 'g', 4));
        }
        m_painter.setPen(m_tokens.textMuted);
        m_painter.drawText(QRectF(m_area.left(), m_area.top(), plot.left() - m_area.left() - 6, m_metrics.height()),
                           Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("GiB"));
    }

    QColor fillOf(MemoryPart part, int stage) const
    {
        const QColor color = m_tokens.memory[static_cast<std::size_t>(part)];
        const bool other = (m_picture.stage && *m_picture.stage != stage) || (m_picture.part && *m_picture.part != part);
        return other ? faded(color, m_tokens.surface, 0.4) : color;
    }

    void paintBar(int column)
    {
        const int index = m_geometry.barsOf(column).first;
        const StageMemory& memory = m_bars.bar(index);
        const QRectF slot = m_geometry.columnRect(column);
        for (const auto& entry : EnumNames<MemoryPart>::table) {
            const QRectF rect = partRect(m_geometry, memory, entry.value, column);
            if (rect.height() <= 0)
                continue;
            const QColor fill = fillOf(entry.value, m_bars.stageOf(index));
            const QColor ink = textOn(fill);
            m_painter.fillRect(rect, fill);
            if (slot.width() >= 12)
                drawHatch(m_painter, rect, hatchOf(entry.value), faded(ink, fill, 0.35), 7.0);
            paintPartText(rect, entry.value, memory, fill);
        }
        paintOver(memory, column, m_bars.capacityOf(index));
        if (m_picture.bar == index) {
            m_painter.setPen(QPen(m_tokens.accent, 2));
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRect(QRectF(slot.left() - 2, m_geometry.yOf(memory.total()) - 2, slot.width() + 4,
                                      slot.bottom() - m_geometry.yOf(memory.total()) + 4));
        }
        paintLabels(index, memory, slot);
    }

    void paintPartText(const QRectF& rect, MemoryPart part, const StageMemory& memory, const QColor& fill)
    {
        if (rect.height() < m_metrics.height())
            return;
        QString text = threeDigits(memory[part].inGiB(), m_picture.locale);
        const QString named = QStringLiteral("%1 %2").arg(memoryPartLetter(part)).arg(text);
        if (m_metrics.horizontalAdvance(named) + 8 <= rect.width())
            text = named;
        else if (m_metrics.horizontalAdvance(text) + 8 > rect.width())
            text = memoryPartLetter(part);
        const double width = m_metrics.horizontalAdvance(text) + 6;
        if (width > rect.width())
            return;
        // A plate keeps the text readable over the pattern.
        m_painter.fillRect(QRectF(rect.center().x() - width / 2, rect.center().y() - m_metrics.height() / 2, width, m_metrics.height()),
                           fill);
        m_painter.setPen(textOn(fill));
        m_painter.drawText(rect, Qt::AlignCenter, text);
    }

    /// The piece above capacity is hatched in the color of errors, whatever part it belongs to.
    void paintOver(const StageMemory& memory, int column, Bytes capacity)
    {
        if (memory.total() <= capacity)
            return;
        const QRectF slot = m_geometry.columnRect(column);
        const double top = std::max(m_geometry.yOf(memory.total()), slot.top());
        const QRectF over(slot.left(), top, slot.width(), m_geometry.yOf(capacity) - top);
        m_painter.fillRect(over, m_tokens.surface);
        drawHatch(m_painter, over, Hatch::Rising, m_tokens.bad, 7.0);
        const QString text = QStringLiteral("+%1").arg(threeDigits((memory.total() - capacity).inGiB(), m_picture.locale));
        if (over.height() > 1.3 * m_metrics.height() && over.width() > m_metrics.horizontalAdvance(text) + 8) {
            const QRectF plate(over.center().x() - m_metrics.horizontalAdvance(text) / 2 - 3, over.center().y() - m_metrics.height() / 2,
                               m_metrics.horizontalAdvance(text) + 6, m_metrics.height());
            m_painter.fillRect(plate, m_tokens.surface);
            m_painter.setPen(m_tokens.bad);
            m_painter.drawText(over, Qt::AlignCenter, text);
        }
        m_painter.setPen(QPen(m_tokens.bad, 2));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(over);
    }

    void paintLabels(int index, const StageMemory& memory, const QRectF& slot)
    {
        const double pitch = m_geometry.plot().width() / m_geometry.columns();
        const QRectF below(slot.center().x() - pitch / 2, m_geometry.plot().bottom() + 2, pitch, m_metrics.height());
        const int every =
            std::max(1, static_cast<int>(std::ceil((m_metrics.horizontalAdvance(QString::number(m_bars.count())) + 6) / pitch)));
        if (index % every == 0) {
            const QString shortName = QString::number(index);
            const QString longName = (m_bars.perRank ? QCoreApplication::translate("MemoryBars", "rank %1")
                                                     : QCoreApplication::translate("MemoryBars", "stage %1"))
                                         .arg(index);
            m_painter.setPen(m_tokens.text);
            m_painter.drawText(below.adjusted(-pitch, 0, pitch, 0), Qt::AlignCenter,
                               m_metrics.horizontalAdvance(longName) + 4 <= pitch ? longName : shortName);
        }
        const bool over = memory.total() > m_bars.capacityOf(index);
        const QString total = memoryText(memory.total(), m_picture.locale);
        const QString long2 = headroomText(memory.total(), m_bars.capacityOf(index), m_picture.locale);
        const QRectF room = below.translated(0, m_metrics.height());
        m_painter.setPen(over ? m_tokens.bad : m_tokens.textMuted);
        const int lines = labelLines(pitch, m_metrics);
        if (lines > 1 && m_metrics.horizontalAdvance(total) + 4 <= pitch)
            m_painter.drawText(room, Qt::AlignCenter, total);
        if (lines > 2 && m_metrics.horizontalAdvance(long2) + 4 <= pitch)
            m_painter.drawText(room.translated(0, m_metrics.height()), Qt::AlignCenter, long2);
    }

    void paintStrip()
    {
        for (int column = 0; column < m_geometry.columns(); ++column) {
            const auto [first, last] = m_geometry.barsOf(column);
            const int index = m_bars.fullest(first, last);
            const StageMemory& memory = m_bars.bar(index);
            for (const auto& entry : EnumNames<MemoryPart>::table) {
                const QRectF rect = partRect(m_geometry, memory, entry.value, column);
                if (rect.height() > 0)
                    m_painter.fillRect(rect, fillOf(entry.value, m_bars.stageOf(index)));
            }
            if (memory.total() > m_bars.capacityOf(index))
                paintOverColumn(memory, column, m_bars.capacityOf(index));
        }
        const QRectF below(m_geometry.plot().left(), m_geometry.plot().bottom() + 2, m_geometry.plot().width(), m_metrics.height());
        const int each = static_cast<int>(std::ceil(static_cast<double>(m_bars.count()) / m_geometry.columns()));
        m_painter.setPen(m_tokens.text);
        m_painter.drawText(below, Qt::AlignLeft, QStringLiteral("0"));
        m_painter.drawText(below, Qt::AlignRight, QString::number(m_bars.count() - 1));
        const QString what =
            m_bars.perRank ? QCoreApplication::translate("MemoryBars", "ranks") : QCoreApplication::translate("MemoryBars", "stages");
        m_painter.setPen(m_tokens.textMuted);
        m_painter.drawText(below, Qt::AlignCenter, what);
        if (each > 1)
            m_painter.drawText(below.translated(0, m_metrics.height()), Qt::AlignCenter,
                               QCoreApplication::translate("MemoryBars", "each column shows the fullest of %1 ranks").arg(each));
    }

    void paintOverColumn(const StageMemory& memory, int column, Bytes capacity)
    {
        const QRectF slot = m_geometry.columnRect(column);
        const double top = std::max(m_geometry.yOf(memory.total()), slot.top());
        const double bottom = m_geometry.yOf(capacity);
        m_painter.fillRect(QRectF(slot.left(), top, slot.width(), std::min(3.0, bottom - top)), m_tokens.bad);
        for (double y = top + (column % 4); y < bottom; y += 4)
            m_painter.fillRect(QRectF(slot.left(), y, slot.width(), 1), m_tokens.bad);
    }

    /// Outlines of the pinned plan's bars over the present ones; in a strip only their tops.
    void paintBaseline(const MemoryBars& baseline)
    {
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_tokens.text, 1.6));
        for (int column = 0; column < m_geometry.columns(); ++column) {
            const auto [first, last] = m_geometry.barsOf(column);
            const int counterpart = m_bars.counterpart(first, baseline);
            const int end = std::max(counterpart + 1, m_bars.counterpart(last - 1, baseline) + 1);
            const Bytes total = baseline.bar(baseline.fullest(counterpart, end)).total();
            const QRectF slot = m_geometry.columnRect(column);
            const double top = std::max(m_geometry.yOf(total), slot.top());
            if (m_geometry.isStrip())
                m_painter.drawLine(QPointF(slot.left(), top), QPointF(slot.right(), top));
            else
                m_painter.drawRect(QRectF(QPointF(slot.left() - 2, top), QPointF(slot.right() + 2, slot.bottom())));
        }
    }

    void paintCapacity()
    {
        const double y = m_geometry.yOf(m_bars.capacity);
        const QRectF& plot = m_geometry.plot();
        m_painter.setPen(QPen(m_tokens.capacity, 2, Qt::DashLine));
        if (m_bars.capacityByStage.empty()) {
            m_painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        } else {
            for (int column = 0; column < m_geometry.columns(); ++column) { // a step wherever the GPUs differ
                const QRectF slot = m_geometry.columnRect(column);
                const double own = m_geometry.yOf(m_bars.capacityOf(m_geometry.barsOf(column).first));
                m_painter.drawLine(QPointF(slot.left(), own), QPointF(slot.right(), own));
            }
        }
        const QString capacity = memoryText(m_bars.capacity, m_picture.locale);
        const QString room = headroomText(m_bars.peak(), m_bars.capacity, m_picture.locale);
        const QStringList wordings{QCoreApplication::translate("MemoryBars", "capacity %1, worst GPU: %2").arg(capacity, room),
                                   QCoreApplication::translate("MemoryBars", "of %1, worst: %2").arg(capacity, room), room};
        m_painter.setPen(m_bars.peak() > m_bars.capacity ? m_tokens.bad : m_tokens.text);
        m_painter.drawText(QRectF(plot.left(), m_area.top(), plot.width(), m_metrics.height()), Qt::AlignRight | Qt::AlignVCenter,
                           fittingText(m_metrics, wordings, plot.width()));
    }

    void paintLegend()
    {
        const double box = m_metrics.ascent();
        for (const LegendEntry& entry : memoryLegend(m_area, m_painter.font(), m_bars)) {
            const QColor fill = m_tokens.memory[static_cast<std::size_t>(entry.part)];
            const QRectF swatch(entry.rect.left(), entry.rect.top() + (entry.rect.height() - box) / 2, box, box);
            m_painter.fillRect(swatch, fill);
            drawHatch(m_painter, swatch, hatchOf(entry.part), faded(textOn(fill), fill, 0.35), 5.0);
            m_painter.setPen(m_tokens.text);
            m_painter.drawText(entry.rect.adjusted(box + swatchGap, 0, legendGap, 0), Qt::AlignLeft | Qt::AlignVCenter,
                               legendText(entry.part));
        }
    }

    QPainter& m_painter;
    const MemoryPicture& m_picture;
    const MemoryBars& m_bars;
    const Tokens& m_tokens;
    QRectF m_area;
    QFontMetricsF m_metrics;
    MemoryBarsGeometry m_geometry;
};

} // namespace

QRectF memoryPlotRect(const QRectF& area, const QFont& font, const MemoryBars& bars)
{
    const QFontMetricsF metrics(font);
    const double line = metrics.height();
    const double left = metrics.horizontalAdvance(QStringLiteral("00000")) + 10;
    const double width = std::max(1.0, area.width() - left - 8);
    const bool isStrip = bars.count() > 0 && MemoryBarsGeometry({0, 0, width, 1}, bars.count(), Bytes::fromGiB(1)).isStrip();
    const int lines = isStrip ? 2 : labelLines(width / std::max(1, bars.count()), metrics);
    const std::vector<LegendEntry> legend = memoryLegend(area, font, bars);
    const double legendTop = legend.empty() ? area.bottom() : legend.front().rect.top();
    const double below = lines * line + 6 + area.bottom() - legendTop;
    return {area.left() + left, area.top() + 2 * line, width, std::max(1.0, area.height() - 2 * line - below)};
}

std::vector<LegendEntry> memoryLegend(const QRectF& area, const QFont& font, const MemoryBars& bars)
{
    const QFontMetricsF metrics(font);
    std::vector<LegendEntry> entries;
    double x = area.left();
    double y = 0;
    for (const auto& entry : EnumNames<MemoryPart>::table) {
        if (!isUsed(bars, entry.value))
            continue;
        const double width = metrics.ascent() + swatchGap + metrics.horizontalAdvance(legendText(entry.value));
        if (x + width > area.right() && x > area.left()) {
            x = area.left();
            y += metrics.height() + rowGap;
        }
        entries.push_back({entry.value, {x, y, width, metrics.height()}});
        x += width + legendGap;
    }
    constexpr double leastLines = 6.5; // scale, two rows of labels and bars that still say something; their parts carry letters
    if (area.height() - y - metrics.height() < leastLines * metrics.height())
        return {};
    for (LegendEntry& entry : entries)
        entry.rect.translate(0, area.bottom() - y - metrics.height());
    return entries;
}

void paintMemoryBars(QPainter& painter, const QRectF& area, const MemoryPicture& picture)
{
    if (picture.bars.count() > 0)
        BarsPainter(painter, area, picture).paint();
}

} // namespace shardscape
