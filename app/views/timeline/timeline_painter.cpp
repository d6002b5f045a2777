// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_painter.h"

#include "views/common/hatch.h"
#include "views/common/number_text.h"
#include "views/timeline/timeline_lanes.h"

#include <QCoreApplication>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QStaticText>

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

constexpr double narrowestBlock = 2.0; ///< pixels a block takes on average before its row is drawn as shares

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto channel = [share](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * share)); };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

QFont rowFont(const QPainter& painter, double rowHeight)
{
    QFont font = painter.font();
    const double size = QFontMetricsF(font).height();
    if (size > rowHeight - 2.0)
        font.setPixelSize(std::max(8, static_cast<int>((rowHeight - 1.0) * 0.8)));
    return font;
}

/// A step of 1, 2 or 5 times a power of ten that leaves at least `pixels` between two ticks.
double tickStep(const TimelineGeometry& geometry, double pixels)
{
    const double least = pixels / geometry.pixelsPerSecond();
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= least)
            return factor * power;
    return 10.0 * power;
}

/// Ticks and their lines through the rows; numbers only where the geometry leaves room for them above the rows.
void paintRuler(QPainter& painter, const TimelineGeometry& geometry, const Tokens& tokens, bool arbitraryUnits)
{
    const QRectF ruler = geometry.ruler();
    const double step = tickStep(geometry, 90.0);
    painter.setPen(QPen(tokens.line, 1.0));
    painter.drawLine(ruler.bottomLeft(), ruler.bottomRight());
    for (double k = std::ceil(geometry.begin / step); k * step <= geometry.end; k += 1.0) {
        const double time = k * step;
        const double x = std::round(geometry.xOf(time)) + 0.5;
        painter.setPen(QPen(tokens.line, 1.0));
        painter.drawLine(QPointF(x, ruler.bottom() - 6.0), QPointF(x, geometry.rows().bottom()));
        if (geometry.rulerHeight <= 0.0)
            continue;
        painter.setPen(tokens.textMuted);
        const QString text = arbitraryUnits ? threeDigits(time)
                             : time == 0.0  ? QStringLiteral("0 s")
                                            : timeText(Seconds::fromSeconds(time));
        const QRectF place(x + 4.0, ruler.top(), 88.0, ruler.height() - 4.0);
        if (place.left() + QFontMetricsF(painter.font()).horizontalAdvance(text) <= ruler.right())
            painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

void paintStageLabels(QPainter& painter, const TimelineGeometry& geometry, const Tokens& tokens)
{
    const double textHeight = QFontMetricsF(painter.font()).height();
    const double pitch = geometry.rows().height() / geometry.stages;
    int every = 1;
    while (every * pitch < textHeight && every < geometry.stages)
        every *= 2;
    painter.setPen(tokens.textMuted);
    for (int stage = 0; stage < geometry.stages; stage += every) {
        QRectF label = geometry.labelRect(stage);
        label.setHeight(std::max(label.height(), textHeight));
        painter.drawText(label, Qt::AlignRight | (every == 1 ? Qt::AlignVCenter : Qt::AlignTop),
                         QCoreApplication::translate("Timeline", "Stage %1").arg(stage));
    }
}

/// The ground of a row: hatched as far as the step goes, so that what no task covers is visibly idle.
void paintIdle(QPainter& painter, const TimelineGeometry& geometry, const Tokens& tokens, int stage)
{
    QRectF row = geometry.row(stage);
    painter.fillRect(row, tokens.surface);
    row.setLeft(std::max(row.left(), geometry.xOf(0.0)));
    row.setRight(std::min(row.right(), geometry.xOf(geometry.duration)));
    painter.fillRect(row, tokens.surfaceAlt);
    QColor hatch = tokens.idleHatch;
    hatch.setAlpha(110);
    if (painter.paintEngine()->type() == QPaintEngine::Raster)
        painter.fillRect(row, QBrush(hatch, Qt::BDiagPattern));
    else // SVG knows no brush patterns
        drawHatch(painter, row, Hatch::Rising, hatch, 6.0);
}

/// Colors, letters and text widths, looked up once per picture: asking the font for every block would cost more than painting it.
struct RowPen {
    RowPen(const TimelineGeometry& g, const Timeline& t, const Tokens& tokens, const QFont& rowFont)
        : geometry{g}, timeline{t}, font{rowFont}, metrics{rowFont}, letterFont{rowFont}
    {
        letterFont.setPixelSize(std::max(8, static_cast<int>(QFontInfo(rowFont).pixelSize() * 0.8)));
        const QFontMetricsF small(letterFont);
        for (const auto& [kind, name] : EnumNames<TaskKind>::table) {
            const QString text = QString::fromLatin1(name.data(), static_cast<int>(name.size()));
            letter.push_back(text);
            letterWidth.push_back(metrics.horizontalAdvance(text));
            smallWidth.push_back(small.horizontalAdvance(text));
            QStaticText prepared(text);
            prepared.setTextFormat(Qt::PlainText);
            prepared.prepare(QTransform(), font);
            letterText.push_back(prepared);
            for (int chunk = 0; chunk < t.chunks; ++chunk) {
                fill.push_back(taskColor(tokens, kind, chunk, t.chunks));
                ink.push_back(textOn(fill.back()));
            }
        }
        digitWidth = metrics.horizontalAdvance(QLatin1Char('0'));
        chunkWidth = t.chunks > 1 ? metrics.horizontalAdvance(QChar(0x2080)) * (t.chunks > 10 ? 2.0 : 1.0) : 0.0;
    }

    [[nodiscard]] std::size_t colorOf(std::uint32_t task) const
    {
        return static_cast<std::size_t>(timeline.kind[task]) * static_cast<std::size_t>(timeline.chunks) + timeline.chunk[task];
    }
    [[nodiscard]] double numberWidth(std::uint32_t task) const
    {
        const int number = timeline.microbatch[task];
        const double digits = number < 10 ? 1.0 : number < 100 ? 2.0 : number < 1000 ? 3.0 : 7.0;
        return digits * digitWidth + chunkWidth;
    }

    const TimelineGeometry& geometry;
    const Timeline& timeline;
    QFont font;
    QFontMetricsF metrics;
    QFont letterFont; ///< for a letter that barely fits
    std::vector<QString> letter;
    std::vector<double> letterWidth; ///< by kind
    std::vector<double> smallWidth;
    std::vector<QStaticText> letterText;
    std::vector<QColor> fill; ///< by kind and chunk
    std::vector<QColor> ink;
    double digitWidth = 0;
    double chunkWidth = 0;
};

/// Kind and micro-batch in one line, in two lines where the row is high, or the kind alone; a block too narrow for its letter stays
/// plain, and in low rows only wide blocks have text.
void paintLabel(QPainter& painter, const RowPen& pen, std::uint32_t task, const QRectF& rect)
{
    constexpr double lowRow = 12.0;
    constexpr double wideBlock = 22.0;
    const auto kind = static_cast<std::size_t>(pen.timeline.kind[task]);
    const double width = rect.width();
    if (width < pen.smallWidth[kind] || rect.height() < pen.metrics.ascent() + 1.0 || (rect.height() < lowRow && width < wideBlock))
        return;
    painter.setPen(pen.ink[pen.colorOf(task)]);
    const double number = pen.numberWidth(task);
    if (pen.letterWidth[kind] + number + 2.0 <= width) {
        painter.drawText(rect, Qt::AlignCenter, taskLabel(pen.timeline, task));
        return;
    }
    if (pen.letterWidth[kind] + 2.0 > width) {
        painter.setFont(pen.letterFont);
        painter.drawText(rect, Qt::AlignCenter, pen.letter[kind]);
        painter.setFont(pen.font);
        return;
    }
    if (rect.height() >= 2.2 * pen.metrics.height() && number + 2.0 <= width) {
        const QString label = taskLabel(pen.timeline, task);
        painter.drawText(rect, Qt::AlignCenter, pen.letter[kind] + QLatin1Char('\n') + label.mid(pen.letter[kind].size()));
        return;
    }
    const QPointF corner(rect.center().x() - pen.letterWidth[kind] * 0.5, rect.center().y() - pen.metrics.height() * 0.5);
    painter.drawStaticText(corner, pen.letterText[kind]);
}

void paintBlocks(QPainter& painter, const RowPen& pen, int stage)
{
    const Timeline& timeline = pen.timeline;
    const TaskRange range = tasksBetween(timeline, stage, pen.geometry.begin, pen.geometry.end);
    const QRectF rows = pen.geometry.rows();
    const QRectF row = pen.geometry.row(stage);
    const double perSecond = pen.geometry.pixelsPerSecond();
    const double origin = rows.left() - pen.geometry.begin * perSecond;
    for (std::uint32_t i = range.first; i < range.last; ++i) {
        const QRectF whole = timeline.pairedWithNext.empty() ? QRectF(origin + timeline.start[i] * perSecond, row.top(),
                                                                      (timeline.end[i] - timeline.start[i]) * perSecond, row.height())
                                                             : taskRect(pen.geometry, timeline, stage, i);
        const double left = std::max(std::round(whole.left()), rows.left());
        const double right = std::min(std::round(whole.right()), rows.right());
        if (right <= left)
            continue;
        const QRectF rect(left, whole.top(), right - left - (right - left >= 4.0 ? 1.0 : 0.0), whole.height());
        painter.fillRect(rect, pen.fill[pen.colorOf(i)]);
        paintLabel(painter, pen, i, rect);
    }
}

TaskShares sharesOf(const Timeline& timeline, int stage, double from, double to)
{
    TaskShares shares{};
    const TaskRange range = tasksBetween(timeline, stage, from, to);
    for (std::uint32_t i = range.first; i < range.last; ++i) {
        const double part = std::min(timeline.end[i], to) - std::max(timeline.start[i], from);
        shares[static_cast<std::size_t>(timeline.kind[i])] += static_cast<float>(std::max(0.0, part) / (to - from));
    }
    return shares;
}

/// The colors of all kinds blended by their shares; what is missing stays transparent, so that the hatch shows through.
QRgb blended(const Tokens& tokens, const TaskShares& shares)
{
    double red = 0;
    double green = 0;
    double blue = 0;
    double busy = 0;
    for (std::size_t kind = 0; kind < taskKinds; ++kind) {
        const double share = static_cast<double>(shares[kind]) * 255.0;
        red += share * tokens.task[kind].redF();
        green += share * tokens.task[kind].greenF();
        blue += share * tokens.task[kind].blueF();
        busy += share;
    }
    const auto byte = [](double value) { return std::clamp(static_cast<int>(std::lround(value)), 0, 255); };
    return qRgba(byte(red), byte(green), byte(blue), byte(busy)); // premultiplied
}

void paintShares(QPainter& painter, const TimelineGeometry& geometry, const Timeline& timeline, const Tokens& tokens, int stage,
                 const TimelinePyramid* pyramid)
{
    const QRectF row = geometry.row(stage);
    const int width = std::max(1, static_cast<int>(std::ceil(row.width())));
    QImage line(width, 1, QImage::Format_ARGB32_Premultiplied);
    auto* pixels = reinterpret_cast<QRgb*>(line.scanLine(0));
    for (int x = 0; x < width; ++x) {
        const double from = geometry.timeAt(row.left() + x);
        const double to = geometry.timeAt(row.left() + x + 1);
        pixels[x] = blended(tokens, pyramid != nullptr && !pyramid->isEmpty() ? pyramid->shares(stage, from, to)
                                                                              : sharesOf(timeline, stage, from, to));
    }
    if (painter.paintEngine()->type() == QPaintEngine::Raster) {
        painter.drawImage(QRectF(row.left(), row.top(), width, row.height()), line);
        return;
    }
    // A PDF or SVG gets rectangles: an image would be stored with losses and cannot be scaled.
    for (int begin = 0; begin < width;) {
        int end = begin + 1;
        while (end < width && pixels[end] == pixels[begin])
            ++end;
        painter.fillRect(QRectF(row.left() + begin, row.top(), end - begin, row.height()), QColor::fromRgba(qUnpremultiply(pixels[begin])));
        begin = end;
    }
}

} // namespace

QColor taskColor(const Tokens& tokens, TaskKind kind, int chunk, int chunks)
{
    const QColor base = tokens.task[static_cast<std::size_t>(kind)];
    return chunk == 0 || chunks < 2 ? base : mixed(base, tokens.surface, 0.42 * chunk / (chunks - 1));
}

QString taskLabel(const Timeline& timeline, std::uint32_t task)
{
    const std::string_view kind = toText(timeline.kind[task]);
    QString text = QString::fromLatin1(kind.data(), static_cast<int>(kind.size())) + QString::number(timeline.microbatch[task]);
    if (timeline.chunks > 1)
        for (const QChar digit : QString::number(timeline.chunk[task]))
            text += QChar(0x2080 + digit.digitValue()); // subscript digits
    return text;
}

bool drawsShares(const TimelineGeometry& geometry, const Timeline& timeline, int stage)
{
    const TaskRange range = tasksBetween(timeline, stage, geometry.begin, geometry.end);
    return (range.last - range.first) * narrowestBlock > geometry.rows().width();
}

void paintTimelineBase(QPainter& painter, const TimelineGeometry& geometry, const Timeline& timeline, const Tokens& tokens,
                       const TimelineHighlights& highlights)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(geometry.area, tokens.surface);
    paintStageLabels(painter, geometry, tokens);
    paintRuler(painter, geometry, tokens, highlights.arbitraryUnits);
    painter.setClipRect(geometry.rows(), Qt::IntersectClip);
    const QFont font = rowFont(painter, geometry.row(0).height());
    const QFont laneFont = rowFont(painter, geometry.lane(0).height() * 0.6 + 2.0);
    const RowPen pen(geometry, timeline, tokens, font);
    painter.setFont(font);
    for (int stage = 0; stage < timeline.stages; ++stage) {
        paintIdle(painter, geometry, tokens, stage);
        if (drawsShares(geometry, timeline, stage))
            paintShares(painter, geometry, timeline, tokens, stage, highlights.pyramid);
        else
            paintBlocks(painter, pen, stage);
        if (highlights.lanes != nullptr) {
            painter.setFont(laneFont);
            paintStageLane(painter, geometry, timeline, *highlights.lanes, tokens, stage, highlights.pyramid);
            painter.setFont(font);
        }
    }
    painter.restore();
}

void paintTimelineAxis(QPainter& painter, const TimelineGeometry& geometry, const Tokens& tokens)
{
    painter.fillRect(geometry.area, tokens.surface);
    paintRuler(painter, geometry, tokens, false);
}

void paintTimeline(QPainter& painter, const TimelineGeometry& geometry, const Timeline& timeline, const Tokens& tokens,
                   const TimelineHighlights& highlights)
{
    paintTimelineBase(painter, geometry, timeline, tokens, highlights);
    paintTimelineOverlay(painter, geometry, timeline, tokens, highlights);
}

} // namespace shardscape
