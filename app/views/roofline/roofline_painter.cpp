// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/roofline/roofline_painter.h"

#include "shell/translate.h"
#include "units/format.h"
#include "views/common/number_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <array>
#include <cmath>

namespace shardscape {

namespace {

enum class Shape : unsigned char { Circle, Square, Diamond, Triangle, Cross };

struct KindStyle {
    std::string_view kind;
    Shape shape;
    const char* name;
};

constexpr std::array<KindStyle, 6> kinds{{{"gemm", Shape::Circle, QT_TR_NOOP("matrix product")},
                                          {"grouped-gemm", Shape::Square, QT_TR_NOOP("expert product")},
                                          {"attention", Shape::Diamond, QT_TR_NOOP("attention")},
                                          {"head", Shape::Triangle, QT_TR_NOOP("head, embedding")},
                                          {"elementwise", Shape::Cross, QT_TR_NOOP("elementwise")},
                                          {"token-movement", Shape::Cross, QT_TR_NOOP("token movement")}}};

Shape shapeOf(const std::string& kind)
{
    for (const KindStyle& style : kinds)
        if (style.kind == kind)
            return style.shape;
    return Shape::Circle;
}

QColor colorOf(const std::string& pass, const Tokens& tokens)
{
    const auto task = [&tokens](TaskKind kind) { return tokens.task[static_cast<std::size_t>(kind)]; };
    if (pass == "input_gradient")
        return task(TaskKind::BackwardInput);
    return pass == "weight_gradient" ? task(TaskKind::BackwardWeight) : task(TaskKind::Forward);
}

void paintShape(QPainter& painter, Shape shape, QPointF at, double r)
{
    switch (shape) {
    case Shape::Circle: painter.drawEllipse(at, r, r); return;
    case Shape::Square: painter.drawRect(QRectF(at.x() - 0.9 * r, at.y() - 0.9 * r, 1.8 * r, 1.8 * r)); return;
    case Shape::Diamond:
        painter.drawPolygon(QPolygonF({{at.x(), at.y() - 1.2 * r}, {at.x() + 1.2 * r, at.y()}, {at.x(), at.y() + 1.2 * r}, {at.x() - 1.2 * r, at.y()}}));
        return;
    case Shape::Triangle:
        painter.drawPolygon(QPolygonF({{at.x(), at.y() - 1.1 * r}, {at.x() + r, at.y() + 0.8 * r}, {at.x() - r, at.y() + 0.8 * r}}));
        return;
    case Shape::Cross:
        painter.drawLine(QPointF(at.x() - r, at.y()), QPointF(at.x() + r, at.y()));
        painter.drawLine(QPointF(at.x(), at.y() - r), QPointF(at.x(), at.y() + r));
        return;
    }
}

void paintAxes(QPainter& painter, const RooflineGeometry& g, const RooflinePicture& p)
{
    const QFontMetricsF metrics(painter.font());
    const QRectF plot = g.plot();
    for (const double tick : g.intensityTicks()) {
        painter.setPen(QPen(p.tokens.line, 1));
        painter.drawLine(QPointF(g.x(tick), plot.top()), QPointF(g.x(tick), plot.bottom()));
        painter.setPen(p.tokens.textMuted);
        painter.drawText(QRectF(g.x(tick) - 40, plot.bottom() + 2, 80, metrics.height()), Qt::AlignHCenter | Qt::AlignTop,
                         QString::fromStdString(formatShort(tick)));
    }
    for (const double tick : g.rateTicks()) {
        painter.setPen(QPen(p.tokens.line, 1));
        painter.drawLine(QPointF(plot.left(), g.y(tick)), QPointF(plot.right(), g.y(tick)));
        painter.setPen(p.tokens.textMuted);
        const double right = (g.column().isEmpty() ? plot.left() : g.column().left()) - 5;
        painter.drawText(QRectF(right - 90, g.y(tick) - metrics.height() / 2, 90, metrics.height()), Qt::AlignRight | Qt::AlignVCenter,
                         QString::fromStdString(formatWorkRate(FlopsPerSecond::fromFlopsPerSecond(tick))));
    }
    painter.drawText(QRectF(plot.left(), plot.bottom() + 2 + metrics.height(), plot.width(), metrics.height() * 1.3),
                     Qt::AlignHCenter | Qt::AlignTop, tr("FLOP per byte of memory traffic"));
    painter.setPen(QPen(p.tokens.textMuted, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(plot);
}

/// Operations without arithmetic: their share of the memory bandwidth, from nothing to the whole.
void paintColumn(QPainter& painter, const RooflineGeometry& g, const RooflinePicture& p)
{
    const QRectF column = g.column();
    if (column.isEmpty())
        return;
    const QFontMetricsF metrics(painter.font());
    painter.fillRect(column, p.tokens.surfaceAlt);
    painter.setPen(QPen(p.tokens.capacity, 2));
    painter.drawLine(column.topLeft(), column.topRight());
    painter.setPen(p.tokens.textMuted);
    painter.drawText(QRectF(column.left() - 20, column.bottom() + 2, column.width() + 40, metrics.height() * 2.2), Qt::AlignHCenter | Qt::AlignTop,
                     tr("bytes only,\nof bandwidth"));
}

void paintRoofs(QPainter& painter, const RooflineGeometry& g, const RooflinePicture& p)
{
    const Roofline& r = p.roofline;
    const QFontMetricsF metrics(painter.font());
    const QRectF plot = g.plot();
    painter.save();
    painter.setClipRect(plot.adjusted(-1, -metrics.height(), 1, 1));
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(p.tokens.capacity, 2));
    const double ridge = r.ridge();
    painter.drawLine(QPointF(g.x(ridge * 1e-6), g.y(r.bytesPerSecond * ridge * 1e-6)), QPointF(g.x(ridge), g.y(r.peaks.front())));
    for (std::size_t i = 0; i < r.peaks.size(); ++i) {
        painter.setPen(QPen(p.tokens.capacity, 2, i == 0 ? Qt::SolidLine : Qt::DashLine));
        painter.drawLine(QPointF(g.x(r.peaks[i] / r.bytesPerSecond), g.y(r.peaks[i])), QPointF(plot.right(), g.y(r.peaks[i])));
        painter.setPen(p.tokens.text);
        painter.drawText(QRectF(plot.right() - 300, g.y(r.peaks[i]) - metrics.height() - 2, 296, metrics.height()), Qt::AlignRight | Qt::AlignBottom,
                         tr("peak %1").arg(QString::fromStdString(formatWorkRate(FlopsPerSecond::fromFlopsPerSecond(r.peaks[i])))));
    }
    painter.setPen(QPen(p.tokens.textMuted, 1, Qt::DotLine));
    painter.drawLine(QPointF(g.x(ridge), g.y(r.peaks.front())), QPointF(g.x(ridge), plot.bottom()));
    painter.setPen(p.tokens.text);
    const double room = plot.right() - g.x(ridge) - 8;
    QString words = tr("ridge %1 FLOP/byte, memory %2")
                        .arg(threeDigits(ridge, p.locale), rateText(BytesPerSecond::fromBytesPerSecond(r.bytesPerSecond), p.locale));
    if (metrics.horizontalAdvance(words) > room)
        words = tr("ridge %1").arg(threeDigits(ridge, p.locale));
    const bool right = metrics.horizontalAdvance(words) <= room; // else it ends at the ridge
    const QRectF line(right ? g.x(ridge) + 4 : plot.left() + 4, plot.bottom() - metrics.height() - 2, right ? room : g.x(ridge) - plot.left() - 8,
                      metrics.height());
    painter.drawText(line, (right ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignBottom, metrics.elidedText(words, Qt::ElideLeft, line.width()));
    painter.restore();
}

void paintPoints(QPainter& painter, const RooflineGeometry& g, const RooflinePicture& p)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (int i = static_cast<int>(p.roofline.points.size()) - 1; i >= 0; --i) { // the long ones on top
        const RooflinePoint& point = p.roofline.points[static_cast<std::size_t>(i)];
        const Shape shape = shapeOf(point.kind);
        QColor fill = colorOf(point.pass, p.tokens);
        painter.setPen(shape == Shape::Cross ? QPen(fill, 2.2) : QPen(p.tokens.text, 1));
        fill.setAlpha(200);
        painter.setBrush(fill);
        paintShape(painter, shape, g.position(point), g.radius(point));
        if (p.point != i)
            continue;
        painter.setPen(QPen(p.tokens.accent, 2.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(g.position(point), g.radius(point) + 4, g.radius(point) + 4);
    }
    painter.restore();
}

/// The name of the pointed-at operation, kept inside the plot.
void paintLabel(QPainter& painter, const RooflineGeometry& g, const RooflinePicture& p)
{
    if (!p.point || *p.point >= static_cast<int>(p.roofline.points.size()))
        return;
    const RooflinePoint& point = p.roofline.points[static_cast<std::size_t>(*p.point)];
    const QFontMetricsF metrics(painter.font());
    const QString text = metrics.elidedText(point.name + QStringLiteral(" · ") + percentText(point.achieved(), p.locale), Qt::ElideRight,
                                            g.plot().width() - 12);
    const QSizeF size(metrics.horizontalAdvance(text) + 10, metrics.height() + 4);
    QRectF box(g.position(point) + QPointF(g.radius(point) + 8, -size.height() / 2), size);
    if (box.right() > g.plot().right())
        box.moveRight(std::min(g.plot().right(), g.position(point).x() - g.radius(point) - 8));
    box.moveLeft(std::max(box.left(), g.column().isEmpty() ? g.plot().left() : g.column().left()));
    box.moveTop(std::clamp(box.top(), g.plot().top(), g.plot().bottom() - size.height()));
    painter.fillRect(box, p.tokens.surface);
    painter.setPen(QPen(p.tokens.accent, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box);
    painter.setPen(p.tokens.text);
    painter.drawText(box, Qt::AlignCenter, text);
}

/// What shapes and colors mean; hovering says the same where there is no room for it.
void paintLegend(QPainter& painter, const RooflineGeometry& g, const RooflinePicture& p)
{
    const QRectF legend = g.legend();
    if (legend.isEmpty())
        return;
    const QFontMetricsF metrics(painter.font());
    double y = legend.top();
    const double x = legend.left() + 6;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    const auto line = [&](Shape shape, const QColor& color, const QString& text) {
        if (y + metrics.height() > legend.bottom())
            return;
        painter.setPen(shape == Shape::Cross ? QPen(color, 2) : QPen(p.tokens.text, 1));
        painter.setBrush(color);
        paintShape(painter, shape, QPointF(x, y + metrics.height() / 2), 4);
        painter.setPen(p.tokens.text);
        painter.drawText(QPointF(x + 10, y + metrics.ascent()), metrics.elidedText(text, Qt::ElideRight, legend.right() - x - 10));
        y += 1.15 * metrics.height();
    };
    for (const auto& [pass, name] : {std::pair{"forward", tr("forward")}, {"input_gradient", tr("input gradient")}, {"weight_gradient", tr("weight gradient")}})
        line(Shape::Circle, colorOf(pass, p.tokens), name);
    for (const KindStyle& style : kinds) {
        const bool used = std::any_of(p.roofline.points.begin(), p.roofline.points.end(), [&](const RooflinePoint& point) { return point.kind == style.kind; });
        if (used && style.shape != Shape::Circle)
            line(style.shape, p.tokens.textMuted, tr(style.name));
    }
    painter.restore();
}

} // namespace

void paintRoofline(QPainter& painter, const RooflineGeometry& geometry, const RooflinePicture& picture)
{
    if (picture.roofline.points.empty() || picture.roofline.peaks.empty() || picture.roofline.bytesPerSecond <= 0)
        return;
    painter.save();
    paintAxes(painter, geometry, picture);
    paintColumn(painter, geometry, picture);
    paintRoofs(painter, geometry, picture);
    paintLegend(painter, geometry, picture);
    paintPoints(painter, geometry, picture);
    paintLabel(painter, geometry, picture);
    painter.restore();
}

} // namespace shardscape
