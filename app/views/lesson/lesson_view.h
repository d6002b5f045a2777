// SPDX-License-Identifier: GPL-3.0-or-later
// The Lessons pane: the list of lessons, or the lesson under way with keys to its next and last step. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "views/lesson/lesson_session.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace shardscape {

class DecisionTree;
class ElidedLabel;
class LessonList;
class StepPage;

class LessonView : public QWidget {
    Q_OBJECT
public:
    explicit LessonView(AppContext& context, QWidget* parent = nullptr);

    [[nodiscard]] LessonSession& session() { return *m_session; }
    [[nodiscard]] StepPage& page() { return *m_page; }
    [[nodiscard]] LessonList& list() { return *m_list; }
    QSize sizeHint() const override { return {380, 420}; }

Q_SIGNALS:
    void paneRequested(const QString& id);

private:
    QWidget* makeHead();
    void addCommands();
    void refresh();
    void refreshTree();
    void exportPredictions();

    AppContext& m_context;
    LessonSession* m_session;
    QStackedWidget* m_stack;
    LessonList* m_list;
    StepPage* m_page;
    DecisionTree* m_tree;
    QLabel* m_message;
    QWidget* m_head;
    ElidedLabel* m_where;
    QToolButton* m_back;
    QToolButton* m_next;
};

} // namespace shardscape
