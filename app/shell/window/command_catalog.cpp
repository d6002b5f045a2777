// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/command_catalog.h"

#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace shardscape {

namespace {

/// "&Save &as…" → "Save as…", and "Search && replace" → "Search & replace".
QString withoutMnemonic(const QString& text)
{
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('&') && i + 1 < text.size())
            ++i;
        plain += text[i];
    }
    return plain;
}

void walk(const QWidget& menu, const QString& group, const QSet<QAction*>& commands, std::vector<CatalogEntry>& entries)
{
    for (QAction* action : menu.actions()) {
        const QString text = withoutMnemonic(action->text());
        if (QMenu* inner = action->menu())
            walk(*inner, group.isEmpty() ? text : group + QStringLiteral(" › ") + text, commands, entries);
        else if (commands.contains(action))
            entries.push_back({action, group, text});
    }
}

bool startsWord(const QString& text, qsizetype at)
{
    return at == 0 || !text[at - 1].isLetterOrNumber() || (text[at].isUpper() && text[at - 1].isLower());
}

} // namespace

std::vector<CatalogEntry> commandCatalog(const CommandRegistry& registry, const QMenuBar& menus)
{
    QSet<QAction*> commands;
    for (const QString& id : registry.ids())
        commands.insert(registry.action(id));
    std::vector<CatalogEntry> entries;
    walk(menus, {}, commands, entries);
    return entries;
}

std::optional<int> fuzzyDistance(const QString& pattern, const QString& text)
{
    constexpr int wordStart = 0;
    constexpr int insideWord = 4;
    int distance = 0;
    qsizetype at = -1;
    for (const QChar wanted : pattern) {
        if (wanted.isSpace())
            continue;
        const auto fits = [&](qsizetype i) { return text[i].toCaseFolded() == wanted.toCaseFolded(); };
        qsizetype found = -1;
        if (at >= 0 && at + 1 < text.size() && fits(at + 1)) {
            at = at + 1; // a run of letters is what a person types
            continue;
        }
        for (qsizetype i = at + 1; i < text.size() && (found < 0 || !startsWord(text, found)); ++i)
            if (fits(i) && (found < 0 || startsWord(text, i)))
                found = i;
        if (found < 0)
            return std::nullopt;
        distance += (startsWord(text, found) ? wordStart : insideWord) + static_cast<int>(std::min<qsizetype>(found - at - 1, 20));
        at = found;
    }
    return distance;
}

std::vector<CatalogEntry> matching(const std::vector<CatalogEntry>& catalog, const QString& pattern)
{
    struct Ranked {
        int distance;
        const CatalogEntry* entry;
    };
    std::vector<Ranked> ranked;
    for (const CatalogEntry& entry : catalog) {
        const std::optional<int> alone = fuzzyDistance(pattern, entry.text);
        const std::optional<int> grouped = fuzzyDistance(pattern, entry.group + QLatin1Char(' ') + entry.text);
        if (alone || grouped)
            ranked.push_back({std::min(alone.value_or(1 << 20), grouped.value_or(1 << 20)), &entry});
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) { return a.distance < b.distance; });
    std::vector<CatalogEntry> best;
    for (const Ranked& one : ranked)
        best.push_back(*one.entry);
    return best;
}

} // namespace shardscape
