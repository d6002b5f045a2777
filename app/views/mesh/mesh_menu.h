// SPDX-License-Identifier: GPL-3.0-or-later
// The mesh's context menu: the click twin of every gesture, with the key beside it. GUI thread only.
#pragma once

class QMenu;
class QWidget;

namespace shardscape {

class MeshCanvas;

/// A menu for the canvas' present selection; deletes itself when it closes. What is not possible now is disabled.
[[nodiscard]] QMenu* makeMeshMenu(MeshCanvas& canvas, QWidget* parent);

} // namespace shardscape
