// SPDX-License-Identifier: GPL-3.0-or-later
// The pipeline view: canvas, transport buttons, table twin and one line of words, bound to the document's evaluation, the focus and the
// clock. Wires only. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "views/common/table_data.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace shardscape {

class ClockBar;
class ComparisonPane;
class PictureFrame;
class TimelineCanvas;

class TimelineView : public QWidget {
    Q_OBJECT
public:
    explicit TimelineView(AppContext& context, QWidget* parent = nullptr);

    [[nodiscard]] TimelineCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] ComparisonPane& comparison() { return *m_comparison; }
    [[nodiscard]] bool showsComparison() const;
    void setShowsComparison(bool on);

private:
    void buildHead();
    void connectCanvas();
    void connectComparison();
    void followComparisonSwitch(bool on);
    [[nodiscard]] TableData tableNow() const;
    void showEvaluation();
    void showFocus();
    void showTheme();
    void showSummary();
    void chooseExportFile();

    AppContext& m_context;
    TimelineCanvas* m_canvas;
    ComparisonPane* m_comparison;
    QStackedWidget* m_pictures;
    PictureFrame* m_frame;
    ClockBar* m_clockBar;
    QToolButton* m_compare;
    QToolButton* m_critical;
    QToolButton* m_tasks;
    QLabel* m_words;
    QString m_summary;
};

} // namespace shardscape
