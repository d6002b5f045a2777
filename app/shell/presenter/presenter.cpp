// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/presenter/presenter.h"

#include "document/document.h"
#include "shell/command_registry.h"
#include "shell/preferences.h"
#include "shell/presenter/presenter_notes.h"
#include "shell/presenter/stage_overlay.h"
#include "views/lesson/lesson_session.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QDockWidget>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenuBar>
#include <QScreen>
#include <QStatusBar>

#include <algorithm>

namespace shardscape {

namespace {

constexpr int stageTextPercent = 140; ///< readable from the last row

bool isTyping()
{
    const QWidget* focused = QApplication::focusWidget();
    return qobject_cast<const QLineEdit*>(focused) != nullptr || qobject_cast<const QAbstractSpinBox*>(focused) != nullptr;
}

} // namespace

Presenter::Presenter(AppContext& context, QMainWindow& window, LessonSession& session)
    : QObject{&window}, m_context{context}, m_window{window}, m_session{session}
{
    context.commands.add({.id = QStringLiteral("lesson.present"),
                          .text = tr("&Present"),
                          .shortcut = QKeySequence(Qt::Key_F5),
                          .help = tr("Fills the screen; Page Down and Page Up step, B blanks, N shows notes, Esc ends.")},
                         this, [this](bool) { isPresenting() ? stop() : start(); });
    context.commands.add({.id = QStringLiteral("lesson.notes"), .text = tr("&Notes for the teacher"), .help = tr("Opens a window with notes, the next step and the time.")},
                         this, [this](bool) { toggleNotes(); });
    connect(&session, &LessonSession::changed, this, &Presenter::refresh);
    connect(&context.document, &Document::scenarioChanged, this, &Presenter::refresh);
}

Presenter::~Presenter() = default;

void Presenter::start()
{
    if (isPresenting())
        return;
    m_before = {.layout = m_window.saveState(),
                .geometry = m_window.saveGeometry(),
                .state = m_window.windowState(),
                .menuBar = m_window.menuBar()->isVisible(),
                .statusBar = m_window.statusBar()->isVisible(),
                .textPercent = m_context.preferences.textPercent()};
    m_overlay = new StageOverlay(m_context, &m_window);
    m_window.menuBar()->hide();
    m_window.statusBar()->hide();
    m_context.preferences.setTextPercent(std::max(m_before.textPercent, stageTextPercent));
    m_window.showFullScreen();
    m_overlay->setGeometry(m_window.rect());
    m_overlay->show();
    qApp->installEventFilter(this);
    refresh();
    if (QGuiApplication::screens().size() > 1)
        toggleNotes();
}

void Presenter::stop()
{
    if (!isPresenting())
        return;
    qApp->removeEventFilter(this);
    delete m_overlay;
    m_overlay = nullptr;
    m_notes.reset();
    m_context.preferences.setTextPercent(m_before.textPercent);
    m_window.menuBar()->setVisible(m_before.menuBar);
    m_window.statusBar()->setVisible(m_before.statusBar);
    m_window.setWindowState(m_before.state);
    m_window.restoreGeometry(m_before.geometry);
    m_window.restoreState(m_before.layout);
}

void Presenter::clearStage()
{
    QStringList wanted;
    if (m_session.run() != nullptr) {
        wanted << QStringLiteral("lesson");
        if (m_session.stepCount() > 0 && m_session.phase() == LessonSession::Phase::Shown)
            for (const std::string& pane : m_session.currentSource().show)
                wanted << QString::fromStdString(pane).section(QLatin1Char('?'), 0, 0);
    }
    for (QDockWidget* dock : m_window.findChildren<QDockWidget*>())
        dock->setVisible(wanted.contains(dock->objectName().section(QLatin1Char('.'), 1)));
}

void Presenter::refresh()
{
    const bool hasStep = m_session.run() != nullptr && m_session.stepCount() > 0;
    if (m_notes) {
        const int next = m_session.step() + 1;
        m_notes->show({.step = hasStep ? QString::fromStdString(m_session.current().title) : QString(),
                       .notes = hasStep ? QString::fromStdString(m_session.current().notes) : QString(),
                       .next = hasStep && next < m_session.stepCount() ? QString::fromStdString(m_session.run()->steps()[static_cast<std::size_t>(next)].title)
                                                                       : QString(),
                       .minutes = hasStep ? m_session.run()->lesson().minutes : 0});
    }
    if (!isPresenting())
        return;
    clearStage();
    m_overlay->setTitle(QString::fromStdString(m_context.document.scenario().title));
    m_overlay->raise();
}

void Presenter::toggleNotes()
{
    if (m_notes) {
        m_notes.reset();
        return;
    }
    m_notes = std::make_unique<PresenterNotes>();
    for (const QScreen* screen : QGuiApplication::screens())
        if (screen != m_window.screen())
            m_notes->setGeometry(QRect(screen->availableGeometry().topLeft() + QPoint(40, 40), m_notes->size()));
    refresh();
    m_notes->setVisible(true);
}

bool Presenter::takeKey(const QKeyEvent& event)
{
    m_overlay->showKey(QKeySequence(event.keyCombination()).toString(QKeySequence::NativeText));
    if (m_overlay->isBlank()) { // whatever is pressed: the picture comes back first
        m_overlay->setBlank(false);
        return true;
    }
    if (event.modifiers() != Qt::NoModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_Escape: stop(); return true;
    case Qt::Key_PageDown: m_context.commands.action(QStringLiteral("lesson.next"))->trigger(); return true;
    case Qt::Key_PageUp: m_context.commands.action(QStringLiteral("lesson.back"))->trigger(); return true;
    case Qt::Key_B:
    case Qt::Key_Period:
        if (isTyping())
            return false;
        m_overlay->setBlank(true);
        return true;
    case Qt::Key_N:
        if (isTyping())
            return false;
        toggleNotes();
        return true;
    default: return false;
    }
}

bool Presenter::eventFilter(QObject* watched, QEvent* event)
{
    const auto* widget = qobject_cast<const QWidget*>(watched);
    if (!isPresenting() || widget == nullptr || widget->window() != &m_window || QApplication::activeModalWidget() != nullptr)
        return QObject::eventFilter(watched, event);
    // An open drag keeps its Escape.
    if (event->type() == QEvent::KeyPress && QGuiApplication::mouseButtons() == Qt::NoButton && takeKey(*static_cast<const QKeyEvent*>(event)))
        return true;
    // Bare keys of commands (B, N) arrive as shortcuts before they arrive as keys.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto& key = *static_cast<const QKeyEvent*>(event);
        const bool own = key.key() == Qt::Key_Escape || key.key() == Qt::Key_PageDown || key.key() == Qt::Key_PageUp || key.key() == Qt::Key_B ||
                         key.key() == Qt::Key_N || key.key() == Qt::Key_Period;
        if (own && key.modifiers() == Qt::NoModifier && !isTyping()) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::MouseMove)
        m_overlay->movePointer(m_window.mapFromGlobal(static_cast<const QMouseEvent*>(event)->globalPosition().toPoint()));
    if (widget == &m_window && event->type() == QEvent::Resize)
        m_overlay->setGeometry(m_window.rect());
    return QObject::eventFilter(watched, event);
}

} // namespace shardscape
