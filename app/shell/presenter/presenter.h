// SPDX-License-Identifier: GPL-3.0-or-later
// Presenter mode: the window fills the screen with larger text and without what nobody looks at; keys step through the lesson. Leaving
// puts everything back exactly. GUI thread only.
#pragma once

#include "shell/app_context.h"

#include <QByteArray>
#include <QObject>

#include <memory>

class QKeyEvent;
class QMainWindow;

namespace shardscape {

class LessonSession;
class PresenterNotes;
class StageOverlay;

class Presenter : public QObject {
    Q_OBJECT
public:
    /// Registers the commands "lesson.present" (F5) and "lesson.notes". \param session of the lessons pane; outlives the presenter
    Presenter(AppContext& context, QMainWindow& window, LessonSession& session);
    ~Presenter() override;

    [[nodiscard]] bool isPresenting() const { return m_overlay != nullptr; }
    [[nodiscard]] StageOverlay* overlay() const { return m_overlay; }
    [[nodiscard]] PresenterNotes* notes() const { return m_notes.get(); }
    void start();
    void stop();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool takeKey(const QKeyEvent& event);
    void clearStage();
    void refresh();
    void toggleNotes();

    struct Before {
        QByteArray layout;
        QByteArray geometry;
        Qt::WindowStates state;
        bool menuBar = true;
        bool statusBar = true;
        int textPercent = 100;
    };

    AppContext& m_context;
    QMainWindow& m_window;
    LessonSession& m_session;
    StageOverlay* m_overlay = nullptr;
    std::unique_ptr<PresenterNotes> m_notes;
    Before m_before;
};

} // namespace shardscape
