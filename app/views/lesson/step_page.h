// SPDX-License-Identifier: GPL-3.0-or-later
// One step of a lesson: its question while that is open; then the answer laid over the prediction, the narration, the caption of what
// moves, the formula with its numbers, and the task with a live check. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "views/lesson/lesson_session.h"

#include <QScrollArea>

class QLabel;
class QPushButton;
class QTimer;

namespace shardscape {

class PredictionBars;
class PredictionForm;

class StepPage : public QScrollArea {
    Q_OBJECT
public:
    StepPage(AppContext& context, LessonSession& session, QWidget* parent = nullptr);

    void refresh();
    void refreshTask();
    /// Everything that is shown, as plain text.
    [[nodiscard]] QString text() const;

private:
    QLabel* addLabel(bool bold = false);
    void showAnswer(const ReadyStep& step);
    void showFormula(const ReadyStep& step);
    void setText(QLabel* label, const QString& text);

    AppContext& m_context;
    LessonSession& m_session;
    int m_askedStep = -1; ///< step whose question is in the form; -1 = none
    QLabel* m_title;
    PredictionForm* m_form;
    QLabel* m_held;
    QPushButton* m_release;
    QLabel* m_verdict;
    PredictionBars* m_bars;
    QLabel* m_wrong;
    QLabel* m_text;
    QLabel* m_caption;
    QLabel* m_formula;
    QLabel* m_task;
    QLabel* m_hint;
    QPushButton* m_restore;
    QTimer* m_hintTimer;
};

} // namespace shardscape
