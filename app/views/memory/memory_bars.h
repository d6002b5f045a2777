// SPDX-License-Identifier: GPL-3.0-or-later
// The memory picture as values: which bars there are, and where each bar and each of its parts lies. From 1 to 16,384 bars and more; when
// bars are narrower than a few pixels the picture is a strip whose columns each show the fullest of the bars that fall on them.
// Used by the canvas, the painter, the report and tests; any thread.
#pragma once

#include "evaluate/evaluation.h"
#include "views/common/table_data.h"

#include <QLocale>
#include <QPointF>
#include <QRectF>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace shardscape {

/// One bar per stage, or one per rank; ranks of a stage are alike and share its figures.
struct MemoryBars {
    Bytes capacity;                     ///< of the worst bar's GPU
    std::vector<Bytes> capacityByStage; ///< where GPUs differ; else empty
    std::vector<StageMemory> stages;
    std::vector<int> stageOfBar;
    bool perRank = false;

    [[nodiscard]] int count() const { return static_cast<int>(stageOfBar.size()); }
    [[nodiscard]] const StageMemory& bar(int index) const { return stages[static_cast<std::size_t>(stageOf(index))]; }
    [[nodiscard]] int stageOf(int index) const { return stageOfBar[static_cast<std::size_t>(index)]; }
    [[nodiscard]] Bytes capacityOf(int index) const
    {
        return capacityByStage.empty() ? capacity : capacityByStage[static_cast<std::size_t>(stageOf(index))];
    }
    [[nodiscard]] Bytes peak() const; ///< of the bar that fills its GPU most
    /// The most that a picture of the bars must have room for.
    [[nodiscard]] Bytes scaleNeed() const;
    /// The bar of another picture that stands where bar `index` of this one does: the same, or the nearest by its place in the row.
    [[nodiscard]] int counterpart(int index, const MemoryBars& other) const
    {
        return count() == other.count() ? index : static_cast<int>(static_cast<long long>(index) * other.count() / std::max(1, count()));
    }
    /// The fullest of the bars [first, last).
    [[nodiscard]] int fullest(int first, int last) const;
};

/// Bars of an evaluation. \param perRank one bar a rank, which needs the plan's mesh; else one a stage
[[nodiscard]] MemoryBars memoryBars(const Evaluation& evaluation, bool perRank);

/// The top of the scale for a picture that shows `needed` bytes: a round number of GiB above it. The previous top stays while it is still
/// large enough and not more than twice too large, so that the axis does not jump while a handle is dragged.
[[nodiscard]] Bytes stickyScaleTop(Bytes previous, Bytes needed);

class MemoryBarsGeometry {
public:
    MemoryBarsGeometry() = default;
    /// \param plot area of the bars, without labels \param scaleTop amount at the plot's upper edge
    MemoryBarsGeometry(const QRectF& plot, int bars, Bytes scaleTop);

    [[nodiscard]] const QRectF& plot() const { return m_plot; }
    [[nodiscard]] Bytes scaleTop() const { return m_scaleTop; }
    /// True when single bars would be narrower than 3 units; columns then stand for several bars.
    [[nodiscard]] bool isStrip() const;
    /// Number of drawn columns: the bars, or the plot's width in a strip with more bars than units.
    [[nodiscard]] int columns() const { return m_columns; }
    /// Bars [first, last) that a column stands for.
    [[nodiscard]] std::pair<int, int> barsOf(int column) const;
    [[nodiscard]] QRectF columnRect(int column) const;
    [[nodiscard]] double yOf(Bytes amount) const;
    [[nodiscard]] std::optional<int> columnAt(QPointF position) const;

private:
    QRectF m_plot;
    int m_bars = 0;
    int m_columns = 0;
    Bytes m_scaleTop;
};

/// Where part `part` of a bar lies in its column; empty height when it holds nothing.
[[nodiscard]] QRectF partRect(const MemoryBarsGeometry& geometry, const StageMemory& memory, MemoryPart part, int column);

/// The part under a position, if any.
[[nodiscard]] std::optional<MemoryPart> partAt(const MemoryBarsGeometry& geometry, const StageMemory& memory, int column, QPointF position);

/// "7.6 GiB free (9.5 %)" or "over by 3.2 GiB (4.0 %)".
[[nodiscard]] QString headroomText(Bytes total, Bytes capacity, const QLocale& locale = QLocale());

/// The table twin: one row a bar, parts in GiB, total, headroom.
[[nodiscard]] TableData memoryTable(const MemoryBars& bars, const QLocale& locale = QLocale());

/// Id of the derivation of a part of a stage's memory, or of all of it.
[[nodiscard]] QString memoryFigure(int stage, std::optional<MemoryPart> part);

} // namespace shardscape
