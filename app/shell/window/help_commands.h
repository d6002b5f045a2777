// SPDX-License-Identifier: GPL-3.0-or-later
// Commands about commands: the palette and the sheet of keys. GUI thread only.
#pragma once

#include "shell/app_context.h"

class QMainWindow;

namespace shardscape {

/// Registers "help.palette" and "help.shortcuts"; both read the window's menus when they are called.
void addHelpCommands(AppContext& context, QMainWindow& window);

} // namespace shardscape
