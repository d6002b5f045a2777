// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+Shift+P: type some letters of a command, Enter runs it. Every command of the menus is there, with its shortcut. GUI thread only.
#pragma once

#include "shell/window/command_catalog.h"

#include <QDialog>

class QLineEdit;
class QTreeWidget;

namespace shardscape {

class CommandPalette : public QDialog {
    Q_OBJECT
public:
    /// Shows `catalog`; the dialog runs no command itself, so that the command meets the keyboard focus that was there before.
    CommandPalette(std::vector<CatalogEntry> catalog, QWidget* parent);

    /// The command that was chosen; null when the dialog was left.
    [[nodiscard]] QAction* chosen() const { return m_chosen; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter(const QString& pattern);
    void choose();

    std::vector<CatalogEntry> m_catalog;
    std::vector<CatalogEntry> m_shown;
    QLineEdit* m_pattern;
    QTreeWidget* m_list;
    QAction* m_chosen = nullptr;
};

} // namespace shardscape
