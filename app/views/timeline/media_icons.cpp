// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/media_icons.h"

#include <QPainter>
#include <QPixmap>
#include <QPolygonF>

namespace shardscape {

namespace {

/// A triangle that points right from x on (or left, mirrored), in a field of 16 x 16.
QPolygonF triangle(double x, bool right)
{
    return right ? QPolygonF({{x, 3.0}, {x + 8.0, 8.0}, {x, 13.0}}) : QPolygonF({{x + 8.0, 3.0}, {x, 8.0}, {x + 8.0, 13.0}});
}

void paintSymbol(QPainter& painter, MediaSymbol symbol)
{
    switch (symbol) {
    case MediaSymbol::Play: painter.drawPolygon(QPolygonF({{3.5, 2.0}, {14.0, 8.0}, {3.5, 14.0}})); return;
    case MediaSymbol::Pause:
        painter.drawRect(QRectF(3.5, 2.5, 3.0, 11.0));
        painter.drawRect(QRectF(9.5, 2.5, 3.0, 11.0));
        return;
    case MediaSymbol::ToStart:
        painter.drawRect(QRectF(2.0, 3.0, 2.0, 10.0));
        painter.drawPolygon(triangle(5.0, false));
        return;
    case MediaSymbol::ToEnd:
        painter.drawRect(QRectF(12.0, 3.0, 2.0, 10.0));
        painter.drawPolygon(triangle(3.0, true));
        return;
    case MediaSymbol::StepBack:
        painter.drawRect(QRectF(12.0, 3.0, 2.0, 10.0));
        painter.drawPolygon(triangle(2.5, false));
        return;
    case MediaSymbol::StepForward:
        painter.drawRect(QRectF(2.0, 3.0, 2.0, 10.0));
        painter.drawPolygon(triangle(5.5, true));
        return;
    case MediaSymbol::Loop: {
        const QColor color = painter.brush().color();
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 2.0));
        painter.drawArc(QRectF(3.0, 3.0, 10.0, 10.0), 40 * 16, 280 * 16);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPolygon(QPolygonF({{14.5, 2.5}, {14.5, 8.0}, {9.0, 6.5}}));
        return;
    }
    }
}

} // namespace

QIcon mediaIcon(MediaSymbol symbol, const QColor& color)
{
    QIcon icon;
    for (const int scale : {1, 2}) {
        QPixmap pixmap(16 * scale, 16 * scale);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(scale, scale);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        paintSymbol(painter, symbol);
        painter.end();
        pixmap.setDevicePixelRatio(scale);
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace shardscape
