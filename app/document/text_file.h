// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and writing of whole text files with every failure as a value that names the file and the way out. Any thread.
#pragma once

#include "units/result.h"

#include <QString>

#include <string>

namespace shardscape {

/// Larger files are refused before they are read: the largest honest scenario (a placement of 131,072 ranks) has about 1 MiB.
inline constexpr qint64 largestTextFileBytes = 64LL * 1024 * 1024;

/// The bytes of a file. Problems: "file-not-found", "file-is-folder", "file-not-readable", "file-too-large".
[[nodiscard]] Result<std::string> readTextFile(const QString& path);

/// Writes beside the file and renames, so that a failure leaves the old file as it was. Problem: "file-not-writable".
[[nodiscard]] Result<void> writeTextFile(const QString& path, const std::string& text);

} // namespace shardscape
