// SPDX-License-Identifier: GPL-3.0-or-later
// Everything one window shares among its views, in the order it must live: made before the window, gone after it. GUI thread only.
#pragma once

#include "document/baselines.h"
#include "shell/app_context.h"
#include "shell/command_registry.h"
#include "shell/focus_hub.h"
#include "shell/model_clock.h"
#include "shell/preferences.h"
#include "shell/theme_manager.h"

namespace shardscape {

struct Workspace {
    Workspace(Document& document, Sheets& sheets, ThemeChoice choice = ThemeChoice::System)
        : theme{choice}, context{document, sheets, focus, clock, commands, theme, preferences, baselines}
    {
    }

    Preferences preferences;
    ThemeManager theme;
    Baselines baselines;
    FocusHub focus;
    ModelClock clock;
    CommandRegistry commands;
    AppContext context;
};

} // namespace shardscape
