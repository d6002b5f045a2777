// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and writing of whole files for the command line; "-" is standard input or output. No Qt.
#pragma once

#include "cli/streams.h"

#include <string>

namespace shardscape {

/// The bytes of a file, or of standard input for "-". Refuses what is missing, a folder, unreadable, or larger than any file the program
/// can use (before reading it). Problems have an empty path.
[[nodiscard]] Result<std::string> readInput(const std::string& file, std::istream& in);

/// Writes a file so that it is either whole or untouched, or standard output for "-". Problems have an empty path.
[[nodiscard]] Result<void> writeOutput(const std::string& file, const std::string& bytes, std::ostream& out);

} // namespace shardscape
