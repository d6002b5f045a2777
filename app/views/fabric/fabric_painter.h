// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the fabric: nodes, devices and links colored by load on a fixed scale, the highlight of one link or GPU, the matrix of the same
// numbers, and the legend. Free functions for screen, PNG and PDF.
#pragma once

#include "shell/focus_hub.h"
#include "shell/tokens.h"
#include "views/fabric/fabric_model.h"

#include <QImage>
#include <QPainterPath>

class QPainter;

namespace shardscape {

struct FabricCamera {
    QPointF origin; ///< world point at the screen's top left
    double scale = 1.0;

    [[nodiscard]] QPointF toScreen(QPointF world) const { return (world - origin) * scale; }
    [[nodiscard]] QRectF toScreen(const QRectF& world) const { return {toScreen(world.topLeft()), world.size() * scale}; }
    [[nodiscard]] QLineF toScreen(const QLineF& world) const { return {toScreen(world.p1()), toScreen(world.p2())}; }
    [[nodiscard]] QPointF toWorld(QPointF screen) const { return screen / scale + origin; }
    void zoomAt(QPointF screen, double factor);
};

/// The camera that shows all of `bounds`.
[[nodiscard]] FabricCamera fitCamera(const QRectF& bounds, QSizeF screen);

struct FabricPicture {
    const FabricModel& model;
    const Tokens& tokens;
    FabricCamera camera;
    QRectF viewport;
};

/// A link's line with its arc (FabricLayout::arcDepth), in screen coordinates.
[[nodiscard]] QPainterPath fabricLinkPath(const QLineF& line, double arc);

/// Below this size nodes are drawn as summaries: one cell with its fullest link.
[[nodiscard]] bool showsNodeInside(const FabricPicture& picture);

void paintFabric(QPainter& painter, const FabricPicture& picture);
/// The focused link or GPU, over the base picture.
void paintFabricFocus(QPainter& painter, const FabricPicture& picture, Focus focus);
/// The load scale with its marks, the line widths, and what the level of detail leaves out.
void paintFabricLegend(QPainter& painter, const QRectF& area, const FabricPicture& picture);

[[nodiscard]] QSize fabricMatrixSize(const FabricModel& model);
/// One row per node (leaf and spine links below), one column per directed link of a node; the same numbers and colors as the picture.
[[nodiscard]] QImage fabricMatrix(const FabricModel& model, const Tokens& tokens);
/// The matrix with its labels; cells fill fabricMatrixCells(area).
void paintFabricMatrix(QPainter& painter, const QRectF& area, const FabricModel& model, const Tokens& tokens);
[[nodiscard]] QRectF fabricMatrixCells(const QRectF& area);
/// The link at a cell of the matrix, or -1.
[[nodiscard]] int linkOfMatrixCell(const FabricModel& model, int column, int row);

} // namespace shardscape
