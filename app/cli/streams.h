// SPDX-License-Identifier: GPL-3.0-or-later
// Where a command reads and writes, and what its exit code means. Tests hand in string streams. No Qt.
#pragma once

#include "units/result.h"

#include <iosfwd>
#include <string>

namespace shardscape {

struct CliStreams {
    std::istream& in;
    std::ostream& out; ///< results only
    std::ostream& err; ///< everything else
};

/// The program's exit codes, fixed by the command line's contract.
enum class ExitCode : int {
    Ok = 0,
    DoesNotFit = 1,    ///< the plan is legal but does not fit or cannot run; the result was printed all the same
    BadInput = 2,      ///< one line a problem went to stderr
    InternalError = 3, ///< a bug of the program
};

/// One line a problem on `err`: "path: what (hint)". Problems of the input as a whole carry `input` (a file's name) as their path.
void printProblems(std::ostream& err, const std::string& input, const Problems& problems);

} // namespace shardscape
