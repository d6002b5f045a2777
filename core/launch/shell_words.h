// SPDX-License-Identifier: GPL-3.0-or-later
// Splits a pasted command into words as a POSIX shell would (IEEE 1003.1-2017, 2.2 Quoting), without running or expanding anything.
#pragma once

#include "units/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace shardscape {

/// Longest command that is read; more is a log, not a command.
inline constexpr std::size_t maxCommandBytes = 1u << 20;

struct ShellWord {
    std::string text; ///< without its quotes; $VARIABLES stay as they are written
    int line = 1;
    int column = 1;
    bool endsCommand = false; ///< a ; & | or line end stands behind it
};

/// Quotes, backslashes and line continuations are resolved, comments dropped, `&&`, `;`, `|` and line ends noted. Fails on a quote that
/// is never closed (line and column of its start), on control characters and on texts over maxCommandBytes.
[[nodiscard]] Result<std::vector<ShellWord>> splitShellWords(std::string_view text);

/// A word as a shell reads it back: quoted if it holds anything but letters, digits and @%+=:,./_-
[[nodiscard]] std::string quoteForShell(std::string_view word);

} // namespace shardscape
