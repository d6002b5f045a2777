// SPDX-License-Identifier: GPL-3.0-or-later
// A hand that does not know what it does: random mouse, wheel and key events through the window system, so that popups, modal dialogs and
// grabs take part as with a person. The same seed makes the same choices. GUI thread only.
#pragma once

#include <QObject>
#include <QPoint>
#include <QPointer>
#include <QStringList>
#include <QWindow>

#include <functional>
#include <random>

class QEventLoop;
class QWidget;

namespace shardscape {

/// What the monkey works on. The window may be made anew while it plays.
struct MonkeyCage {
    std::function<QWidget*()> window;
    std::function<QStringList()> shortcuts;       ///< keys of the commands, as text
    std::function<void(std::uint32_t)> command;   ///< runs the n-th command, counted modulo their number
    std::function<void()> between;                ///< called when no dialog or menu is open
    QString folder;                               ///< where files may be written; file dialogs lead nowhere else
};

class Monkey : public QObject {
    Q_OBJECT
public:
    Monkey(std::uint32_t seed, MonkeyCage cage);

    /// Lets `events` events happen and closes what is open by Escape. Returns what went wrong; empty = nothing.
    [[nodiscard]] QString play(int events);
    /// The last events in words, oldest first: what led to a failure.
    [[nodiscard]] QString lastEvents() const { return m_words.join(QLatin1Char('\n')); }
    [[nodiscard]] QString slowestEvent() const { return m_slowest; }
    [[nodiscard]] double slowestSeconds() const { return m_slowestSeconds; }

Q_SIGNALS:
    void beat(); ///< the event loop is alive

private:
    void step();
    void act();
    void actInFileDialog(QWidget& dialog);
    void escape();
    void click(QWindow& window);
    void continueDrag(QWindow& window);
    void turnWheel(QWindow& window);
    void typeKey(QWindow& window);
    [[nodiscard]] bool watchModal();
    [[nodiscard]] QWindow* target();
    [[nodiscard]] QPoint place(QWindow& window);
    [[nodiscard]] Qt::KeyboardModifiers modifiers();
    [[nodiscard]] std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(m_random()) % end; }
    [[nodiscard]] bool chance(std::uint32_t percent) { return below(100) < percent; }
    void note(const QString& words);

    MonkeyCage m_cage;
    std::mt19937 m_random;
    QEventLoop* m_loop = nullptr;
    int m_left = 0;
    int m_actingLevel = 0; ///< depth of the event loop in which an event is being handled; 0 = none is
    int m_baseLevel = 0;
    QPointer<QWindow> m_dragged; ///< the window in which a button is down
    Qt::MouseButton m_button = Qt::LeftButton;
    int m_dragSteps = 0;
    QPoint m_at;
    QPointer<QWidget> m_modal;
    int m_modalEvents = 0;
    QString m_failure;
    QStringList m_words;
    QString m_slowest;
    double m_slowestSeconds = 0;
};

} // namespace shardscape
