// SPDX-License-Identifier: GPL-3.0-or-later
// All presets of the source tree, for tests.
#pragma once

#include "io/preset_library.h"

#include <QDir>
#include <QFile>
#include <QtTest>

namespace shardscape::test {

inline std::string readFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string{};
}

inline PresetLibrary allPresets()
{
    PresetLibrary library;
    for (const auto& kind : EnumNames<PresetKind>::table) {
        QDir folder(QStringLiteral(PRESETS_DIR "/") + QString::fromUtf8(kind.text.data(), static_cast<qsizetype>(kind.text.size())));
        const QStringList files = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
        for (const QString& name : files) {
            const QString id = name.section(QLatin1Char('.'), 0, kind.value == PresetKind::Scenario ? -3 : -2);
            const auto added = library.add(kind.value, id.toStdString(), name.toStdString(), readFile(folder.filePath(name)));
            if (!added)
                qWarning("preset %s: %s", qPrintable(name), added.error().front().message.c_str());
        }
    }
    return library;
}

} // namespace shardscape::test
