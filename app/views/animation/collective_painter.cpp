// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/animation/collective_painter.h"

#include "shell/translate.h"
#include "views/common/number_text.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <bit>
#include <cmath>

namespace shardscape {

namespace {

/// Where the parts of one lane lie.
class LaneGeometry {
public:
    LaneGeometry(const QRectF& area, const CollectiveLane& lane, double text) : m_lane{lane}
    {
        m_title = QRectF(area.left(), area.top(), area.width(), text + 4);
        QRectF rest = area.adjusted(0, m_title.height(), 0, -text - 6);
        if (lane.moves.algorithm == "nvls") {
            m_switch = QRectF(rest.left(), rest.top() + 2, rest.width(), text + 4);
            rest.setTop(m_switch.bottom() + text);
        }
        const int p = lane.moves.ranks;
        const double gap = std::clamp(0.3 * rest.width() / p, 8.0, 48.0);
        m_width = (rest.width() - gap * (p - 1)) / p;
        m_gap = gap;
        m_boxes = rest.adjusted(0, text + 2, 0, -0.12 * rest.height()); // below is room for the way back of a ring
    }

    [[nodiscard]] QRectF title() const { return m_title; }
    [[nodiscard]] QRectF switchBar() const { return m_switch; }
    [[nodiscard]] QRectF box(int rank) const
    {
        return {m_boxes.left() + rank * (m_width + m_gap), m_boxes.top(), m_width, m_boxes.height()};
    }
    [[nodiscard]] QRectF cell(int rank, int chunk) const
    {
        const QRectF whole = box(rank);
        const double height = whole.height() / m_lane.moves.chunks;
        return {whole.left(), whole.top() + chunk * height, whole.width(), height};
    }
    [[nodiscard]] QPointF place(int rank, int chunk, int other) const
    {
        return rank == switchRank ? QPointF(cell(other, chunk).center().x(), m_switch.center().y()) : cell(rank, chunk).center();
    }

private:
    const CollectiveLane& m_lane;
    QRectF m_title, m_switch, m_boxes;
    double m_width = 0, m_gap = 0;
};

void paintCells(QPainter& painter, const LaneGeometry& geometry, const CollectiveLane& lane, const CollectivePicture& picture, int hops)
{
    const auto held = contributions(picture.op, lane.moves, hops);
    const double text = QFontMetricsF(painter.font()).height();
    const auto sent = sentShares(lane.moves, hops);
    for (int rank = 0; rank < lane.moves.ranks; ++rank) {
        const QRectF box = geometry.box(rank);
        painter.fillRect(box, picture.tokens.surfaceAlt);
        for (int chunk = 0; chunk < lane.moves.chunks; ++chunk) {
            const std::uint32_t parts = held[static_cast<std::size_t>(rank)][static_cast<std::size_t>(chunk)];
            const int whole = picture.op == CollectiveOp::AllGather ? 1 : lane.moves.ranks;
            const QRectF cell = geometry.cell(rank, chunk).adjusted(1, 0.5, -1, -0.5);
            const QColor color = identityColor(chunk, lane.moves.chunks, picture.tokens);
            const double filled = double(std::popcount(parts)) / whole;
            painter.fillRect(QRectF(cell.left(), cell.top(), cell.width() * filled, cell.height()), color);
            if (cell.height() < 0.8 * text)
                continue;
            const QString full = QStringLiteral("%1: %2/%3").arg(chunk).arg(std::popcount(parts)).arg(whole);
            const bool wide = QFontMetricsF(painter.font()).horizontalAdvance(full) + 6 < cell.width();
            painter.setPen(filled > 0.5 ? textOn(color) : picture.tokens.text);
            painter.drawText(cell.adjusted(3, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, wide ? full : QString::number(chunk));
        }
        painter.setPen(picture.tokens.line);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box);
        painter.setPen(picture.tokens.text);
        const QString name = tr("GPU %1").arg(rank);
        const bool fits = QFontMetricsF(painter.font()).horizontalAdvance(name) < box.width() + 8;
        painter.drawText(QRectF(box.left() - 6, box.top() - text - 2, box.width() + 12, text), Qt::AlignCenter, fits ? name : QString::number(rank));
        const QString bytes = trafficText(sent[static_cast<std::size_t>(rank)] * lane.bytes);
        painter.setPen(picture.tokens.textMuted);
        if (QFontMetricsF(painter.font()).horizontalAdvance(bytes) < box.width() + 10)
            painter.drawText(QRectF(box.left() - 8, box.bottom() + 1, box.width() + 16, text), Qt::AlignCenter, bytes);
    }
}

/// A transfer's way: straight to a neighbor or the switch, below the boxes where it goes back over others.
QPainterPath wayOf(const LaneGeometry& geometry, const CollectiveMove& move)
{
    const QPointF from = geometry.place(move.from, move.chunk, move.to);
    const QPointF to = geometry.place(move.to, move.chunk, move.from);
    QPainterPath way(from);
    if (move.from == switchRank || move.to == switchRank || std::abs(move.from - move.to) == 1)
        way.lineTo(to);
    else {
        const double below = geometry.box(0).bottom() + 0.5 * geometry.box(0).height(); // the curve itself stays within the lane
        way.cubicTo(QPointF(from.x(), below), QPointF(to.x(), below), to);
    }
    return way;
}

void paintMoves(QPainter& painter, const LaneGeometry& geometry, const CollectiveLane& lane, const Tokens& tokens, double done)
{
    const int hop = static_cast<int>(done);
    const double text = QFontMetricsF(painter.font()).height();
    for (const CollectiveMove& move : lane.moves.moves) {
        if (move.hop != hop)
            continue;
        const QPainterPath way = wayOf(geometry, move);
        painter.setPen(QPen(tokens.line, 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(way);
        const QColor color = identityColor(move.chunk, lane.moves.chunks, tokens);
        const QPointF at = way.pointAtPercent(std::clamp(done - hop, 0.0, 1.0));
        const double size = std::clamp(geometry.cell(0, 0).height(), 7.0, text + 4);
        const QRectF mark(at.x() - size / 2, at.y() - size / 2, size, size);
        painter.setPen(QPen(tokens.text, 1));
        painter.setBrush(color);
        painter.drawRect(mark);
        if (size >= 0.8 * text) {
            painter.setPen(textOn(color));
            painter.drawText(mark, Qt::AlignCenter, QString::number(move.chunk));
        }
    }
}

void paintLane(QPainter& painter, const QRectF& area, const CollectiveLane& lane, const CollectivePicture& picture)
{
    const double text = QFontMetricsF(painter.font()).height();
    const LaneGeometry geometry(area, lane, text);
    const double done = hopsDone(lane, picture.lanes, picture.share);
    const bool over = done >= lane.moves.hops;
    painter.setPen(picture.tokens.text);
    const QString state = over ? tr("✓ done") : tr("hop %1 of %2").arg(static_cast<int>(done) + 1).arg(lane.moves.hops);
    const QString title = tr("%1 · %2 · whole in %3").arg(algorithmName(lane.moves.algorithm), state, timeText(Seconds::fromSeconds(lane.seconds)));
    painter.drawText(geometry.title(), Qt::AlignLeft | Qt::AlignVCenter, title);
    if (!geometry.switchBar().isEmpty()) {
        painter.fillRect(geometry.switchBar(), picture.tokens.surfaceAlt);
        painter.setPen(picture.tokens.textMuted);
        painter.drawText(geometry.switchBar(), Qt::AlignCenter, tr("switch"));
    }
    paintCells(painter, geometry, lane, picture, static_cast<int>(done));
    if (!over)
        paintMoves(painter, geometry, lane, picture.tokens, done);
}

} // namespace

QColor identityColor(int index, int count, const Tokens& tokens)
{
    const bool dark = tokens.surface.lightnessF() < 0.5;
    return QColor::fromHslF(static_cast<float>(index) / static_cast<float>(std::max(1, count)), 0.55f, dark ? 0.42f : 0.70f);
}

void paintCollectives(QPainter& painter, const QRectF& area, const CollectivePicture& picture)
{
    if (picture.lanes.empty()) {
        painter.setPen(picture.tokens.textMuted);
        painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap, collectiveCaption(picture.lanes, 0));
        return;
    }
    const double height = area.height() / static_cast<double>(picture.lanes.size());
    for (std::size_t i = 0; i < picture.lanes.size(); ++i)
        paintLane(painter, QRectF(area.left(), area.top() + static_cast<double>(i) * height, area.width(), height - 6), picture.lanes[i], picture);
}

} // namespace shardscape
