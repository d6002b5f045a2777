// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the mesh: the base picture (nodes, GPUs, what sits on them), the overlay (selection, groups, drag) and the legend. Free functions
// for screen, PNG and PDF. Units are logical pixels; the painter's font gives the family.
#pragma once

#include "shell/tokens.h"
#include "views/mesh/mesh_model.h"

#include <optional>

class QPainter;

namespace shardscape {

struct MeshPicture {
    const MeshModel& model;
    const Tokens& tokens;
    MeshCamera camera;
    QRectF viewport;      ///< what is visible, in screen coordinates
    bool onPaper = false; ///< nobody can zoom in there
    const std::vector<int>* kept = nullptr; ///< ascending; all other GPUs are dimmed; null = none is
    double textScale = 1.0;                 ///< of the font it is painted with: larger letters need larger cells
};

/// The level of detail this picture is drawn at.
[[nodiscard]] MeshDetail detailOf(const MeshPicture& picture);

/// The color of a pipeline stage: from light to strong along the pipeline, in the color of the pp axis.
[[nodiscard]] QColor stageColor(const Tokens& tokens, int stage, int stages);

void paintMesh(QPainter& painter, const MeshPicture& picture);

/// What is drawn over the base picture; changes with every move of the pointer.
struct MeshOverlay {
    const std::vector<int>& selection;
    std::optional<int> cursor;        ///< cell under the keyboard focus
    std::optional<int> focused;       ///< GPU whose groups are outlined
    std::vector<int> dragFrom;        ///< GPUs whose ranks are being moved
    std::vector<int> dragTo;          ///< where they would land; empty when the drop is not possible
    std::optional<QRectF> rubberBand; ///< screen coordinates
    QString label;                    ///< text beside the pointer
    QPointF labelAt;
    bool labelIsBad = false;
    QString banner; ///< along the top: the mode the mesh is in
};

void paintMeshOverlay(QPainter& painter, const MeshPicture& picture, const MeshOverlay& overlay);

/// Stages by color and number, group outlines by line and letter, and what the level of detail leaves out.
void paintMeshLegend(QPainter& painter, const QRectF& area, const MeshPicture& picture);

} // namespace shardscape
