// SPDX-License-Identifier: GPL-3.0-or-later
// Memory over time of one stage, on the time axis of the pipeline picture: what is always there, the activations on top, the capacity
// line and the peak. Made from an evaluation's memory and timeline; painted by a free function. Any thread.
#pragma once

#include "cost/memory.h"
#include "schedule/analysis.h"
#include "shell/tokens.h"
#include "views/timeline/timeline_geometry.h"

#include <QLocale>
#include <QString>

class QPainter;

namespace shardscape {

struct MemoryStrip {
    int stage = 0;
    double fixedBytes = 0.0;    ///< weights, gradients, optimizer, buffers, overhead, cache
    MemoryCurve activations;    ///< in bytes
    double capacityBytes = 0.0; ///< 0 = unknown
    double inFlight = 0.0;      ///< most micro-batches between forward and backward

    [[nodiscard]] double peakBytes() const { return fixedBytes + activations.peak; }
    [[nodiscard]] bool isEmpty() const { return activations.time.size() < 2 && fixedBytes <= 0.0; }
};

/// The strip of a stage. \p memory is the stage's; the activations follow the timeline with its bytes per micro-batch and chunk, or, where
/// that is not known, with its peak spread over the in-flight count.
[[nodiscard]] MemoryStrip memoryStrip(const Timeline& timeline, int stage, const StageMemory& memory, Bytes capacity);

/// Paints into geometry.strip(). Columns that cover several changes show the highest.
void paintMemoryStrip(QPainter& painter, const TimelineGeometry& geometry, const MemoryStrip& strip, const Tokens& tokens);

} // namespace shardscape
