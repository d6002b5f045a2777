// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/command_registry.h"

namespace shardscape {

QAction* CommandRegistry::add(const CommandSpec& spec, QObject* receiver, std::function<void(bool)> run)
{
    auto* action = new QAction(spec.text, this);
    action->setShortcut(spec.shortcut);
    action->setShortcutContext(spec.context);
    action->setCheckable(spec.checkable);
    if (!spec.help.isEmpty()) {
        action->setStatusTip(spec.help);
        action->setToolTip(spec.shortcut.isEmpty() ? spec.help
                                                   : tr("%1 (%2)").arg(spec.help, spec.shortcut.toString(QKeySequence::NativeText)));
    }
    if (!spec.icon.isEmpty())
        action->setProperty("iconName", spec.icon); // tinted by whoever knows the theme
    connect(action, &QAction::triggered, receiver, std::move(run));
    return adopt(spec.id, action);
}

QAction* CommandRegistry::adopt(const QString& id, QAction* action)
{
    Q_ASSERT(!id.isEmpty() && !action->text().isEmpty());
    Q_ASSERT(!m_actions.contains(id));
    action->setParent(this);
    action->setObjectName(id);
    m_actions.emplace(id, action);
    return action;
}

QAction* CommandRegistry::action(const QString& id) const
{
    const auto found = m_actions.find(id);
    return found == m_actions.end() ? nullptr : found->second;
}

QStringList CommandRegistry::ids() const
{
    QStringList all;
    for (const auto& [id, action] : m_actions)
        all.append(id);
    return all;
}

} // namespace shardscape
