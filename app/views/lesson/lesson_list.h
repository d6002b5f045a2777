// SPDX-License-Identifier: GPL-3.0-or-later
// All lessons with how long they take and how far they were followed. GUI thread only.
#pragma once

#include "views/lesson/lesson_session.h"

#include <QTreeWidget>

namespace shardscape {

class LessonList : public QTreeWidget {
    Q_OBJECT
public:
    explicit LessonList(LessonSession& session, QWidget* parent = nullptr);
    void refresh();

Q_SIGNALS:
    void chosen(const QString& id, int step);

private:
    LessonSession& m_session;
};

} // namespace shardscape
