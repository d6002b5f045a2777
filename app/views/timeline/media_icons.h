// SPDX-License-Identifier: GPL-3.0-or-later
// Transport symbols drawn in the text color of the theme, because the style's own ones vanish on a dark ground. GUI thread only.
#pragma once

#include <QColor>
#include <QIcon>

namespace shardscape {

enum class MediaSymbol : unsigned char { Play, Pause, ToStart, ToEnd, StepBack, StepForward, Loop };

[[nodiscard]] QIcon mediaIcon(MediaSymbol symbol, const QColor& color);

} // namespace shardscape
