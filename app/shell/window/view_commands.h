// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of how the window looks: theme, size of text, motion, settings. GUI thread only.
#pragma once

#include "shell/app_context.h"

class QWidget;

namespace shardscape {

/// Registers "view.theme.*", "view.text.*", "view.reduced_motion" and "edit.settings".
void addViewCommands(AppContext& context, QWidget& window);

} // namespace shardscape
