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
class StageBalancer;
class TimelineCanvas;

class TimelineView : public QWidget {
    Q_OBJECT
public:
    explicit TimelineView(AppContext& context, QWidget* parent = nullptr);

    [[nodiscard]] TimelineCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] ComparisonPane& comparison() { return *m_comparison; }
    [[nodiscard]] StageBalancer& balancer() { return *m_balancer; }
    [[nodiscard]] QString words() const; ///< the line below the picture
    [[nodiscard]] bool showsComparison() const;
    void setShowsComparison(bool on);

private:
    void buildHead();
    void connectCanvas();
    void connectComparison();
    void connectBalancer();
    void addCommands();
    void followComparisonSwitch(bool on);
    [[nodiscard]] TableData tableNow() const;
    void showEvaluation();
    void showFocus();
    void showTheme();
    void showSummary();

    AppContext& m_context;
    TimelineCanvas* m_canvas;
    ComparisonPane* m_comparison;
    QStackedWidget* m_pictures;
    PictureFrame* m_frame;
    ClockBar* m_clockBar;
    StageBalancer* m_balancer;
    QToolButton* m_balance;
    QToolButton* m_compare;
    QToolButton* m_critical;
    QToolButton* m_lanes;
    QToolButton* m_tasks;
    QLabel* m_words;
    QString m_summary;
    QString m_said; ///< what the balancer said about the present scenario
};

} // namespace shardscape
