// SPDX-License-Identifier: GPL-3.0-or-later
// Where GPUs and nodes lie in the mesh picture. Values with arithmetic only: hit tests do
// not depend on the number of GPUs. Used by canvas, painter, report and tests; any thread.
#pragma once

#include "views/common/camera.h"

#include <QPoint>

#include <optional>
#include <vector>

namespace shardscape {

/// Nodes stand in a near-square grid, row by row; the GPUs of a node in a block below its name. World unit: the height of a GPU cell.
class MeshGeometry {
public:
    MeshGeometry() = default;
    /// \param aspect width over height of the surface the mesh is to fill well
    MeshGeometry(int gpusPerNode, int nodes, double aspect = 1.5);

    [[nodiscard]] int gpus() const { return m_gpusPerNode * m_nodes; }
    [[nodiscard]] int gpusPerNode() const { return m_gpusPerNode; }
    [[nodiscard]] int nodes() const { return m_nodes; }
    [[nodiscard]] QRectF bounds() const;
    [[nodiscard]] QRectF nodeRect(int node) const;
    [[nodiscard]] QRectF titleRect(int node) const; ///< the strip above a node's GPUs
    [[nodiscard]] QRectF cellRect(int gpu) const;

    [[nodiscard]] std::optional<int> gpuAt(QPointF world) const;
    [[nodiscard]] std::optional<int> nodeAt(QPointF world) const;
    [[nodiscard]] std::vector<int> gpusIn(const QRectF& world) const; ///< cells touched by a rectangle, ascending
    /// Node indices [first, last) that may intersect a rectangle, row by row: for painting what is in view.
    [[nodiscard]] std::vector<int> nodesIn(const QRectF& world) const;

    /// Position in the grid of all cells over node borders, for arrow keys and block moves.
    [[nodiscard]] QPoint gridOf(int gpu) const;
    [[nodiscard]] std::optional<int> gpuAtGrid(QPoint grid) const;
    [[nodiscard]] QSize gridSize() const;

    static constexpr double nodeGap = 0.35; ///< between nodes
    static constexpr double cellGap = 0.08; ///< between the cells of a node
    static constexpr double cellWidth = 1.6;

private:
    [[nodiscard]] QSizeF nodeSize() const;

    int m_gpusPerNode = 1;
    int m_nodes = 0;
    int m_nodeColumns = 1; ///< nodes side by side
    int m_columns = 1;     ///< GPUs side by side in a node
    int m_rows = 1;
};

using MeshCamera = Camera;
/// Cells are never drawn higher than this, in pixels: by a person's zoom, and by the fit of a small mesh.
inline constexpr double closestMesh = 240.0;
inline constexpr double closestMeshFit = 120.0;

/// How much is drawn, by the height of a cell in pixels and the number of cells in view.
enum class MeshDetail : unsigned char {
    Names, ///< GPU, rank and coordinate in words
    Ids,   ///< the rank's number and the stage's letter
    Cells, ///< colored cells
    Nodes, ///< one summary a node
};
/// \param textScale of the letters; cells must be larger by as much to hold them
[[nodiscard]] MeshDetail detailFor(double cellHeight, int cellsInView, double textScale = 1.0);

} // namespace shardscape
