// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/animation/product_painter.h"

#include "shell/translate.h"
#include "views/animation/collective_painter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

/// How far one phase is, 0 to 1.
double progressOf(int phase, double share) { return std::clamp(share * productPhases - phase, 0.0, 1.0); }

struct MatrixLook {
    QColor fill;
    QString name;
    double shown = 1.0; ///< share of the cells that hold their number already, by rows
};

void paintMatrix(QPainter& painter, const QRectF& slot, const SmallMatrix& matrix, const MatrixLook& look, const Tokens& tokens)
{
    const QFontMetricsF metrics(painter.font());
    const double side = std::min({slot.width() / matrix.columns, (slot.height() - metrics.height()) / matrix.rows, 3.2 * metrics.height()});
    const QPointF corner(slot.center().x() - side * matrix.columns / 2, slot.center().y() - side * matrix.rows / 2 + metrics.height() / 2);
    painter.setPen(tokens.textMuted);
    painter.drawText(QRectF(slot.left(), corner.y() - metrics.height() - 2, slot.width(), metrics.height()), Qt::AlignCenter, look.name);
    const int cells = matrix.rows * matrix.columns;
    for (int i = 0; i < cells; ++i) {
        const QRectF cell(corner.x() + (i % matrix.columns) * side, corner.y() + (i / matrix.columns) * side, side, side);
        const bool filled = i < std::lround(look.shown * cells);
        painter.setPen(tokens.line);
        painter.setBrush(filled ? QBrush(look.fill) : Qt::NoBrush);
        painter.drawRect(cell.adjusted(1, 1, -1, -1));
        painter.setPen(textOn(look.fill));
        if (filled)
            painter.drawText(cell, Qt::AlignCenter, QString::number(matrix.values[static_cast<std::size_t>(i)]));
    }
}

SmallMatrix columnsOf(const SmallMatrix& m, int gpu, int gpus)
{
    SmallMatrix part{m.rows, m.columns / gpus, {}};
    for (int row = 0; row < m.rows; ++row)
        for (int column = 0; column < part.columns; ++column)
            part.values.push_back(m.at(row, gpu * part.columns + column));
    return part;
}

SmallMatrix rowsOf(const SmallMatrix& m, int gpu, int gpus)
{
    const int rows = m.rows / gpus;
    return {rows, m.columns, {m.values.begin() + gpu * rows * m.columns, m.values.begin() + (gpu + 1) * rows * m.columns}};
}

/// Slots of a GPU's row from left to right: name, X, A, Y, B, summand.
QRectF slotOf(const QRectF& row, int index)
{
    constexpr double edges[] = {0.0, 0.09, 0.25, 0.47, 0.67, 0.83, 1.0};
    return {row.left() + edges[index] * row.width(), row.top(), (edges[index + 1] - edges[index]) * row.width() - 10, row.height()};
}

void paintSign(QPainter& painter, const QRectF& slot, const QString& sign)
{
    painter.drawText(QRectF(slot.left() - 14, slot.top(), 18, slot.height() + QFontMetricsF(painter.font()).height()), Qt::AlignCenter, sign);
}

void paintGpu(QPainter& painter, const QRectF& row, const ShardedProduct& product, int gpu, const Tokens& tokens, double share)
{
    const int gpus = static_cast<int>(product.summands.size());
    const auto index = static_cast<std::size_t>(gpu);
    const QColor color = identityColor(gpu, gpus, tokens);
    painter.setPen(tokens.text);
    painter.drawText(slotOf(row, 0), Qt::AlignVCenter | Qt::AlignLeft, tr("GPU %1").arg(gpu));
    const SmallMatrix a = columnsOf(product.a, gpu, gpus);
    const bool active = progressOf(1, share) > 0;
    paintMatrix(painter, slotOf(row, 1), product.x, {tokens.surfaceAlt, QStringLiteral("X")}, tokens);
    paintMatrix(painter, slotOf(row, 2), a, {color, tr("columns of A")}, tokens);
    paintMatrix(painter, slotOf(row, 3), active ? product.columns[index] : shardscape::product(product.x, a),
                {color, active ? tr("relu(X A)") : tr("X A"), progressOf(0, share)}, tokens);
    paintMatrix(painter, slotOf(row, 4), rowsOf(product.b, gpu, gpus), {color, tr("rows of B")}, tokens);
    paintMatrix(painter, slotOf(row, 5), product.summands[index], {color, tr("summand"), progressOf(2, share)}, tokens);
    painter.setPen(tokens.text);
    paintSign(painter, slotOf(row, 2), QStringLiteral("·"));
    paintSign(painter, slotOf(row, 3), QStringLiteral("="));
    paintSign(painter, slotOf(row, 4), QStringLiteral("·"));
    paintSign(painter, slotOf(row, 5), QStringLiteral("="));
}

} // namespace

void paintProduct(QPainter& painter, const QRectF& area, const ShardedProduct& product, const Tokens& tokens, double share)
{
    const int gpus = static_cast<int>(product.summands.size());
    const QRectF rows = area.adjusted(0, 0, -0.18 * area.width(), 0);
    const double height = rows.height() / gpus;
    for (int gpu = 0; gpu < gpus; ++gpu) {
        const QRectF row(rows.left(), rows.top() + gpu * height, rows.width(), height - 4);
        painter.fillRect(row, tokens.ground);
        paintGpu(painter, row, product, gpu, tokens, share);
    }
    const int added = static_cast<int>(std::ceil(progressOf(3, share) * gpus));
    SmallMatrix total{product.z.rows, product.z.columns, std::vector<int>(product.z.values.size(), 0)};
    for (int gpu = 0; gpu < added; ++gpu)
        total = sum(total, product.summands[static_cast<std::size_t>(gpu)]);
    const QRectF right(rows.right() + 8, area.top(), area.right() - rows.right() - 8, area.height());
    const QString name = gpus == 1 ? tr("Z") : tr("Z, all-reduced: %1 of %2").arg(added).arg(gpus);
    paintMatrix(painter, right, total, {tokens.accent, name, added > 0 ? 1.0 : 0.0}, tokens);
}

QString productCaption(const ShardedProduct& product, double share)
{
    const int gpus = static_cast<int>(product.summands.size());
    if (progressOf(3, share) > 0) {
        const int added = static_cast<int>(std::ceil(progressOf(3, share) * gpus));
        return gpus == 1 ? tr("One GPU: nothing to add.") : tr("All-reduce: %1 of %2 summands are added; every GPU ends with the whole Z.").arg(added).arg(gpus);
    }
    if (progressOf(2, share) > 0)
        return tr("Each GPU multiplies its columns by its rows of B: a summand of every element of Z. Nothing is sent.");
    if (progressOf(1, share) > 0)
        return tr("The activation function works element by element, so each GPU applies it to its own columns. Nothing is sent.");
    return tr("Each GPU multiplies the whole X by its columns of A. Nothing is sent.");
}

} // namespace shardscape
