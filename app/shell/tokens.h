// SPDX-License-Identifier: GPL-3.0-or-later
// Colours and pens by meaning, in a light, a dark and a high-contrast table. Painters get this plain struct; nothing in a paint function asks for a
// colour by name. A test measures contrast and colour-blind distance of all tables.
#pragma once

#include "cost/memory.h"
#include "plan/parallelism.h"
#include "schedule/timeline.h"

#include <QColor>
#include <QPalette>

#include <array>

namespace shardscape {

enum class Theme : unsigned char { Light, Dark, HighContrast };

struct Tokens {
    Theme theme = Theme::Light;
    QColor ground;      ///< behind everything
    QColor surface;     ///< panels and cells
    QColor surfaceAlt;  ///< alternate rows, node boxes
    QColor line;        ///< separators, grid
    QColor text;
    QColor textMuted;
    QColor accent;      ///< selection, focus ring
    QColor accentText;
    QColor good;
    QColor warning;
    QColor bad;
    QColor capacity;    ///< the capacity line
    QColor idleHatch;
    std::array<QColor, 6> task;                ///< by TaskKind
    std::array<QColor, memoryPartCount> memory; ///< by MemoryPart
    std::array<QColor, axisCount> axis;        ///< by Axis
    std::array<QColor, 5> load;                ///< stops of the load ramp, light to heavy, lightness strictly monotone
};

[[nodiscard]] const Tokens& tokensFor(Theme theme);
[[nodiscard]] QPalette paletteFor(const Tokens& tokens);

/// Colour of a load in 0..1 on the ramp, interpolated in OKLab; values outside are clipped.
[[nodiscard]] QColor loadColor(const Tokens& tokens, double load);

/// Black or white, whichever reads better on `fill`.
[[nodiscard]] QColor textOn(const QColor& fill);

} // namespace shardscape
