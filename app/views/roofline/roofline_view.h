// SPDX-License-Identifier: GPL-3.0-or-later
// The roofline pane: the operations of the step under the roofs of their accelerator, with a table twin and export. A click asks the
// explain panel for the operation's derivation. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "views/roofline/roofline_canvas.h"

namespace shardscape {

class PictureFrame;

class RooflineView : public QWidget {
    Q_OBJECT
public:
    explicit RooflineView(AppContext& context, QWidget* parent = nullptr);

    [[nodiscard]] RooflineCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] PictureFrame& frame() { return *m_frame; }
    /// As PictureFrame::exportTo().
    [[nodiscard]] bool exportTo(const QString& path) const;

private:
    void refresh();

    AppContext& m_context;
    RooflineCanvas* m_canvas;
    PictureFrame* m_frame;
};

} // namespace shardscape
