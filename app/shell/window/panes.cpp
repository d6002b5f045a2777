// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/panes.h"

#include "shell/command_registry.h"

#include <QApplication>
#include <QDockWidget>
#include <QLayout>
#include <QTabWidget>

#include <algorithm>
#include <map>

namespace shardscape {

namespace {

Qt::DockWidgetArea areaOf(PanePlace place)
{
    switch (place) {
    case PanePlace::Center: return Qt::NoDockWidgetArea;
    case PanePlace::Left:
    case PanePlace::LeftLower: return Qt::LeftDockWidgetArea;
    case PanePlace::Right:
    case PanePlace::RightLower: return Qt::RightDockWidgetArea;
    case PanePlace::Bottom: return Qt::BottomDockWidgetArea;
    }
    return Qt::NoDockWidgetArea;
}

bool contains(const QWidget* container, const QWidget* widget)
{
    return widget && (container == widget || container->isAncestorOf(widget));
}

} // namespace

PaneLayout::PaneLayout(AppContext& context, QMainWindow& window, const std::vector<Pane>& panes)
    : QObject{&window}, m_context{context}, m_window{window}, m_center{new QTabWidget(&window)}
{
    m_center->setDocumentMode(true);
    m_center->setAccessibleName(tr("Machines"));
    // Left and right reach down to the status bar; the timeline stands below the mesh only.
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    window.setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
    window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    for (const Pane& pane : panes) {
        Placed placed{.pane = pane};
        place(placed);
        m_panes.push_back(placed);
        addCommands(placed, static_cast<int>(m_panes.size()));
    }
    arrange();
    context.commands.add({.id = QStringLiteral("view.maximize"),
                          .text = tr("&Maximize pane"),
                          .shortcut = QKeySequence(Qt::Key_F11),
                          .help = tr("Shows only the pane with the focus, or everything again."),
                          .icon = QStringLiteral("maximize")},
                         this, [this](bool) { toggleMaximized(); });
}

void PaneLayout::place(Placed& placed)
{
    if (placed.pane.place == PanePlace::Center) {
        placed.view = placed.pane.make(m_context, m_center);
        m_center->addTab(placed.view, placed.pane.title);
        return;
    }
    placed.dock = new QDockWidget(placed.pane.title, &m_window);
    placed.dock->setObjectName(QStringLiteral("dock.") + placed.pane.id);
    placed.dock->setAccessibleName(placed.pane.title);
    placed.view = placed.pane.make(m_context, placed.dock);
    placed.dock->setWidget(placed.view);
    m_window.addDockWidget(areaOf(placed.pane.place), placed.dock);
    // Queued, because a window that is being destroyed still hides its docks.
    connect(placed.dock, &QDockWidget::visibilityChanged, this, &PaneLayout::updateTitleBars, Qt::QueuedConnection);
    connect(placed.dock, &QDockWidget::topLevelChanged, this, &PaneLayout::updateTitleBars, Qt::QueuedConnection);
}

void PaneLayout::addCommands(const Placed& placed, int number)
{
    const QString& id = placed.pane.id;
    const QKeySequence key = number < 10 ? QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_0 + number)) : QKeySequence();
    m_context.commands.add({.id = QStringLiteral("pane.") + id, .text = tr("Go to %1").arg(placed.pane.title), .shortcut = key}, this,
                           [this, id](bool) { raise(id); });
    if (placed.dock) {
        QAction* toggle = placed.dock->toggleViewAction();
        m_context.commands.add(
            {.id = QStringLiteral("pane.%1.toggle").arg(id), .text = tr("Show %1").arg(placed.pane.title), .checkable = true}, placed.dock,
            [dock = placed.dock](bool on) { dock->setVisible(on); });
        QAction* own = m_context.commands.action(QStringLiteral("pane.%1.toggle").arg(id));
        connect(toggle, &QAction::toggled, own, &QAction::setChecked);
        own->setChecked(toggle->isChecked());
    }
}

void PaneLayout::arrange()
{
    std::map<PanePlace, QDockWidget*> first;
    for (const Placed& placed : m_panes)
        if (placed.dock)
            first.try_emplace(placed.pane.place, placed.dock);
    // Before any tabs: splitting a dock that is a tab would only add one more tab.
    if (first.contains(PanePlace::Right) && first.contains(PanePlace::RightLower))
        m_window.splitDockWidget(first[PanePlace::Right], first[PanePlace::RightLower], Qt::Vertical);
    if (first.contains(PanePlace::Left) && first.contains(PanePlace::LeftLower))
        m_window.splitDockWidget(first[PanePlace::Left], first[PanePlace::LeftLower], Qt::Vertical);
    for (const Placed& placed : m_panes) {
        if (!placed.dock)
            continue;
        if (QDockWidget* front = first[placed.pane.place]; front != placed.dock)
            m_window.tabifyDockWidget(front, placed.dock);
        placed.dock->setVisible(placed.pane.shown);
    }
    for (const auto& [place, dock] : first)
        if (!dock->isHidden())
            dock->raise();
    m_window.setCentralWidget(m_center);
    m_center->setVisible(m_center->count() > 0);
}

void PaneLayout::updateTitleBars()
{
    for (const Placed& placed : m_panes) {
        if (!placed.dock)
            continue;
        const bool hasTab = !placed.dock->isFloating() && !m_window.tabifiedDockWidgets(placed.dock).isEmpty();
        const bool bare = placed.dock->titleBarWidget() != nullptr;
        if (hasTab == bare)
            continue;
        QWidget* before = placed.dock->titleBarWidget();
        placed.dock->setTitleBarWidget(hasTab ? new QWidget(placed.dock) : nullptr); // the tab says the name already
        delete before;
    }
}

void PaneLayout::distribute()
{
    const auto resize = [this](const QString& id, int size, Qt::Orientation orientation) {
        if (const Placed* found = find(id); found && found->dock)
            m_window.resizeDocks({found->dock}, {size}, orientation);
    };
    m_window.layout()->activate(); // before the first paint the docks still lie as in the window's size before
    const int textWidth = m_window.fontMetrics().averageCharWidth();
    resize(QStringLiteral("scenario"), std::min(60 * textWidth, m_window.width() * 26 / 100), Qt::Horizontal);
    resize(QStringLiteral("memory"), std::min(65 * textWidth, m_window.width() * 28 / 100), Qt::Horizontal);
    resize(QStringLiteral("memory"), m_window.height() / 2, Qt::Vertical);
    // On a low screen the timeline keeps room for rows, memory and words; the mesh scales.
    const int leastTimeline = 19 * m_window.fontMetrics().height();
    resize(QStringLiteral("timeline"), std::max(m_window.height() * 3 / 10, std::min(leastTimeline, m_window.height() * 2 / 5)), Qt::Vertical);
}

const PaneLayout::Placed* PaneLayout::find(const QString& id) const
{
    const auto found = std::find_if(m_panes.begin(), m_panes.end(), [&](const Placed& placed) { return placed.pane.id == id; });
    return found == m_panes.end() ? nullptr : &*found;
}

QWidget* PaneLayout::view(const QString& id) const
{
    const Placed* found = find(id);
    return found ? found->view : nullptr;
}

void PaneLayout::show(const QString& id)
{
    const Placed* found = find(id);
    if (!found)
        return;
    if (isMaximized())
        toggleMaximized();
    if (found->dock) {
        const bool opens = found->dock->isHidden();
        found->dock->show();
        found->dock->raise();
        if (opens && found->pane.place == PanePlace::LeftLower)
            m_window.resizeDocks({found->dock}, {m_window.height() * 2 / 5}, Qt::Vertical);
    } else {
        m_center->setCurrentWidget(found->view);
    }
}

void PaneLayout::raise(const QString& id)
{
    const Placed* found = find(id);
    if (!found)
        return;
    show(id);
    // The pane itself, or the first thing in it that takes the keyboard.
    QWidget* target = found->view;
    if (target->focusPolicy() == Qt::NoFocus && !target->focusProxy())
        for (QWidget* child : target->findChildren<QWidget*>())
            if (child->focusPolicy() & Qt::TabFocus && child->isVisibleTo(target) && child->isEnabled()) {
                target = child;
                break;
            }
    target->setFocus(Qt::ShortcutFocusReason);
}

void PaneLayout::toggleMaximized()
{
    if (isMaximized()) {
        m_center->show();
        m_window.restoreState(m_before);
        m_before.clear();
        return;
    }
    const QWidget* focused = m_window.focusWidget(); // also right while a dialog has the keyboard
    m_before = m_window.saveState();
    QDockWidget* kept = nullptr;
    for (const Placed& placed : m_panes)
        if (placed.dock && contains(placed.dock, focused))
            kept = placed.dock;
    for (const Placed& placed : m_panes)
        if (placed.dock && placed.dock != kept)
            placed.dock->hide();
    m_center->setVisible(kept == nullptr);
}

} // namespace shardscape
