// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of the program. Needs no display and makes no window; tests call it with string streams. No Qt but for `report`.
#pragma once

#include "cli/streams.h"

#include <optional>
#include <string>
#include <vector>

namespace shardscape {

/// What the first arguments of the program ask for.
struct Invocation {
    bool isWindow = false;
    std::string file; ///< what the window opens; may be empty
};

/// A subcommand, --help and --version are the command line's; nothing, or one file with Qt's own options, is the window's.
/// \param arguments without the program's name
[[nodiscard]] Invocation classify(const std::vector<std::string>& arguments);

/// Runs a subcommand. Never throws; a bug is reported on stderr and gives InternalError.
/// \param arguments without the program's name
[[nodiscard]] ExitCode runCommandLine(const std::vector<std::string>& arguments, CliStreams streams);

/// Says why the window cannot be opened on this file although it was asked for, with the nearest subcommand as hint; nothing if it can.
[[nodiscard]] std::optional<Problem> whyNoWindow(const Invocation& invocation);

} // namespace shardscape
