// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_painter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

/// The node whose wiring has most links names and sizes the columns.
const NodeTemplate& widestNode(const Fabric& fabric)
{
    const NodeTemplate* widest = &fabric.nodeTemplate();
    for (int node = 0; fabric.isMixed() && node < fabric.nodes(); ++node)
        if (fabric.nodeTemplate(node).links.size() > widest->links.size())
            widest = &fabric.nodeTemplate(node);
    return *widest;
}

} // namespace

QSize fabricMatrixSize(const FabricModel& model)
{
    const Fabric& fabric = model.fabric();
    const int columns = std::max(1, static_cast<int>(widestNode(fabric).links.size()));
    const int network = static_cast<int>(fabric.links().size()) - fabric.firstLinkOf(fabric.nodes());
    return {columns, std::max(1, fabric.nodes() + (network + columns - 1) / columns)};
}

QImage fabricMatrix(const FabricModel& model, const Tokens& tokens)
{
    QImage image(fabricMatrixSize(model), QImage::Format_RGB32);
    const int columns = image.width();
    image.fill(tokens.ground);
    std::vector<QRgb> ramp;
    for (int i = 0; i < 256; ++i)
        ramp.push_back(loadColor(tokens, i / 255.0).rgb());
    for (int row = 0; row < image.height(); ++row) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(row));
        for (int column = 0; column < columns; ++column) {
            const int link = linkOfMatrixCell(model, column, row);
            if (link < 0)
                break;
            const double busy = model.busy(link);
            line[column] = busy > 0.0 ? ramp[static_cast<std::size_t>(std::lround(loadScale(busy) * 255))] : tokens.surfaceAlt.rgb();
        }
    }
    return image;
}

QRectF fabricMatrixCells(const QRectF& area) { return area.adjusted(64, 20, 0, 0); }

void paintFabricMatrix(QPainter& painter, const QRectF& area, const FabricModel& model, const Tokens& tokens)
{
    paintLinkMatrix(painter, area, fabricMatrix(model, tokens), model, tokens);
}

void paintLinkMatrix(QPainter& painter, const QRectF& area, const QImage& image, const FabricModel& model, const Tokens& tokens)
{
    const QRectF cells = fabricMatrixCells(area);
    painter.drawImage(cells, image);
    const double columnWidth = cells.width() / image.width();
    const double rowHeight = cells.height() / image.height();
    painter.setPen(tokens.text);
    const std::vector<LocalLink>& links = widestNode(model.fabric()).links;
    for (std::size_t begin = 0, end = 0; begin < links.size(); begin = end) {
        while (end < links.size() && links[end].kind == links[begin].kind)
            ++end;
        const QRectF box(cells.left() + static_cast<double>(begin) * columnWidth, area.top(),
                         static_cast<double>(end - begin) * columnWidth, 18);
        const QString name = linkKindName(links[begin].kind);
        if (painter.fontMetrics().horizontalAdvance(name) <= box.width())
            painter.drawText(box, Qt::AlignLeft | Qt::AlignBottom, name);
        painter.drawLine(box.bottomLeft(), box.bottomLeft() + QPointF(0, 2));
    }
    const int nodes = model.fabric().nodes();
    const int step = std::max(1, static_cast<int>(std::ceil(16.0 / std::max(1e-6, rowHeight))));
    for (int row = 0; row < image.height(); row += row < nodes ? std::min(step, std::max(1, nodes - row)) : image.height()) {
        const QString name = row < nodes ? FabricModel::tr("node %1").arg(row) : FabricModel::tr("network");
        painter.drawText(QRectF(area.left(), cells.top() + row * rowHeight, 58, std::max(16.0, rowHeight)), Qt::AlignRight | Qt::AlignTop,
                         name);
    }
}

int linkOfMatrixCell(const FabricModel& model, int column, int row)
{
    const Fabric& fabric = model.fabric();
    const int columns = fabricMatrixSize(model).width();
    if (column < 0 || column >= columns || row < 0)
        return -1;
    const int nodes = fabric.nodes();
    const long long link = row < nodes ? 1LL * fabric.firstLinkOf(row) + column
                                       : fabric.firstLinkOf(nodes) + 1LL * (row - nodes) * columns + column;
    const int end = row < nodes ? fabric.firstLinkOf(row + 1) : static_cast<int>(fabric.links().size());
    return link < end ? static_cast<int>(link) : -1;
}

} // namespace shardscape
