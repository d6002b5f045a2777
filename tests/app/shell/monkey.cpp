// SPDX-License-Identifier: GPL-3.0-or-later
#include "monkey.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QThread>
#include <QTimer>
#include <QWheelEvent>

#include <ctime>

namespace shardscape {

namespace {

constexpr int rememberedEvents = 40;
constexpr int patience = 80; ///< events in one dialog before it has to go away
constexpr int escapes = 6;   ///< a menu, an editor and a completion may each take one

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

QWidget* openModal() { return QApplication::activePopupWidget() ? QApplication::activePopupWidget() : QApplication::activeModalWidget(); }

/// Without QTest, which sends a key with modifiers as several keys and does not notice when the window is gone after the first.
void pressAndRelease(QWindow* window, int key, Qt::KeyboardModifiers with = {}, const QString& text = {})
{
    const QPointer<QWindow> alive = window;
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease})
        if (alive && alive->isVisible())
            qt_handleKeyEvent(window, type, key, with, text);
}

QString nameOf(const QWindow& window, QPoint at)
{
    const QWidget* widget = QApplication::widgetAt(window.mapToGlobal(at));
    return widget ? QStringLiteral("%1 “%2”").arg(QLatin1String(widget->metaObject()->className()), widget->accessibleName())
                  : window.objectName();
}

} // namespace

Monkey::Monkey(std::uint32_t seed, MonkeyCage cage) : m_cage(std::move(cage)), m_random(seed) {}

QString Monkey::play(int events)
{
    QEventLoop loop;
    m_loop = &loop;
    m_left = events;
    m_failure.clear();
    QTimer::singleShot(0, this, &Monkey::step);
    loop.exec();
    m_loop = nullptr;
    return m_failure;
}

/// Each step arms the next one before it acts: when the event opens a dialog, the next step runs in the dialog's own loop. A step that
/// arrives while its own loop is still busy (QTest processes events) does nothing.
void Monkey::step()
{
    if (m_loop == nullptr)
        return;
    Q_EMIT beat();
    const int level = QThread::currentThread()->loopLevel();
    if (m_baseLevel == 0)
        m_baseLevel = level;
    const bool over = m_left <= 0 || !m_failure.isEmpty();
    if (over && level == m_baseLevel && m_actingLevel == 0 && openModal() == nullptr) {
        m_baseLevel = 0;
        m_loop->quit();
        return;
    }
    QTimer::singleShot(0, this, &Monkey::step);
    if (level <= m_actingLevel)
        return;
    const int outer = std::exchange(m_actingLevel, level);
    if (level == m_baseLevel && openModal() == nullptr && !m_dragged)
        m_cage.between();
    const double begin = threadSeconds();
    if (over || watchModal())
        escape();
    else
        act();
    const double seconds = threadSeconds() - begin;
    if (level == m_baseLevel && seconds > m_slowestSeconds && openModal() == nullptr) {
        m_slowestSeconds = seconds;
        m_slowest = m_words.isEmpty() ? QString() : m_words.last();
    }
    m_actingLevel = outer;
}

/// True when a dialog was open for so long that it has to go by Escape; a dialog that does not is a dead end.
bool Monkey::watchModal()
{
    QWidget* modal = QApplication::activeModalWidget();
    if (modal == nullptr || modal != m_modal) {
        m_modal = modal;
        m_modalEvents = 0;
    }
    if (modal == nullptr)
        return false;
    if (++m_modalEvents > patience + escapes && m_failure.isEmpty()) {
        m_failure = QStringLiteral("Escape does not close %1 “%2”").arg(QLatin1String(modal->metaObject()->className()), modal->windowTitle());
        modal->close();
    }
    return m_modalEvents > patience;
}

void Monkey::escape()
{
    if (m_dragged) {
        m_dragSteps = 0;
        continueDrag(*m_dragged);
    }
    QWidget* open = openModal();
    if (open == nullptr)
        return;
    note(QStringLiteral("Escape in %1").arg(QLatin1String(open->metaObject()->className())));
    pressAndRelease(open->windowHandle(), Qt::Key_Escape);
}

QWindow* Monkey::target()
{
    if (QWidget* open = openModal())
        return open->windowHandle();
    QWindow* main = m_cage.window()->windowHandle();
    if (chance(90))
        return main;
    QWindowList shown;
    for (QWindow* window : QGuiApplication::topLevelWindows())
        if (window->isVisible() && window->type() != Qt::ToolTip)
            shown << window;
    return shown.isEmpty() ? main : shown[static_cast<int>(below(static_cast<std::uint32_t>(shown.size())))];
}

QPoint Monkey::place(QWindow& window)
{
    return {static_cast<int>(below(static_cast<std::uint32_t>(std::max(1, window.width())))),
            static_cast<int>(below(static_cast<std::uint32_t>(std::max(1, window.height()))))};
}

Qt::KeyboardModifiers Monkey::modifiers()
{
    Qt::KeyboardModifiers all;
    for (const Qt::KeyboardModifier one : {Qt::ShiftModifier, Qt::ControlModifier, Qt::AltModifier})
        all.setFlag(one, chance(12));
    return all;
}

void Monkey::act()
{
    --m_left;
    if (auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget()); dialog && !QApplication::activePopupWidget()) {
        actInFileDialog(*dialog);
        return;
    }
    QWindow* window = m_dragged ? m_dragged.data() : target();
    if (window == nullptr || !window->isVisible()) {
        m_dragged = nullptr;
        return;
    }
    if (m_dragged && chance(85)) {
        continueDrag(*window);
        return;
    }
    const std::uint32_t kind = below(100);
    if (openModal() && kind < 6)
        escape();
    else if (kind < 50)
        click(*window);
    else if (kind < 62)
        turnWheel(*window);
    else if (kind < 92 || openModal())
        typeKey(*window);
    else if (kind < 98)
        m_cage.command(static_cast<std::uint32_t>(m_random()));
    else if (window == m_cage.window()->windowHandle())
        m_cage.window()->resize(640 + static_cast<int>(below(1300)), 480 + static_cast<int>(below(700)));
}

/// A file dialog lists, renames and deletes: the monkey only gives a name in its own folder, or leaves.
void Monkey::actInFileDialog(QWidget& dialog)
{
    auto* name = dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    const auto seen = QDir(m_cage.folder).entryList(QDir::Files);
    if (name == nullptr || chance(40)) {
        escape();
        return;
    }
    const QString file = seen.isEmpty() || chance(40) ? QStringLiteral("file-%1").arg(below(20))
                                                      : seen[static_cast<int>(below(static_cast<std::uint32_t>(seen.size())))];
    note(QStringLiteral("file %1 in %2").arg(file, dialog.windowTitle()));
    name->setText(QDir(m_cage.folder).filePath(file));
    pressAndRelease(dialog.windowHandle(), Qt::Key_Return);
}

/// Presses a button; most of the time it is released at once, else a drag of some steps begins.
void Monkey::click(QWindow& window)
{
    const std::uint32_t which = below(100);
    m_button = which < 80 ? Qt::LeftButton : which < 95 ? Qt::RightButton : Qt::MiddleButton;
    m_at = place(window);
    const Qt::KeyboardModifiers with = modifiers();
    const std::uint32_t how = below(100);
    note(QStringLiteral("%1 %2 at %3,%4 on %5")
             .arg(how < 15 ? QStringLiteral("move") : how < 60 ? QStringLiteral("click") : how < 75 ? QStringLiteral("double click")
                                                                                                   : QStringLiteral("press"))
             .arg(m_button)
             .arg(m_at.x())
             .arg(m_at.y())
             .arg(nameOf(window, m_at)));
    const QPointer<QWindow> alive = &window;
    QTest::mouseMove(&window, m_at);
    if (!alive || how < 15)
        return;
    if (how < 60) {
        QTest::mouseClick(&window, m_button, with, m_at);
    } else if (how < 75) {
        QTest::mouseDClick(&window, m_button, with, m_at);
    } else {
        m_dragged = &window;
        m_dragSteps = 1 + static_cast<int>(below(8));
        QTest::mousePress(&window, m_button, with, m_at);
    }
}

void Monkey::continueDrag(QWindow& window)
{
    const QPointer<QWindow> alive = &window;
    m_at = chance(70) ? m_at + QPoint(static_cast<int>(below(161)) - 80, static_cast<int>(below(121)) - 60) : place(window);
    m_at = {std::clamp(m_at.x(), 0, std::max(0, window.width() - 1)), std::clamp(m_at.y(), 0, std::max(0, window.height() - 1))};
    note(QStringLiteral("drag to %1,%2 on %3").arg(m_at.x()).arg(m_at.y()).arg(nameOf(window, m_at)));
    QTest::mouseMove(&window, m_at);
    if (--m_dragSteps > 0 && alive && !openModal())
        return;
    m_dragged = nullptr;
    if (alive && QRect(QPoint(), window.size()).contains(m_at)) // it may have shrunk meanwhile
        QTest::mouseRelease(&window, m_button, Qt::NoModifier, m_at);
}

void Monkey::turnWheel(QWindow& window)
{
    const QPoint at = place(window);
    const QPoint turn = chance(80) ? QPoint(0, chance(50) ? 120 : -120) : QPoint(chance(50) ? 120 : -120, 0);
    note(QStringLiteral("wheel %1,%2 on %3").arg(turn.x()).arg(turn.y()).arg(nameOf(window, at)));
    QWheelEvent wheel(at, window.mapToGlobal(at), {}, turn, Qt::NoButton, modifiers(), Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&window, &wheel);
}

void Monkey::typeKey(QWindow& window)
{
    static constexpr Qt::Key special[] = {Qt::Key_Tab,   Qt::Key_Backtab, Qt::Key_Return, Qt::Key_Escape,   Qt::Key_Up,     Qt::Key_Down, Qt::Key_Left,
                                          Qt::Key_Right, Qt::Key_Home,    Qt::Key_End,    Qt::Key_PageDown, Qt::Key_PageUp, Qt::Key_Space, Qt::Key_Delete,
                                          Qt::Key_Backspace, Qt::Key_F1,  Qt::Key_F6,     Qt::Key_F10,      Qt::Key_F11,    Qt::Key_Menu};
    const std::uint32_t kind = below(100);
    if (const QStringList keys = m_cage.shortcuts(); kind < 25 && !keys.isEmpty()) {
        const QKeySequence sequence(keys[static_cast<int>(below(static_cast<std::uint32_t>(keys.size())))]);
        note(QStringLiteral("keys ") + sequence.toString());
        pressAndRelease(&window, sequence[0].key(), sequence[0].keyboardModifiers());
    } else if (kind < 65) {
        const Qt::Key key = special[below(static_cast<std::uint32_t>(std::size(special)))];
        note(QStringLiteral("key ") + QKeySequence(key).toString());
        pressAndRelease(&window, key, modifiers());
    } else {
        const char letter = static_cast<char>(chance(40) ? '0' + static_cast<int>(below(10)) : ' ' + static_cast<int>(below(95)));
        note(QStringLiteral("letter ") + QLatin1Char(letter));
        pressAndRelease(&window, QTest::asciiToKey(letter), modifiers() & ~Qt::KeyboardModifiers(Qt::AltModifier), QString(QLatin1Char(letter)));
    }
}

/// With SHARDSCAPE_MONKEY_LOG each event is in the file before it happens, for runs that end in a crash.
void Monkey::note(const QString& words)
{
    const QString numbered = QStringLiteral("%1 left: %2").arg(m_left).arg(words);
    m_words << numbered;
    if (m_words.size() > rememberedEvents)
        m_words.removeFirst();
    static const QString log = qEnvironmentVariable("SHARDSCAPE_MONKEY_LOG");
    if (log.isEmpty())
        return;
    QFile file(log);
    if (file.open(QIODevice::Append))
        file.write(numbered.toUtf8() + '\n');
}

} // namespace shardscape
