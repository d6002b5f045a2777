// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/menus.h"

#include "shell/translate.h"
#include "shell/window/file_commands.h"

#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>

#include <algorithm>

namespace shardscape {

namespace {

class MenuBuilder {
public:
    MenuBuilder(QMainWindow& window, CommandRegistry& commands) : m_window{window}, m_commands{commands} {}

    QMenu& menu(const QString& title) { return *m_window.menuBar()->addMenu(title); }

    /// Adds the commands that exist; an empty id is a separator.
    void add(QMenu& menu, const QStringList& ids)
    {
        for (const QString& id : ids) {
            if (id.isEmpty())
                menu.addSeparator();
            else if (QAction* action = m_commands.action(id))
                menu.addAction(action);
        }
    }

    [[nodiscard]] QStringList withPrefix(const QString& prefix) const
    {
        return m_commands.ids().filter(QRegularExpression(QStringLiteral("^%1\\.").arg(prefix)));
    }

private:
    QMainWindow& m_window;
    CommandRegistry& m_commands;
};

/// Menus of commands that views bring along.
void addViewMenus(MenuBuilder& builder)
{
    for (const auto& [prefix, title] : {std::pair{"mesh", tr("&Mesh")}, std::pair{"fabric", tr("F&abric")},
                                        std::pair{"timeline", tr("&Timeline")}, std::pair{"memory", tr("Mem&ory")},
                                        std::pair{"lesson", tr("&Lessons")}}) {
        const QStringList ids = builder.withPrefix(QLatin1String(prefix));
        if (!ids.isEmpty())
            builder.add(builder.menu(title), ids);
    }
    builder.add(builder.menu(tr("&Compare")), builder.withPrefix(QStringLiteral("compare")));
}

} // namespace

void buildMenus(QMainWindow& window, CommandRegistry& commands, FileCommands& files)
{
    MenuBuilder builder(window, commands);
    QMenu& file = builder.menu(tr("&File"));
    files.fillNewMenu(*file.addMenu(tr("&New from preset")));
    builder.add(file, {QStringLiteral("file.open")});
    files.attachRecentMenu(*file.addMenu(tr("Open &recent")));
    builder.add(file, {QString(), QStringLiteral("file.save"), QStringLiteral("file.save_as"), QString(),
                       QStringLiteral("file.export_json"), QStringLiteral("file.export_derivations"), QStringLiteral("file.export_launch"), QStringLiteral("file.report"), QStringLiteral("file.preview"), QStringLiteral("file.report_appendix"), QString(), QStringLiteral("sheet.duplicate"),
                       QStringLiteral("sheet.next"), QStringLiteral("sheet.previous"), QStringLiteral("sheet.close"), QString(),
                       QStringLiteral("file.quit")});
    builder.add(builder.menu(tr("&Edit")),
                {QStringLiteral("edit.undo"), QStringLiteral("edit.redo"), QString(), QStringLiteral("edit.paste"), QStringLiteral("edit.import"),
                 QString(), QStringLiteral("diagnostics.fix"), QStringLiteral("scenario.calibrate"), QString(), QStringLiteral("edit.settings")});

    QMenu& view = builder.menu(tr("&View"));
    QStringList go;
    QStringList toggle;
    for (const QString& id : builder.withPrefix(QStringLiteral("pane")))
        (id.endsWith(QLatin1String(".toggle")) ? toggle : go) << id;
    std::sort(go.begin(), go.end(), [&](const QString& a, const QString& b) {
        return commands.action(a)->shortcut().toString() < commands.action(b)->shortcut().toString();
    });
    builder.add(view, go);
    builder.add(*view.addMenu(tr("&Panes")), toggle);
    builder.add(view, {QString(), QStringLiteral("view.maximize"), QStringLiteral("view.reset"), QString()});
    builder.add(*view.addMenu(tr("&Theme")),
                {QStringLiteral("view.theme.system"), QStringLiteral("view.theme.light"), QStringLiteral("view.theme.dark"),
                 QStringLiteral("view.theme.high-contrast")});
    builder.add(*view.addMenu(tr("Te&xt size")),
                {QStringLiteral("view.text.larger"), QStringLiteral("view.text.smaller"), QStringLiteral("view.text.normal")});
    builder.add(view, {QString(), QStringLiteral("view.copy_picture"), QStringLiteral("view.copy_table"), QStringLiteral("view.export"), QString()});
    builder.add(view, {QStringLiteral("view.reduced_motion")});

    addViewMenus(builder);
    builder.add(builder.menu(tr("&Help")), 
                {QStringLiteral("help.explain"), QStringLiteral("help.palette"), QStringLiteral("help.shortcuts"), QString(),
                 QStringLiteral("help.about")});
}

} // namespace shardscape
