// SPDX-License-Identifier: GPL-3.0-or-later
// The order of rings, chains and exchanges as arrows over the fabric.
#include "views/fabric/fabric_painter.h"

#include <QPainter>

#include <algorithm>

namespace shardscape {

namespace {

constexpr int numberedSteps = 256; ///< beyond, numbers would lie on each other

/// Line and letter tell the kinds apart without color.
struct Style {
    GroupKind kind;
    Qt::PenStyle line;
    const char* letter;
};
constexpr std::array<Style, 7> styles{{{GroupKind::Tp, Qt::SolidLine, "T"},
                                       {GroupKind::Cp, Qt::DashDotDotLine, "C"},
                                       {GroupKind::Ep, Qt::DotLine, "E"},
                                       {GroupKind::DpCp, Qt::DashLine, "D"},
                                       {GroupKind::DataShard, Qt::DashLine, "S"},
                                       {GroupKind::DataReplica, Qt::DashDotLine, "R"},
                                       {GroupKind::Pp, Qt::DashDotLine, "P"}}};

const Style& styleOf(GroupKind kind)
{
    const auto entry = std::find_if(styles.begin(), styles.end(), [kind](const Style& s) { return s.kind == kind; });
    return entry == styles.end() ? styles.front() : *entry;
}

class RingPainter {
public:
    RingPainter(QPainter& painter, const FabricPicture& picture) : m_painter(painter), m_picture(picture), m_inside(showsNodeInside(picture))
    {
    }

    void order(const GroupOrder& order, int place)
    {
        const QColor color = m_picture.tokens.axis[indexOf(order.axis)];
        const std::size_t count = order.gpus.size();
        const std::size_t arrows = order.shape == GroupOrder::Shape::Ring ? count : order.shape == GroupOrder::Shape::Chain ? count - 1 : 0;
        for (std::size_t i = 0; i < arrows; ++i)
            arrow(boxOf(order.gpus[i]), boxOf(order.gpus[(i + 1) % count]), QPen(color, 2, styleOf(order.kind).line), place);
        for (std::size_t i = 0; i < count && count <= numberedSteps; ++i)
            tag(boxOf(order.gpus[i]), QLatin1String(styleOf(order.kind).letter) + QString::number(i + 1), color, place);
    }

    /// Names the lines that are drawn.
    void key(const std::vector<GroupOrder>& orders)
    {
        const QFontMetricsF metrics(m_painter.font());
        QStringList words;
        double width = 0;
        for (const GroupOrder& order : orders) {
            words << wordsOf(order);
            width = std::max(width, metrics.horizontalAdvance(words.back()));
        }
        const double row = metrics.height() + 2;
        const QRectF plate(m_picture.viewport.left() + 8, m_picture.viewport.top() + 8, width + 56, row * static_cast<double>(words.size()) + 8);
        m_painter.setPen(QPen(m_picture.tokens.line, 1));
        m_painter.setBrush(m_picture.tokens.surface);
        m_painter.drawRect(plate);
        for (qsizetype i = 0; i < words.size(); ++i) {
            const GroupOrder& order = orders[static_cast<std::size_t>(i)];
            const double y = plate.top() + 4 + row * static_cast<double>(i);
            m_painter.setPen(QPen(m_picture.tokens.axis[indexOf(order.axis)], 2, styleOf(order.kind).line));
            m_painter.drawLine(QPointF(plate.left() + 8, y + row / 2), QPointF(plate.left() + 40, y + row / 2));
            m_painter.setPen(m_picture.tokens.text);
            m_painter.drawText(QRectF(plate.left() + 46, y, width + 4, row), Qt::AlignVCenter, words[i]);
        }
    }

private:
    [[nodiscard]] static QString wordsOf(const GroupOrder& order)
    {
        const QString kind = QString::fromUtf8(toText(order.kind)).toUpper();
        const auto count = static_cast<int>(order.gpus.size());
        const QString letter = QLatin1String(styleOf(order.kind).letter);
        switch (order.shape) {
        case GroupOrder::Shape::Ring: return FabricModel::tr("%1: %2 ring of %3 GPUs, in order").arg(letter, kind).arg(count);
        case GroupOrder::Shape::Chain: return FabricModel::tr("%1: %2 stages 1 to %3").arg(letter, kind).arg(count);
        case GroupOrder::Shape::Exchange: return FabricModel::tr("%1: %2 exchange, each of %3 with each").arg(letter, kind).arg(count);
        }
        return {};
    }

    [[nodiscard]] QRectF boxOf(int gpu) const
    {
        const FabricLayout& layout = m_picture.model.layout();
        const Fabric& fabric = m_picture.model.fabric();
        return m_picture.camera.toScreen(m_inside ? layout.vertexRect(fabric, fabric.gpuVertex(gpu))
                                                  : layout.nodeRect(gpu / fabric.gpusPerNode()));
    }

    /// From the rim of one box to the rim of the other, bowed so that lines of several groups and both ways of a pair stay apart.
    void arrow(const QRectF& from, const QRectF& to, const QPen& pen, int place)
    {
        const QLineF line(from.center(), to.center());
        if (line.length() < 4 || !QRectF(line.p1(), line.p2()).normalized().adjusted(-60, -60, 60, 60).intersects(m_picture.viewport))
            return;
        const QPointF side = QPointF(line.dy(), -line.dx()) / line.length();
        const double bow = std::min(0.22 * line.length(), 10.0 + 6.0 * place + 0.08 * line.length());
        const double rim = 0.5 * std::min({from.height(), from.width(), line.length()});
        const QLineF inner(line.pointAt(rim / line.length()), line.pointAt(1.0 - rim / line.length()));
        const QPointF control = line.center() + side * 2 * bow;
        QPainterPath path(inner.p1());
        path.quadTo(control, inner.p2());
        QPen halo(m_picture.tokens.ground, pen.widthF() + 3);
        m_painter.setBrush(Qt::NoBrush);
        for (const QPen& layer : {halo, pen}) {
            m_painter.setPen(layer);
            m_painter.drawPath(path);
        }
        const double angle = QLineF(control, inner.p2()).angle();
        m_painter.setPen(QPen(pen.color(), 2));
        for (const double turn : {152.0, 208.0})
            m_painter.drawLine(QLineF::fromPolar(9, angle + turn).translated(inner.p2()));
    }

    void tag(const QRectF& box, const QString& text, const QColor& color, int place)
    {
        if (!m_inside || box.height() < 16 || !box.intersects(m_picture.viewport))
            return;
        QFont font = m_painter.font();
        font.setPixelSize(std::clamp(static_cast<int>(box.height() / 3.2), 8, 12));
        font.setBold(true);
        const QFontMetricsF metrics(font);
        const double height = metrics.height();
        QRectF plate(0, 0, std::max(metrics.horizontalAdvance(text) + 4, height), height);
        plate.moveTopLeft(box.bottomLeft() + QPointF(0, 1 + place * (height + 1)));
        m_painter.fillRect(plate, color);
        m_painter.setPen(textOn(color));
        const QFont before = m_painter.font();
        m_painter.setFont(font);
        m_painter.drawText(plate, Qt::AlignCenter, text);
        m_painter.setFont(before);
    }

    QPainter& m_painter;
    const FabricPicture& m_picture;
    bool m_inside;
};

} // namespace

void paintFabricRings(QPainter& painter, const FabricPicture& picture, const std::vector<GroupOrder>& orders)
{
    if (orders.empty())
        return;
    painter.save();
    painter.setClipRect(picture.viewport);
    painter.setRenderHint(QPainter::Antialiasing);
    RingPainter draw(painter, picture);
    for (std::size_t i = 0; i < orders.size(); ++i)
        draw.order(orders[i], static_cast<int>(i));
    draw.key(orders);
    painter.restore();
}

} // namespace shardscape
