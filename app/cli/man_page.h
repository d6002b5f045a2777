// SPDX-License-Identifier: GPL-3.0-or-later
// The manual page, made of the same description of the command line that parses it, so that it cannot drift.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace shardscape {

/// The page shardscape(1) in man(7) format: name, synopsis, every subcommand with its arguments and options, files, environment, exit status.
[[nodiscard]] std::string manPage(const CLI::App& app);

} // namespace shardscape
