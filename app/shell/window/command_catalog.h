// SPDX-License-Identifier: GPL-3.0-or-later
// All commands of the window as a list a person can search: the palette and the shortcut sheet are two views of it. GUI thread only.
#pragma once

#include "shell/command_registry.h"

#include <optional>
#include <vector>

class QMenuBar;

namespace shardscape {

/// A command as menus name it.
struct CatalogEntry {
    QAction* action = nullptr;
    QString group; ///< the menus it lies in, "View › Theme"
    QString text;  ///< without mnemonic
};

/// Every command of `registry` in the order of the menus; a command in no menu is left out.
[[nodiscard]] std::vector<CatalogEntry> commandCatalog(const CommandRegistry& registry, const QMenuBar& menus);

/// How well the letters of `pattern` appear in this order in `text`, in any case; smaller is better, nothing = they do not.
/// Letters that start a word or follow each other count as better. Blanks in the pattern are skipped; an empty pattern fits all alike.
[[nodiscard]] std::optional<int> fuzzyDistance(const QString& pattern, const QString& text);

/// The entries whose group and text fit `pattern`, best first; equal ones stay in the order of the menus.
[[nodiscard]] std::vector<CatalogEntry> matching(const std::vector<CatalogEntry>& catalog, const QString& pattern);

} // namespace shardscape
