// SPDX-License-Identifier: GPL-3.0-or-later
// Throughput against latency over the concurrency of an inference scenario, with a table twin and a picture file. A click on a point sets
// the scenario's concurrency as one step of the history. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "views/serving/curve_canvas.h"

namespace shardscape {

class PictureFrame;

class CurveView : public QWidget {
    Q_OBJECT
public:
    explicit CurveView(AppContext& context, QWidget* parent = nullptr);

    [[nodiscard]] CurveCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] PictureFrame& frame() { return *m_frame; }
    /// As PictureFrame::exportTo().
    [[nodiscard]] bool exportTo(const QString& path) const;

private:
    void refresh();
    void choose(int concurrency);
    void chooseRow(int row);

    AppContext& m_context;
    CurveCanvas* m_canvas;
    PictureFrame* m_frame;
};

} // namespace shardscape
