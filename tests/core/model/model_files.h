// SPDX-License-Identifier: GPL-3.0-or-later
// Reading the model files that the tests of this folder share.
#pragma once

#include "json/strict_json.h"

#include <QDir>
#include <QFile>
#include <QString>
#include <QStringList>

#include <string>

namespace shardscape::test {

inline std::string textOf(const QString& path)
{
    QFile file{path};
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string{};
}

/// The ids of the JSON files in a folder.
inline QStringList idsIn(const QString& folder)
{
    QStringList ids = QDir{folder}.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    return ids.replaceInStrings(QStringLiteral(".json"), QString{});
}

/// All problems in one text, for the message of a failed check.
inline std::string allOf(const Problems& problems)
{
    std::string text;
    for (const Problem& problem : problems)
        text += problem.path + " [" + problem.code + "] " + problem.message + " (" + problem.hint + ")\n";
    return text;
}

} // namespace shardscape::test
