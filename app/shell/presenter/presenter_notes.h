// SPDX-License-Identifier: GPL-3.0-or-later
// The teacher's own window: notes of the step, what comes next, and how long it has been. GUI thread only.
#pragma once

#include <QElapsedTimer>
#include <QWidget>

class QLabel;

namespace shardscape {

class PresenterNotes : public QWidget {
    Q_OBJECT
public:
    explicit PresenterNotes(QWidget* parent = nullptr);

    struct Content {
        QString step;
        QString notes;
        QString next;
        int minutes = 0; ///< planned; 0 = not said
    };
    void show(const Content& content);
    void restartTimer();
    [[nodiscard]] QString text() const;

private:
    void tick();

    QElapsedTimer m_since;
    int m_minutes = 0;
    QLabel* m_step;
    QLabel* m_notes;
    QLabel* m_next;
    QLabel* m_time;
};

} // namespace shardscape
