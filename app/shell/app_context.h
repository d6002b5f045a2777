// SPDX-License-Identifier: GPL-3.0-or-later
// What every view gets: the document, the focus, the clock and the colours of the present theme. Owned by the main window.
#pragma once

#include "shell/tokens.h"

namespace shardscape {

class Baselines;
class Document;
class Sheets;
class FocusHub;
class ModelClock;
class CommandRegistry;
class Preferences;
class ThemeManager; // holds the present theme; signal themeChanged()

struct AppContext {
    Document& document; ///< what the shown sheet holds
    Sheets& sheets;
    FocusHub& focus;
    ModelClock& clock;
    CommandRegistry& commands;
    ThemeManager& theme;
    Preferences& preferences;
    Baselines& baselines; ///< pinned evaluations; `evaluation()` of it is what deltas and outlines compare with, null = nothing
};

} // namespace shardscape
