// SPDX-License-Identifier: GPL-3.0-or-later
// Opens the window. Called by main() when no subcommand is given.
#pragma once

#include <string>

namespace shardscape {

/// Runs the window on a file (empty = the welcome scenario) until it is closed. Returns the program's exit code: 0, or 2 when there are no
/// presets to work with or no display to open the window on.
///
/// Environment: SHARDSCAPE_THEME = light, dark or system overrides the remembered theme. SHARDSCAPE_SCREENSHOT = path.png writes a
/// picture of the window after the first evaluation and quits (how the pictures of the README are made); SHARDSCAPE_WINDOW = 1280x720
/// sets its size.
[[nodiscard]] int runWindow(int argc, char** argv, const std::string& file);

} // namespace shardscape
