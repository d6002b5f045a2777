// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/mesh_geometry.h"

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

constexpr double padding = 0.2; // inside a node's box
constexpr double title = 0.45;  // the strip of a node's name
constexpr double gap = MeshGeometry::nodeGap;
constexpr double spacing = MeshGeometry::cellGap;

/// Columns of `count` items of `itemAspect` (width over height) whose block comes closest to `aspect`.
int columnsFor(int count, double itemAspect, double aspect)
{
    const double ideal = std::sqrt(count * aspect / itemAspect);
    return std::clamp(static_cast<int>(std::lround(ideal)), 1, std::max(1, count));
}

} // namespace

MeshGeometry::MeshGeometry(int gpusPerNode, int nodes, double aspect) : m_gpusPerNode(std::max(1, gpusPerNode)), m_nodes(std::max(0, nodes))
{
    // A node of 8 is always two rows of four, so that a person finds a GPU at the same place in every window; others are near that shape.
    m_columns = m_gpusPerNode <= 4 ? m_gpusPerNode : columnsFor(m_gpusPerNode, 1.0, 2.0);
    while (m_columns > 1 && m_columns < m_gpusPerNode && m_gpusPerNode % m_columns != 0)
        ++m_columns;
    m_rows = (m_gpusPerNode + m_columns - 1) / m_columns;
    const QSizeF node = nodeSize();
    m_nodeColumns = m_nodes == 0 ? 1 : columnsFor(m_nodes, (node.width() + gap) / (node.height() + gap), std::clamp(aspect, 0.2, 5.0));
}

QSizeF MeshGeometry::nodeSize() const
{
    return {m_columns * (cellWidth + spacing) - spacing + 2 * padding, m_rows * (1 + spacing) - spacing + 2 * padding + title};
}

QRectF MeshGeometry::bounds() const
{
    const QSizeF node = nodeSize();
    const int rows = (m_nodes + m_nodeColumns - 1) / m_nodeColumns;
    const int columns = std::min(m_nodes, m_nodeColumns);
    return {0, 0, std::max(1.0, columns * (node.width() + gap) - gap), std::max(1.0, rows * (node.height() + gap) - gap)};
}

QRectF MeshGeometry::nodeRect(int node) const
{
    const QSizeF size = nodeSize();
    return {(node % m_nodeColumns) * (size.width() + gap), (node / m_nodeColumns) * (size.height() + gap), size.width(), size.height()};
}

QRectF MeshGeometry::titleRect(int node) const
{
    const QRectF rect = nodeRect(node);
    return {rect.left(), rect.top(), rect.width(), title + padding};
}

QRectF MeshGeometry::cellRect(int gpu) const
{
    const QRectF node = nodeRect(gpu / m_gpusPerNode);
    const int local = gpu % m_gpusPerNode;
    return {node.left() + padding + (local % m_columns) * (cellWidth + spacing),
            node.top() + padding + title + (local / m_columns) * (1 + spacing), cellWidth, 1};
}

std::optional<int> MeshGeometry::nodeAt(QPointF world) const
{
    const QSizeF size = nodeSize();
    const int column = static_cast<int>(std::floor(world.x() / (size.width() + gap)));
    const int row = static_cast<int>(std::floor(world.y() / (size.height() + gap)));
    if (column < 0 || row < 0 || column >= m_nodeColumns)
        return std::nullopt;
    const long long node = static_cast<long long>(row) * m_nodeColumns + column;
    if (node >= m_nodes || !nodeRect(static_cast<int>(node)).contains(world))
        return std::nullopt;
    return static_cast<int>(node);
}

std::optional<int> MeshGeometry::gpuAt(QPointF world) const
{
    const std::optional<int> node = nodeAt(world);
    if (!node)
        return std::nullopt;
    const QPointF inside = world - nodeRect(*node).topLeft() - QPointF(padding, padding + title);
    const int column = static_cast<int>(std::floor(inside.x() / (cellWidth + spacing)));
    const int row = static_cast<int>(std::floor(inside.y() / (1 + spacing)));
    if (column < 0 || row < 0 || column >= m_columns || row * m_columns + column >= m_gpusPerNode)
        return std::nullopt;
    const int gpu = *node * m_gpusPerNode + row * m_columns + column;
    return cellRect(gpu).contains(world) ? std::optional(gpu) : std::nullopt;
}

std::vector<int> MeshGeometry::nodesIn(const QRectF& world) const
{
    const QSizeF size = nodeSize();
    const int rows = (m_nodes + m_nodeColumns - 1) / m_nodeColumns;
    const auto clampTo = [](double value, int most) {
        return static_cast<int>(std::clamp(std::floor(value), -1.0, static_cast<double>(most)));
    };
    const int left = std::max(0, clampTo(world.left() / (size.width() + gap), m_nodeColumns));
    const int right = std::min(m_nodeColumns - 1, clampTo(world.right() / (size.width() + gap), m_nodeColumns));
    const int top = std::max(0, clampTo(world.top() / (size.height() + gap), rows));
    const int bottom = std::min(rows - 1, clampTo(world.bottom() / (size.height() + gap), rows));
    std::vector<int> nodes;
    for (int row = top; row <= bottom; ++row)
        for (int column = left; column <= right; ++column)
            if (const int node = row * m_nodeColumns + column; node < m_nodes)
                nodes.push_back(node);
    return nodes;
}

std::vector<int> MeshGeometry::gpusIn(const QRectF& world) const
{
    std::vector<int> gpus;
    for (const int node : nodesIn(world))
        for (int local = 0; local < m_gpusPerNode; ++local)
            if (cellRect(node * m_gpusPerNode + local).intersects(world))
                gpus.push_back(node * m_gpusPerNode + local);
    std::sort(gpus.begin(), gpus.end());
    return gpus;
}

QPoint MeshGeometry::gridOf(int gpu) const
{
    const int node = gpu / m_gpusPerNode;
    const int local = gpu % m_gpusPerNode;
    return {(node % m_nodeColumns) * m_columns + local % m_columns, (node / m_nodeColumns) * m_rows + local / m_columns};
}

QSize MeshGeometry::gridSize() const { return {m_nodeColumns * m_columns, (m_nodes + m_nodeColumns - 1) / m_nodeColumns * m_rows}; }

std::optional<int> MeshGeometry::gpuAtGrid(QPoint grid) const
{
    if (grid.x() < 0 || grid.y() < 0 || grid.x() >= m_nodeColumns * m_columns)
        return std::nullopt;
    const int node = grid.y() / m_rows * m_nodeColumns + grid.x() / m_columns;
    const int local = grid.y() % m_rows * m_columns + grid.x() % m_columns;
    if (node >= m_nodes || local >= m_gpusPerNode)
        return std::nullopt;
    return node * m_gpusPerNode + local;
}

MeshDetail detailFor(double cellHeight, int cellsInView, double textScale)
{
    // Text costs about 2.5 us a label: the budgets keep a full picture within a frame.
    if (cellHeight >= 44 * textScale && cellsInView <= 1000)
        return MeshDetail::Names;
    if (cellHeight >= 16 * textScale && cellsInView <= 4000)
        return MeshDetail::Ids;
    return cellHeight >= 2.5 ? MeshDetail::Cells : MeshDetail::Nodes;
}

} // namespace shardscape
