// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_layout.h"

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

constexpr double gap = 0.6;           ///< between nodes
constexpr int nodesInOneRow = 4;      ///< beyond, nodes form blocks and their uplinks end at the border
constexpr double directionGap = 0.05; ///< between the two directions of a cable

/// Nodes per row: full rows where the number allows it, as near to the wanted width over height as that gives.
int columnsOf(int nodes, QSizeF node, double aspect)
{
    const auto miss = [&](int columns) {
        const int rows = (nodes + columns - 1) / columns;
        const double ragged = nodes % columns == 0 ? 0.0 : 0.5;
        return ragged + std::abs(std::log(columns * node.width() / (rows * node.height()) / aspect));
    };
    int best = 1;
    for (int columns = 2; columns <= std::min(nodes, 512); ++columns)
        if (miss(columns) < miss(best))
            best = columns;
    return best;
}

} // namespace

FabricLayout::FabricLayout(const Fabric& fabric)
    : m_nodes{fabric.nodes()}, m_leavesPerUnit{std::max(1, fabric.leavesPerUnit())},
      m_nodesPerDomain{fabric.nodesPerDomain()}
{
    m_local.resize(static_cast<std::size_t>(fabric.kinds()));
    for (int node = 0; node < m_nodes; ++node)
        if (auto& places = m_local[static_cast<std::size_t>(fabric.kindOf(node))]; places.empty())
            places = placeLocals(fabric.nodeTemplate(node));
    while (m_nodesPerUnit < m_nodes && fabric.unitOf(m_nodesPerUnit) == 0)
        ++m_nodesPerUnit;
    m_oneRow = m_nodes <= nodesInOneRow;
    if (m_oneRow)
        m_nodesPerUnit = m_nodes;
    const int units = (m_nodes + m_nodesPerUnit - 1) / m_nodesPerUnit;
    m_columns = m_oneRow ? m_nodes : columnsOf(m_nodesPerUnit, m_nodeSize, units == 1 ? 1.8 : 0.9);
    const int rows = (m_nodesPerUnit + m_columns - 1) / m_columns;
    const double nodeRows = rows * (m_nodeSize.height() + gap);
    m_rowScale = m_oneRow ? 1.0 : std::max(1.0, nodeRows / 14.0); // layers stay visible above big units
    m_leafRow = fabric.leaves() > 0 ? 1.6 * m_rowScale : 0.3;
    m_unitSize = {m_columns * (m_nodeSize.width() + gap) + gap, nodeRows + m_leafRow + (m_nodesPerDomain > 1 ? 1.4 : 0.3)};
    m_unitColumns = std::max(1, static_cast<int>(std::ceil(std::sqrt(units * 1.6 * m_unitSize.height() / m_unitSize.width()))));
    m_unitColumns = std::min(m_unitColumns, units);
    m_coreRow = fabric.pods() > 1 ? 1.6 * m_rowScale : 0.0;
    m_top = m_coreRow + (fabric.pods() > 0 ? 1.6 * m_rowScale : 0.0);
    const int unitRows = (units + m_unitColumns - 1) / m_unitColumns;
    m_bounds = {0, 0, m_unitColumns * m_unitSize.width(), m_top + unitRows * m_unitSize.height()};
}

/// Rows from the top: NICs, sockets in the gaps below them, PCIe switches, GPUs, NVLink switch. A torus is drawn as its planes side by
/// side.
std::vector<QRectF> FabricLayout::placeLocals(const NodeTemplate& node)
{
    std::vector<QRectF> places;
    const int columns =
        node.torusShape.empty()
            ? std::max(node.gpus, 2)
            : std::max(8, node.torusShape[0] *
                              (node.gpus / std::max(1, node.torusShape[0] * (node.torusShape.size() > 1 ? node.torusShape[1] : 1)) + 1));
    const double width = columns + 0.6;
    int counts[9] = {};
    for (const LocalVertex& v : node.vertices)
        ++counts[static_cast<std::size_t>(v.kind)];
    const auto spread = [&](int index, int count, double row, double w, double h) {
        const double step = (width - 0.6) / std::max(1, count);
        const double center = 0.3 + (index + 0.5) * step;
        return QRectF(center - w / 2, row, w, h);
    };
    double height = 6.0;
    for (const LocalVertex& v : node.vertices) {
        const int count = counts[static_cast<std::size_t>(v.kind)];
        switch (v.kind) {
        case VertexKind::Nic: places.push_back(spread(v.index, count, 0.5, 0.5, 0.45)); break;
        case VertexKind::Socket: {
            QRectF rect = spread(v.index, count, 1.35, 0.4, 0.35);
            rect.translate(counts[static_cast<std::size_t>(VertexKind::PcieSwitch)] == count ? 0.6 : columns % 2 == 0 ? 0.0 : 0.5, 0.0);
            places.push_back(rect);
            break;
        }
        case VertexKind::PcieSwitch: places.push_back(spread(v.index, count, 2.2, 0.5, 0.35)); break;
        case VertexKind::NvSwitch: places.push_back({0.4, 4.9, width - 0.8, 0.5}); break;
        case VertexKind::Gpu:
            if (node.torusShape.empty()) {
                places.push_back(spread(v.index, count, 3.2, 0.66, 0.66));
            } else {
                const int nx = node.torusShape[0];
                const int ny = node.torusShape.size() > 1 ? node.torusShape[1] : 1;
                const int plane = v.index / (nx * ny);
                const int x = v.index % nx + plane * (nx + 1);
                const int y = (v.index / nx) % ny;
                places.push_back({0.6 + x, 3.2 + y, 0.5, 0.5});
                height = std::max(height, 4.6 + ny);
            }
            break;
        case VertexKind::HostBridge:
        case VertexKind::Leaf:
        case VertexKind::Spine:
        case VertexKind::Core: places.emplace_back(); break;
        }
    }
    m_nodeSize = m_nodeSize.expandedTo({width, height});
    return places;
}

QPointF FabricLayout::unitOrigin(int unit) const
{
    return {(unit % m_unitColumns) * m_unitSize.width(), m_top + (unit / m_unitColumns) * m_unitSize.height()};
}

QRectF FabricLayout::nodeRect(int node) const
{
    const int within = node % m_nodesPerUnit;
    const QPointF origin = unitOrigin(node / m_nodesPerUnit);
    return {origin.x() + gap + (within % m_columns) * (m_nodeSize.width() + gap),
            origin.y() + m_leafRow + (within / m_columns) * (m_nodeSize.height() + gap), m_nodeSize.width(), m_nodeSize.height()};
}

int FabricLayout::nodeAt(QPointF world) const
{
    const int column = static_cast<int>(std::floor(world.x() / m_unitSize.width()));
    const int row = static_cast<int>(std::floor((world.y() - m_top) / m_unitSize.height()));
    if (column < 0 || column >= m_unitColumns || row < 0)
        return -1;
    const int unit = row * m_unitColumns + column;
    const QPointF inside = world - unitOrigin(unit) - QPointF(gap, m_leafRow);
    const int x = static_cast<int>(std::floor(inside.x() / (m_nodeSize.width() + gap)));
    const int y = static_cast<int>(std::floor(inside.y() / (m_nodeSize.height() + gap)));
    if (x < 0 || x >= m_columns || y < 0 || y * m_columns + x >= m_nodesPerUnit)
        return -1;
    const int node = unit * m_nodesPerUnit + y * m_columns + x;
    return node < m_nodes && nodeRect(node).contains(world) ? node : -1;
}

QRectF FabricLayout::layerRect(double left, double right, double row, int index, int count) const
{
    const double step = (right - left) / std::max(1, count);
    const double width = std::min(step * 0.8, 2.4 * m_rowScale);
    return {left + (index + 0.5) * step - width / 2, row, width, 0.6 * m_rowScale};
}

QRectF FabricLayout::vertexRect(const Fabric& fabric, int vertex) const
{
    const Vertex& v = fabric.vertices()[static_cast<std::size_t>(vertex)];
    if (v.node >= 0)
        return m_local[static_cast<std::size_t>(fabric.kindOf(v.node))][static_cast<std::size_t>(vertex - fabric.firstVertexOf(v.node))]
            .translated(nodeRect(v.node).topLeft());
    switch (v.kind) {
    case VertexKind::NvSwitch: {
        const int first = v.index * m_nodesPerDomain;
        const int last = std::min(first + m_nodesPerDomain, m_nodes) - 1;
        QRectF rack = nodeRect(first);
        for (int node = first; node <= last; ++node)
            rack |= nodeRect(node);
        return {rack.left(), rack.bottom() + 0.3, rack.width(), 0.6};
    }
    case VertexKind::Leaf: {
        const int unit = m_oneRow ? 0 : v.index / m_leavesPerUnit;
        const int count = m_oneRow ? fabric.leaves() : m_leavesPerUnit;
        const QPointF origin = unitOrigin(unit);
        return layerRect(origin.x() + gap, origin.x() + m_unitSize.width() - gap, origin.y() + 0.2 * m_rowScale, v.index % count, count);
    }
    case VertexKind::Spine: return layerRect(0, m_bounds.width(), m_coreRow + 0.3 * m_rowScale, v.index, std::max(1, fabric.pods()));
    case VertexKind::Core: return layerRect(0, m_bounds.width(), 0.3 * m_rowScale, 0, 1);
    case VertexKind::Gpu:
    case VertexKind::PcieSwitch:
    case VertexKind::HostBridge:
    case VertexKind::Socket:
    case VertexKind::Nic: break;
    }
    return {};
}

QLineF FabricLayout::linkLine(const Fabric& fabric, int link) const
{
    const Link& l = fabric.links()[static_cast<std::size_t>(link)];
    const QRectF from = vertexRect(fabric, l.from);
    const QRectF to = vertexRect(fabric, l.to);
    QPointF a = from.center();
    QPointF b = to.center();
    const auto wide = [](const QRectF& rect, QPointF other) { // a bar is met straight above or below the other end
        return QPointF(std::clamp(other.x(), rect.left() + 0.1, rect.right() - 0.1), rect.center().y());
    };
    if (from.width() > 2.5)
        a = wide(from, b);
    if (to.width() > 2.5)
        b = wide(to, a);
    const int fromNode = fabric.vertices()[static_cast<std::size_t>(l.from)].node;
    const int toNode = fabric.vertices()[static_cast<std::size_t>(l.to)].node;
    if (!m_oneRow && (fromNode >= 0) != (toNode >= 0)) {
        const QRectF box = nodeRect(fromNode >= 0 ? fromNode : toNode);
        const QPointF inside = fromNode >= 0 ? a : b;
        const QPointF border(inside.x(), l.kind == LinkKind::NvLink ? box.bottom() : box.top());
        (fromNode >= 0 ? b : a) = border;
    }
    if (!m_oneRow && fromNode < 0 && toNode < 0) { // a stub above the lower end: whole lines would cover the nodes
        const bool up = from.center().y() > to.center().y();
        const QRectF& lower = up ? from : to;
        const QPointF foot(lower.center().x(), lower.top());
        const QPointF head = foot - QPointF(0.0, 0.4 * m_rowScale);
        a = up ? foot : head;
        b = up ? head : foot;
    }
    const QLineF line(a, b);
    if (line.length() <= 0.0)
        return line;
    const QPointF side = QPointF(line.dy(), -line.dx()) / line.length() * directionGap; // both directions keep to their right
    return line.translated(side);
}

double FabricLayout::arcDepth(const Fabric& fabric, int link) const
{
    const Link& l = fabric.links()[static_cast<std::size_t>(link)];
    const Vertex& from = fabric.vertices()[static_cast<std::size_t>(l.from)];
    const Vertex& to = fabric.vertices()[static_cast<std::size_t>(l.to)];
    if (from.kind != VertexKind::Gpu || to.kind != VertexKind::Gpu)
        return 0.0;
    if (l.kind == LinkKind::Ici) // neighbors in the drawing are joined straight; wrap-around and next plane pass beside the chips between
        return linkLine(fabric, link).length() < 1.2 ? 0.0 : from.index < to.index ? 0.34 : 0.42;
    const double distance = std::abs(from.index - to.index);
    const double depth = 0.5 + 1.5 * distance / std::max(1, fabric.gpusPerNode() - 1);
    return from.index < to.index ? depth : depth + 0.12;
}

} // namespace shardscape
