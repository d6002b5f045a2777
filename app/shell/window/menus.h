// SPDX-License-Identifier: GPL-3.0-or-later
// The menu bar from the command registry: each command has its place by the prefix of its id, so a command that a view adds appears
// without a line here. GUI thread only.
#pragma once

#include "shell/command_registry.h"

class QMainWindow;

namespace shardscape {

class FileCommands;

void buildMenus(QMainWindow& window, CommandRegistry& commands, FileCommands& files);

} // namespace shardscape
