// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/text_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace shardscape {

namespace {

std::string shown(const QString& path) { return QDir::toNativeSeparators(path).toStdString(); }

Problem tooLarge(const QString& path)
{
    return {.code = "file-too-large",
            .path = {},
            .message = shown(path) + " is larger than 64 MiB, the most that is read.",
            .hint = "Scenario files have a few kB. Is this the right file?"};
}

} // namespace

Result<std::string> readTextFile(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failure({.code = "file-not-found",
                        .path = {},
                        .message = "There is no file " + shown(path) + ".",
                        .hint = "Check the spelling, or whether the file was moved."});
    if (info.isDir())
        return failure({.code = "file-is-folder", .path = {}, .message = shown(path) + " is a folder.", .hint = "Name a file inside it."});
    if (info.size() > largestTextFileBytes)
        return failure(tooLarge(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure({.code = "file-not-readable",
                        .path = {},
                        .message = shown(path) + " cannot be read: " + file.errorString().toStdString() + ".",
                        .hint = "Check the file's permissions."});
    const QByteArray bytes = file.read(largestTextFileBytes + 1); // devices and pipes have no size to ask for
    if (file.error() != QFileDevice::NoError)
        return failure({.code = "file-not-readable",
                        .path = {},
                        .message = shown(path) + " cannot be read to its end: " + file.errorString().toStdString() + ".",
                        .hint = "Check the disk or the connection it is on."});
    if (bytes.size() > largestTextFileBytes)
        return failure(tooLarge(path));
    return bytes.toStdString();
}

Result<void> writeTextFile(const QString& path, const std::string& text)
{
    const QFileInfo info(path);
    if (info.exists() && !info.isFile()) // renaming over a device or a pipe would replace it by a plain file
        return failure({.code = "file-not-writable",
                        .path = {},
                        .message = shown(path) + " is not a plain file, so it was not written.",
                        .hint = "Name a plain file in a folder."});
    QSaveFile file(path);
    const auto size = static_cast<qint64>(text.size());
    if (file.open(QIODevice::WriteOnly) && file.write(text.data(), size) == size && file.commit())
        return {};
    return failure({.code = "file-not-writable",
                    .path = {},
                    .message = shown(path) + " could not be written: " + file.errorString().toStdString() + ".",
                    .hint = "Nothing was changed on disk. Choose another folder, or make room there."});
}

} // namespace shardscape
