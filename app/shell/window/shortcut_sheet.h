// SPDX-License-Identifier: GPL-3.0-or-later
// "?": all keys of the window on one page, made from the commands themselves, so that it cannot be out of date. GUI thread only.
#pragma once

#include "shell/window/command_catalog.h"

#include <QDialog>

class QTreeWidget;

namespace shardscape {

class ShortcutSheet : public QDialog {
    Q_OBJECT
public:
    ShortcutSheet(const std::vector<CatalogEntry>& catalog, QWidget* parent);

    /// The sheet as tab-separated text: group, command, keys.
    [[nodiscard]] QString tsv() const;

private:
    void fill(const std::vector<CatalogEntry>& catalog, const QString& pattern);

    QTreeWidget* m_list;
};

} // namespace shardscape
