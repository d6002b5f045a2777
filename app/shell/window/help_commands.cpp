// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/help_commands.h"

#include "shell/translate.h"
#include "shell/window/command_palette.h"
#include "shell/window/shortcut_sheet.h"

#include <QMainWindow>
#include <QMenuBar>

namespace shardscape {

namespace {

void openPalette(const CommandRegistry& commands, QMainWindow& window)
{
    auto* palette = new CommandPalette(commandCatalog(commands, *window.menuBar()), &window);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    // The choice is read at once, because the palette may be deleted before a queued call; the command runs when the palette is gone and
    // the pane has the focus again.
    QObject::connect(palette, &QDialog::accepted, &window, [palette] {
        if (QAction* chosen = palette->chosen())
            QMetaObject::invokeMethod(chosen, &QAction::trigger, Qt::QueuedConnection);
    });
    palette->open();
}

void openSheet(const CommandRegistry& commands, QMainWindow& window)
{
    auto* sheet = new ShortcutSheet(commandCatalog(commands, *window.menuBar()), &window);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->open();
}

} // namespace

void addHelpCommands(AppContext& context, QMainWindow& window)
{
    CommandRegistry& commands = context.commands;
    commands.add({.id = QStringLiteral("help.palette"),
                  .text = tr("&Commands…"),
                  .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
                  .help = tr("Finds a command by some of its letters and runs it.")},
                 &window, [&commands, &window](bool) { openPalette(commands, window); });
    commands.add({.id = QStringLiteral("help.shortcuts"),
                  .text = tr("&Keys…"),
                  .shortcut = QKeySequence(Qt::Key_Question),
                  .help = tr("Lists all keys on one page.")},
                 &window, [&commands, &window](bool) { openSheet(commands, window); });
}

} // namespace shardscape
