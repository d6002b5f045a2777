// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the memory picture: scale, bars in parts with color and pattern, capacity line, headroom and legend. Free functions of their
// arguments, so that screen, PNG and PDF show the same. Units are logical pixels; the painter's font sets the text size.
#pragma once

#include "shell/tokens.h"
#include "views/memory/memory_bars.h"

class QPainter;

namespace shardscape {

/// Everything the picture depends on beside its size.
struct MemoryPicture {
    const MemoryBars& bars;
    const Tokens& tokens;
    Bytes scaleTop;
    std::optional<int> stage;       ///< highlighted stage
    std::optional<MemoryPart> part; ///< highlighted part of that stage, or of all stages when no stage is given
    std::optional<int> bar;         ///< bar under the keyboard focus
    const MemoryBars* baseline = nullptr; ///< drawn as outlines; null = none
    QLocale locale = QLocale();
};

/// Where the bars go inside `area` when text has the height of `font`: room for the scale, for the labels that fit under bars this
/// narrow and for as many rows as the legend takes is left around them.
[[nodiscard]] QRectF memoryPlotRect(const QRectF& area, const QFont& font, const MemoryBars& bars);

/// Where the legend names a part: swatch and text together.
struct LegendEntry {
    MemoryPart part = MemoryPart::Weights;
    QRectF rect;
};

/// The legend of the parts that hold anything, in rows at the lower edge of `area`; all inside it unless one name is wider. Empty where it
/// would leave no room for the bars.
[[nodiscard]] std::vector<LegendEntry> memoryLegend(const QRectF& area, const QFont& font, const MemoryBars& bars);

void paintMemoryBars(QPainter& painter, const QRectF& area, const MemoryPicture& picture);

} // namespace shardscape
