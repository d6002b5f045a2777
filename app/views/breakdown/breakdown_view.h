// SPDX-License-Identifier: GPL-3.0-or-later
// The step breakdown: where the time of a training step, a prefill or a decoded token goes, with a table twin. A click asks the explain
// panel for the figure's derivation. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "views/breakdown/breakdown_canvas.h"

namespace shardscape {

class PictureFrame;

class BreakdownView : public QWidget {
    Q_OBJECT
public:
    explicit BreakdownView(AppContext& context, QWidget* parent = nullptr);

    [[nodiscard]] BreakdownCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] PictureFrame& frame() { return *m_frame; }

private:
    void refresh();

    AppContext& m_context;
    BreakdownCanvas* m_canvas;
    PictureFrame* m_frame;
};

} // namespace shardscape
