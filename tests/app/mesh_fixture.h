// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of the mesh begin with: a canvas on a sample, or a whole view on a real document.
#pragma once

#include "app/open_document.h"
#include "app/sample_mesh.h"
#include "views/mesh/mesh_canvas.h"
#include "views/mesh/mesh_view.h"

#include <memory>

namespace shardscape {

/// A canvas with the sample mesh, shown and with the keyboard.
inline std::unique_ptr<MeshCanvas> shownCanvas()
{
    auto canvas = std::make_unique<MeshCanvas>();
    canvas->resize(700, 500);
    canvas->setTokens(tokensFor(Theme::Light));
    canvas->setModel(sampleMesh());
    canvas->show();
    canvas->setFocus();
    return canvas;
}

/// A mesh view on two nodes, evaluated and shown. Members in the order they must live.
struct OpenMesh {
    explicit OpenMesh(QSize size) : isReady{open.settle()}, view{open.workspace.context}
    {
        view.resize(size);
        view.show();
        isReady = isReady && view.canvas().model() != nullptr;
    }
    [[nodiscard]] QPoint at(int gpu) { return view.canvas().centerOf(gpu).toPoint(); }

    OpenDocument open;
    bool isReady;
    MeshView view;
};

} // namespace shardscape
