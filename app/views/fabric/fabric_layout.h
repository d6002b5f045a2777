// SPDX-License-Identifier: GPL-3.0-or-later
// Where everything of a fabric is drawn, in world units: nodes as boxes in a grid of scalable units, their GPUs, switches and NICs inside,
// leaf, spine and core above. Arithmetic on indices, so that 131,072 GPUs cost no more than 8. A value; any thread.
#pragma once

#include "hardware/fabric.h"

#include <QLineF>
#include <QPointF>
#include <QRectF>

#include <vector>

namespace shardscape {

class FabricLayout {
public:
    FabricLayout() = default;
    explicit FabricLayout(const Fabric& fabric);

    [[nodiscard]] QRectF bounds() const { return m_bounds; }
    [[nodiscard]] int nodes() const { return m_nodes; }
    [[nodiscard]] QSizeF nodeSize() const { return m_nodeSize; }
    [[nodiscard]] QRectF nodeRect(int node) const;
    /// The node at a point, or -1.
    [[nodiscard]] int nodeAt(QPointF world) const;
    [[nodiscard]] QRectF vertexRect(const Fabric& fabric, int vertex) const;
    /// A link as a straight line, its two directions side by side; links that leave a node in a big cluster end at the node's border.
    [[nodiscard]] QLineF linkLine(const Fabric& fabric, int link) const;
    /// How far the arc of a direct GPU-to-GPU link swings out of its line, downwards or to the right; 0 for straight links.
    [[nodiscard]] double arcDepth(const Fabric& fabric, int link) const;
    /// Links that leave nodes are drawn to their other end (few nodes), not only to the border.
    [[nodiscard]] bool drawsNodeUplinks() const { return m_oneRow; }

private:
    [[nodiscard]] QPointF unitOrigin(int unit) const;
    [[nodiscard]] QRectF layerRect(double left, double right, double row, int index, int count) const;
    /// Where a node of this wiring keeps its parts; widens the boxes of all nodes to hold them.
    [[nodiscard]] std::vector<QRectF> placeLocals(const NodeTemplate& node);

    int m_nodes = 0;
    int m_nodesPerUnit = 1;
    int m_columns = 1;     ///< nodes per row of a unit
    int m_unitColumns = 1; ///< units per row
    int m_leavesPerUnit = 1;
    int m_nodesPerDomain = 1;
    bool m_oneRow = true;
    QSizeF m_nodeSize{0.0, 0.0};
    QSizeF m_unitSize;
    std::vector<std::vector<QRectF>> m_local; ///< [kind of node][local vertex] inside the node
    double m_rowScale = 1.0;     ///< of the layers above the units
    double m_leafRow = 0.0;      ///< height of the row of leaves above a unit
    double m_coreRow = 0.0;      ///< height of the row of the core
    double m_top = 0.0;          ///< world units above the first unit, for spine and core
    QRectF m_bounds;
};

} // namespace shardscape
