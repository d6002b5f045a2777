// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/view_commands.h"

#include "shell/command_registry.h"
#include "shell/preferences.h"
#include "shell/theme_manager.h"
#include "shell/translate.h"
#include "shell/window/settings_dialog.h"

#include <QActionGroup>
#include <QSettings>
#include <QWidget>

namespace shardscape {

namespace {

constexpr int textStep = 10; ///< percent

void addThemeCommands(AppContext& context, QWidget& window)
{
    auto* group = new QActionGroup(&window);
    const auto add = [&](ThemeChoice choice, const QString& text) {
        const QString name = QString::fromUtf8(toText(choice));
        QAction* action =
            context.commands.add({.id = QStringLiteral("view.theme.") + name, .text = text, .checkable = true}, &window,
                                 [&context, choice, name](bool) {
                                     context.theme.setChoice(choice);
                                     QSettings().setValue(QStringLiteral("theme"), name);
                                 });
        group->addAction(action);
        action->setChecked(context.theme.choice() == choice);
    };
    add(ThemeChoice::System, tr("As the &system"));
    add(ThemeChoice::Light, tr("&Light"));
    add(ThemeChoice::Dark, tr("&Dark"));
    add(ThemeChoice::HighContrast, tr("&High contrast"));
}

void addTextCommands(AppContext& context, QWidget& window)
{
    Preferences& preferences = context.preferences;
    const auto add = [&](const QString& id, const QString& text, Qt::Key key, std::function<int(int)> next) {
        context.commands.add({.id = id, .text = text, .shortcut = QKeySequence(Qt::CTRL | Qt::ALT | key)}, &window,
                             [&preferences, next = std::move(next)](bool) { preferences.setTextPercent(next(preferences.textPercent())); });
    };
    add(QStringLiteral("view.text.larger"), tr("&Larger text"), Qt::Key_Plus, [](int percent) { return percent + textStep; });
    add(QStringLiteral("view.text.smaller"), tr("&Smaller text"), Qt::Key_Minus, [](int percent) { return percent - textStep; });
    add(QStringLiteral("view.text.normal"), tr("&Normal text"), Qt::Key_0, [](int) { return 100; });
}

} // namespace

void addViewCommands(AppContext& context, QWidget& window)
{
    addThemeCommands(context, window);
    addTextCommands(context, window);
    Preferences& preferences = context.preferences;
    QAction* motion = context.commands.add({.id = QStringLiteral("view.reduced_motion"),
                                            .text = tr("&Reduced motion"),
                                            .help = tr("Nothing glides, and playing advances in steps."),
                                            .checkable = true},
                                           &window, [&preferences](bool on) { preferences.setReducedMotion(on); });
    motion->setChecked(preferences.reducedMotion());
    QObject::connect(&preferences, &Preferences::changed, motion, [motion, &preferences] { motion->setChecked(preferences.reducedMotion()); });
    context.commands.add({.id = QStringLiteral("edit.settings"),
                          .text = tr("&Settings…"),
                          .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Comma),
                          .help = tr("Theme, size of text, motion and language.")},
                         &window, [&context, &window](bool) {
                             auto* dialog = new SettingsDialog(context, &window);
                             dialog->setAttribute(Qt::WA_DeleteOnClose);
                             dialog->open();
                         });
}

} // namespace shardscape
