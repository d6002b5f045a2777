// SPDX-License-Identifier: GPL-3.0-or-later
// The pipeline view: canvas, transport buttons, table twin and one line of words, bound to the document's evaluation, the focus and the
// clock. Wires only. GUI thread only.
#pragma once

#include "shell/app_context.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace shardscape {

class ClockBar;
class PictureFrame;
class TimelineCanvas;

class TimelineView : public QWidget {
    Q_OBJECT
public:
    explicit TimelineView(AppContext& context, QWidget* parent = nullptr);

    [[nodiscard]] TimelineCanvas& canvas() { return *m_canvas; }

private:
    void buildHead();
    void connectCanvas();
    void showEvaluation();
    void showFocus();
    void showTheme();
    void showSummary();
    void chooseExportFile();

    AppContext& m_context;
    TimelineCanvas* m_canvas;
    PictureFrame* m_frame;
    ClockBar* m_clockBar;
    QToolButton* m_critical;
    QToolButton* m_tasks;
    QLabel* m_words;
    QString m_summary;
};

} // namespace shardscape
