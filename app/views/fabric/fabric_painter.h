// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the fabric: nodes, devices and links colored by load on a fixed scale, the highlight of one link or GPU, the matrix of the same
// numbers, and the legend. Free functions for screen, PNG and PDF.
#pragma once

#include "shell/focus_hub.h"
#include "shell/tokens.h"
#include "views/common/camera.h"
#include "views/fabric/fabric_model.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainterPath>

class QPainter;

namespace shardscape {

struct FabricPicture {
    const FabricModel& model;
    const Tokens& tokens;
    Camera camera;
    QRectF viewport;
    double textScale = 1.0; ///< of the font it is painted with (views/common/text_scale.h)
};

/// A link's line with its arc (FabricLayout::arcDepth), in screen coordinates.
[[nodiscard]] QPainterPath fabricLinkPath(const QLineF& line, double arc);

/// Below this size nodes are drawn as summaries: one cell with its fullest link.
[[nodiscard]] bool showsNodeInside(const FabricPicture& picture);

void paintFabric(QPainter& painter, const FabricPicture& picture);
/// Order of the rings of a focused GPU or group: numbered arrows from GPU to GPU (from node to node where nodes are closed), a chain for a
/// pipeline, outlines for an exchange, each kind with its own line and letter, and a key that names them.
void paintFabricRings(QPainter& painter, const FabricPicture& picture, const std::vector<GroupOrder>& orders);
/// The focused link or GPU, over the base picture.
void paintFabricFocus(QPainter& painter, const FabricPicture& picture, Focus focus);
/// The load scale with its marks, the line widths, and what the level of detail leaves out.
/// Lines that the legend takes: its words stand below the scale where they do not fit beside it.
[[nodiscard]] int fabricLegendLines(const QFontMetricsF& metrics, double width);
void paintFabricLegend(QPainter& painter, const QRectF& area, const FabricPicture& picture);

[[nodiscard]] QSize fabricMatrixSize(const FabricModel& model);
/// One row per node (leaf and spine links below), one column per directed link of a node; the same numbers and colors as the picture.
[[nodiscard]] QImage fabricMatrix(const FabricModel& model, const Tokens& tokens);
/// The matrix with its labels; cells fill fabricMatrixCells(area).
void paintFabricMatrix(QPainter& painter, const QRectF& area, const FabricModel& model, const Tokens& tokens);
[[nodiscard]] QRectF fabricMatrixCells(const QRectF& area);
/// An image with a pixel a cell of the matrix, and its labels.
void paintLinkMatrix(QPainter& painter, const QRectF& area, const QImage& image, const FabricModel& model, const Tokens& tokens);
/// The matrix of links by how much busier they are than in the baseline, and its legend. \pre the model has a baseline
[[nodiscard]] QImage fabricDifference(const FabricModel& model, const Tokens& tokens);
void paintFabricDifference(QPainter& painter, const QRectF& area, const FabricModel& model, const Tokens& tokens);
void paintDifferenceLegend(QPainter& painter, const QRectF& area, const Tokens& tokens);
/// Bytes a second from block to block (sender's row, receiver's column) with labels; cells fill fabricMatrixCells(area).
void paintPairMatrix(QPainter& painter, const QRectF& area, const FabricModel& model, const Tokens& tokens);
/// The scale of the pair matrix.
void paintPairLegend(QPainter& painter, const QRectF& area, const FabricModel& model, const Tokens& tokens);
/// The link at a cell of the matrix, or -1.
[[nodiscard]] int linkOfMatrixCell(const FabricModel& model, int column, int row);

} // namespace shardscape
