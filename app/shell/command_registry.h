// SPDX-License-Identifier: GPL-3.0-or-later
// Every command of the window by its id: menus, tool bars, shortcut sheet, lessons and tests find it here. The registry owns the actions.
// GUI thread only.
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QObject>

#include <functional>
#include <map>

namespace shardscape {

/// What a command is called and how it is reached.
struct CommandSpec {
    QString id;   ///< stable and dotted, such as "file.open" or "mesh.swap"; scripts and lessons rely on it
    QString text; ///< translated, with mnemonic if wanted
    QKeySequence shortcut = {};
    QString help = {}; ///< a sentence for status bar and tool tip; empty = the text says it all
    QString icon = {}; ///< name of a file in :/icons without extension
    bool checkable = false;
    /// WidgetWithChildrenShortcut for a view's own keys: such an action must also be added to the view with addAction().
    Qt::ShortcutContext context = Qt::WindowShortcut;
};

class CommandRegistry : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Makes the action of a command. `run` is called with the check state; it is dropped with `receiver`.
    /// \pre the id is new and not empty, the text is not empty
    QAction* add(const CommandSpec& spec, QObject* receiver, std::function<void(bool checked)> run);
    /// Registers an action made elsewhere (undo and redo of QUndoStack); the registry takes ownership.
    QAction* adopt(const QString& id, QAction* action);

    /// The action of an id, or null.
    [[nodiscard]] QAction* action(const QString& id) const;
    /// All ids in alphabetical order.
    [[nodiscard]] QStringList ids() const;

private:
    std::map<QString, QAction*> m_actions;
};

} // namespace shardscape
