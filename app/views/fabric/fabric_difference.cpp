// SPDX-License-Identifier: GPL-3.0-or-later
// The fabric against a pinned baseline: how much busier or idler each link is, as the matrix of links in a diverging scale around zero.
#include "views/common/number_text.h"
#include "views/fabric/fabric_painter.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

constexpr double signSize = 9.0; ///< cells this large carry their sign, so that color is not the only code

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto mix = [share](float x, float y) { return static_cast<float>((1.0 - share) * x + share * y); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

/// Idler in the accent's blue, busier in the warning's orange, equal gray; by decades like the load scale.
QColor changeColor(const Tokens& tokens, double change)
{
    if (change == 0.0)
        return tokens.surfaceAlt;
    return mixed(tokens.surfaceAlt, change > 0.0 ? tokens.warning : tokens.accent, 0.15 + 0.85 * loadScale(std::abs(change)));
}

} // namespace

QImage fabricDifference(const FabricModel& model, const Tokens& tokens)
{
    QImage image(fabricMatrixSize(model), QImage::Format_RGB32);
    image.fill(tokens.ground);
    for (int row = 0; row < image.height(); ++row) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(row));
        for (int column = 0; column < image.width(); ++column)
            if (const int link = linkOfMatrixCell(model, column, row); link >= 0)
                line[column] = changeColor(tokens, model.change(link)).rgb();
    }
    return image;
}

void paintFabricDifference(QPainter& painter, const QRectF& area, const FabricModel& model, const Tokens& tokens)
{
    const QImage image = fabricDifference(model, tokens);
    paintLinkMatrix(painter, area, image, model, tokens);
    const QRectF cells = fabricMatrixCells(area);
    const double width = cells.width() / image.width();
    const double height = cells.height() / image.height();
    if (width < signSize || height < signSize)
        return;
    for (int row = 0; row < image.height(); ++row)
        for (int column = 0; column < image.width(); ++column) {
            const int link = linkOfMatrixCell(model, column, row);
            const double change = link < 0 ? 0.0 : model.change(link);
            if (change == 0.0)
                continue;
            const QPointF middle(cells.left() + (column + 0.5) * width, cells.top() + (row + 0.5) * height);
            painter.setPen(QPen(textOn(changeColor(tokens, change)), 1.4));
            painter.drawLine(middle - QPointF(3, 0), middle + QPointF(3, 0));
            if (change > 0.0)
                painter.drawLine(middle - QPointF(0, 3), middle + QPointF(0, 3));
        }
}

void paintDifferenceLegend(QPainter& painter, const QRectF& area, const Tokens& tokens)
{
    const QFontMetricsF metrics(painter.font());
    double x = area.left() + 8;
    const auto word = [&](const QString& text, const QColor& color) {
        painter.setPen(color);
        painter.drawText(QRectF(x, area.top(), std::max(0.0, area.right() - x - 4), area.height()), Qt::AlignVCenter,
                         metrics.elidedText(text, Qt::ElideRight, std::max(0.0, area.right() - x - 4)));
        x += metrics.horizontalAdvance(text) + 10;
    };
    word(FabricModel::tr("Busy, against the baseline:"), tokens.text);
    for (const double change : {-0.1, -0.01, 0.01, 0.1}) {
        painter.fillRect(QRectF(x, area.center().y() - 5, 16, 10), changeColor(tokens, change));
        x += 20;
        word((change > 0 ? QStringLiteral("+") : QStringLiteral("−")) + percentText(std::abs(change)), tokens.text);
    }
    word(FabricModel::tr("Gray: the same."), tokens.textMuted);
}

} // namespace shardscape
